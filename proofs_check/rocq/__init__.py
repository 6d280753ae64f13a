"""The proofs themselves, machine-checked: sources for Rocq (Coq), what they prove in `Audit.md`, and `build.py`."""
