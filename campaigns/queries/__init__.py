"""Questions about the plan: each answered in one place."""
