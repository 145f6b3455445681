"""The measure to compare with: the least that Django can do for the same journey.

One page, one conditional UPDATE and one INSERT in a transaction, one page; no forms, no gates, no sessions.
"""
