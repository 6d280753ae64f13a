"""Training algorithms, one paradigm a module: thin adapters around well-kept libraries."""
