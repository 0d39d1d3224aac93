"""A collection in figures, as a page and as CSV."""
