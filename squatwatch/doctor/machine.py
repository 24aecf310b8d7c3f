"""What squatwatch runs on: readers, fonts, the clock, the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from squatwatch.offices import READERS, Reader, open_source, read_filings, write_exchange
from squatwatch.report.notice import fonts_available
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Finding, Store

SAMPLE = {"office": "DE", "application_number": "1", "mark_text": "EXAMPLE 例", "status": "filed"}
"""A filing that nobody made."""
SAMPLE_FORMATS = ("csv", "jsonl", "parquet")
AHEAD = timedelta(days=1)
"""How far a day may be ahead of the clock: elsewhere it is tomorrow already."""


def readers(known: Sequence[Reader] = READERS) -> Iterator[Finding]:
    """Whether every reader can look at a file, and a made-up filing is read as it was written."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.csv"
        sample = pl.DataFrame([SAMPLE], schema=FILING_SCHEMA)
        failed = [*_failing(known, path, sample), *_misread(Path(folder), sample)]
    for name, reason in failed:
        yield Finding("readers.fail", {"reader": name, "reason": reason})
    if not failed:
        yield Finding("readers.work", {"count": len(known)})


def _failing(
    known: Sequence[Reader], path: Path, sample: pl.DataFrame
) -> Iterator[tuple[str, str]]:
    """Readers that cannot even say whether a file is theirs."""
    write_exchange(path, [sample])
    for reader in known:
        try:
            for source in open_source(path):
                reader.recognises(source)
        except Exception as error:
            # Whatever it is, the doctor has more to look at.
            yield reader.name, _reason(error)


def _misread(folder: Path, sample: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Formats in which a filing is not read as it was written."""
    for suffix in SAMPLE_FORMATS:
        path = folder / f"sample.{suffix}"
        try:
            write_exchange(path, [sample])
            found = [batch.filings for batch in read_filings(path)]
            if not pl.concat(found).select(list(SAMPLE)).equals(sample.select(list(SAMPLE))):
                yield f"exchange ({suffix})", "reads another filing than was written"
        except Exception as error:
            yield f"exchange ({suffix})", _reason(error)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def fonts() -> Iterator[Finding]:
    """Whether a notice can be set as PDF: that needs a font with Chinese characters."""
    found = fonts_available()
    if found is None:
        yield Finding("fonts.none")
    else:
        yield Finding("fonts.fine", {"name": found.text})


def clock(store: Store, now: datetime) -> Iterator[Finding]:
    """Whether anything here was written on a day that has not come yet."""
    newest, today = store.newest_day(), now.astimezone().date()
    values = {"today": today, "day": newest}
    behind = newest is not None and newest > today + AHEAD
    yield Finding("clock.behind" if behind else "clock.fine", values)


def disk(path: Path) -> Iterator[Finding]:
    """Whether a copy of the store finds room beside it."""
    folder = next((parent for parent in path.absolute().parents if parent.exists()), Path("/"))
    free, needed = shutil.disk_usage(folder).free, path.stat().st_size if path.is_file() else 0
    values = {"free": _size(free), "needed": _size(needed)}
    yield Finding("disk.short" if free < needed else "disk.fine", values)


def _size(number: int) -> str:
    return f"{number / 1e9:,.1f} GB" if number >= 1e9 else f"{number / 1e6:,.0f} MB"
