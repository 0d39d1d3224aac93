"""Web pages to pieces: what a browser would print, line by line, with what it left out.

`page` parses and reads the head; `walk` goes through the tree once and hands
words to `rows`, tables to `tables`; `style` reads inline CSS, `lists` numbers
the items of ordered lists, `furniture` knows the templates of the sites.
"""

from akn.readers.html.declared import declared_encoding
from akn.readers.html.page import read, read_fragment

__all__ = ["declared_encoding", "read", "read_fragment"]
