"""What people type in: cleaning, cross-field checks and sentences that say what to do."""
