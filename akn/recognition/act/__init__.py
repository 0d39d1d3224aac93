"""From the enacting words to the last paragraph."""
