"""Sweeps: many tasks over results, trainers, parameters and seeds, on one machine or many, resumable."""
