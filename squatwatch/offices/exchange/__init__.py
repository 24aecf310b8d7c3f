"""The exchange file, and lists of filings in general: read, written, their headings understood."""

from squatwatch.offices.exchange.reader import ExchangeReader, ListReader
from squatwatch.offices.exchange.writer import write_exchange

__all__ = ["ExchangeReader", "ListReader", "write_exchange"]
