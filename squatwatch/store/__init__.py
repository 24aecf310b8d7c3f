"""Everything that speaks to DuckDB: the store of brands, forms, filings and runs."""

from squatwatch.model import Counts
from squatwatch.store.health import Finding
from squatwatch.store.store import Store
from squatwatch.store.units import UnitBatch

__all__ = ["Counts", "Finding", "Store", "UnitBatch"]
