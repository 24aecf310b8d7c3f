"""Everything that speaks to DuckDB: the store of brands, forms, filings and runs."""

from squatwatch.store.filings import Counts
from squatwatch.store.store import Store

__all__ = ["Counts", "Store"]
