"""Hub 1 of the house, and the values that rooms hand each other: texts, resolutions, alignments."""
