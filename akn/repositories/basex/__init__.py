"""A repository in BaseX."""
