"""The exchange file, and lists of filings in general: read, written, their headings understood."""

from squatwatch.offices.exchange.reader import ExchangeReader, ListReader
from squatwatch.offices.exchange.writer import FILE_FORMATS, write_exchange

__all__ = ["FILE_FORMATS", "ExchangeReader", "ListReader", "write_exchange"]
