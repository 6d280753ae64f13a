"""Solvers that people run, one library a module: thin adapters, in floating point, whose answers are judged exactly."""
