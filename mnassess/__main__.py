"""`python -m mnassess`."""

from mnassess.cli import main

if __name__ == "__main__":
    main()
