"""XML in which an institution marks each part of its documents: one walk, a table of elements for each vocabulary."""
