"""Footnotes: taken out of the running text before it is read, each set over its own mark."""
