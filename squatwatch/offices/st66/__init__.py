"""The WIPO ST.66 family: one reader for the dialects of many offices."""

from squatwatch.offices.st66.reader import St66Reader

__all__ = ["St66Reader"]
