"""The channels of the match relation over an index: one module each, and ``find`` over all."""

from squatwatch.match.channels.finding import find

__all__ = ["find"]
