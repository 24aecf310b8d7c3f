"""The command line: the face that analysts and cron see."""

from squatwatch.cli.app import main

__all__ = ["main"]
