"""Office files in, batches of filings out: one reader a format, told apart by content.

>>> [reader.name for reader in READERS]
['uspto-daily', 'st66', 'esearch-plus', 'exchange']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from squatwatch.errors import DataError
from squatwatch.offices.batch import BATCH_ROWS, Batch, Reader, SetAside
from squatwatch.offices.esearch import EsearchReader
from squatwatch.offices.exchange import ExchangeReader, write_exchange
from squatwatch.offices.source import MEMBER_LIMIT, SourceFile, open_source
from squatwatch.offices.st66 import St66Reader
from squatwatch.offices.uspto import UsptoReader

__all__ = [
    "FORMATS",
    "READERS",
    "Batch",
    "Reader",
    "SetAside",
    "SourceFile",
    "detect",
    "open_source",
    "read_filings",
    "write_exchange",
]

READERS: tuple[Reader, ...] = (UsptoReader(), St66Reader(), EsearchReader(), ExchangeReader())
"""The readers, in the order in which they are asked."""

FORMATS: dict[str, tuple[str, str]] = {
    reader.name: (reader.title, reader.title_zh) for reader in READERS
}
"""Short name of each format to its title in English and in Chinese."""

_SHOWN = 3


def detect(source: SourceFile) -> Reader:
    """The reader of a file, by its content.

    Raises ``DataError`` that names the known formats when it is none of them.
    """
    reader = _reader_of(source)
    if reader is None:
        raise _unknown(source)
    return reader


def read_filings(
    path: Path, *, batch_rows: int = BATCH_ROWS, member_limit: int = MEMBER_LIMIT
) -> Iterator[Batch]:
    """The filings of a file, or of the files in a zip, in their order.

    Files of a zip that are of no known format are left out and told in a note, unless none is
    known. Raises ``DataError`` for what cannot be read, after the batches before it.
    """
    left_out: list[str] = []
    found = False
    pairs = _recognised(open_source(path, member_limit=member_limit), left_out)
    for reader, group in groupby(pairs, key=lambda pair: pair[0]):
        found = True
        yield from reader.read((source for _, source in group), batch_rows)
    if not found:
        raise DataError(
            "holds no file of a known format", where=str(path), do=f"give it one of: {_known()}"
        )
    if left_out:
        more = f" and {len(left_out) - _SHOWN} more" if len(left_out) > _SHOWN else ""
        yield Batch(notes=(f"of no known format, left out: {', '.join(left_out[:_SHOWN])}{more}",))


def _recognised(
    sources: Iterator[SourceFile], left_out: list[str]
) -> Iterator[tuple[Reader, SourceFile]]:
    """The files with their readers; a file that stands alone must be known."""
    for source in sources:
        reader = _reader_of(source) if source.siblings else detect(source)
        if reader is None:
            left_out.append(source.name)
        else:
            yield reader, source


def _reader_of(source: SourceFile) -> Reader | None:
    return next((reader for reader in READERS if reader.recognises(source)), None)


def _unknown(source: SourceFile) -> DataError:
    """Why a file cannot be read; a download that failed is often a web page."""
    start = source.head(512).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return DataError(
            "is a web page, not data",
            where=source.name,
            do="fetch it again; the download may need a key",
        )
    return DataError(
        "is of no known format", where=source.name, do=f"give a file of one of: {_known()}"
    )


def _known() -> str:
    return "; ".join(title for title, _ in FORMATS.values())
