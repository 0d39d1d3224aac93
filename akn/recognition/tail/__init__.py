"""What stands after the last paragraph."""
