"""Words and shapes for the people's pages."""
