"""`python -m proofs_check` is the command `barriers`."""

from proofs_check.cli import main

if __name__ == "__main__":
    main()
