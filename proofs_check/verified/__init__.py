"""The checker whose soundness is proved in Rocq: sources, `build.py`, and `program.py`, which calls what was built."""
