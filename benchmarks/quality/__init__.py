"""What the evidence is worth: documented cases, hard negatives, owners, load, and peers beside."""

from pathlib import Path

SEED = 20261122
"""Of everything that is drawn."""

FILINGS = Path("filings") / "filings_all.parquet"
"""The real filings in the folder that SQUATWATCH_REAL_DATA names."""
