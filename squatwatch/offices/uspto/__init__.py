"""The files of the United States Patent and Trademark Office."""

from squatwatch.offices.uspto.daily import UsptoReader

__all__ = ["UsptoReader"]
