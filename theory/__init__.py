"""What things are: exact definitions, no search, no randomness of its own, no I/O but its registry."""
