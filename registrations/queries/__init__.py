"""Questions across rows: each answered in one place, so that every screen, paper and export says the same."""
