"""The command `barriers`."""
