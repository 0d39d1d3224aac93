"""A repository in a folder of files."""
