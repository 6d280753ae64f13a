"""`python -m nnbarriers` is the command `barriers`."""

from nnbarriers.command.main import main

if __name__ == "__main__":
    main()
