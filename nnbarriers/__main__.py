"""The command `barriers`, also as `python -m nnbarriers`."""

import sys

from nnbarriers.neighbours import hidden


def main() -> None:
    """Run the command; if a file of the user's own hides a package of ours, say which in one line, exit code 2."""
    if said := hidden():
        sys.stderr.write(f"barriers: {said}\n")
        sys.exit(2)
    from nnbarriers.command.main import main as command

    command()


if __name__ == "__main__":
    main()
