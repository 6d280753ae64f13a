"""Problems that people compute, as jump and fork families; beside each what is computable (docs/gallery.md)."""
