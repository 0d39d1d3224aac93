"""What stands before the enacting words."""
