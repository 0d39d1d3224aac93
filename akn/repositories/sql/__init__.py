"""Repositories in SQL databases: one schema, one set of queries."""
