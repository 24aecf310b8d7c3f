"""Starts squatwatch from a checkout: ``python cli.py scan ...``."""

from squatwatch.cli import main

if __name__ == "__main__":
    main()
