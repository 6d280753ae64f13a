"""The face: the command, and what people look at."""
