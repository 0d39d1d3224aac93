"""What each kind of meaning looks like in running text: one module a kind."""
