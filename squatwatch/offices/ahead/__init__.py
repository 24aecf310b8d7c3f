"""Files read by processes of their own, ahead of the one that writes."""

from squatwatch.offices.ahead.reader import read_ahead

__all__ = ["read_ahead"]
