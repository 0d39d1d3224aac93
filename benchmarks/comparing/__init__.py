"""The development set of `akn compare`."""
