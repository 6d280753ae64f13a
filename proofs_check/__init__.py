"""The checks, from the smallest trusted base to the largest."""
