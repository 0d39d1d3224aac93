"""The forms of an alignment."""
