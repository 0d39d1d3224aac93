"""Votes on the parts of a text, for people, programs and archives."""
