"""The real tour as demo data, built to any stage of its life through the same doors as real use.

Rule: a fixed seed and a fixed timeline (T−30 … T+4), shifted so that the stage is now; nothing here is reachable
from the product's pages, and no message leaves.
"""
