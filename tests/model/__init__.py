"""The model of a resolution, looked at and changed."""
