"""The standard data of the Japanese office."""

from squatwatch.offices.jpo.reader import JpoReader

__all__ = ["JpoReader"]
