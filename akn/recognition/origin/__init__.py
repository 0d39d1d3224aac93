"""Whose text it is, and in which language."""
