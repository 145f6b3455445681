"""What comes in from other systems: lists of owners, as messy as stores send them."""
