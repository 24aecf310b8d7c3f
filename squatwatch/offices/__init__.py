"""Office files in, batches of filings out: one reader a format, told apart by content.

>>> [reader.name for reader in READERS][:2]
['uspto-daily', 'uspto-tsdr']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from squatwatch.errors import DataError
from squatwatch.offices.batch import BATCH_ROWS, Batch, Reader, SetAside
from squatwatch.offices.cipo import CipoReader
from squatwatch.offices.dpma import DpmaReader
from squatwatch.offices.esearch import EsearchReader
from squatwatch.offices.euipo_applicants import EuipoApplicantsReader
from squatwatch.offices.exchange import ExchangeReader, ListReader, write_exchange
from squatwatch.offices.files.source import MEMBER_LIMIT, OfficeFile, open_source
from squatwatch.offices.inpi_brazil import InpiBrazilReader
from squatwatch.offices.jpo import JpoReader
from squatwatch.offices.kipris import KiprisReader
from squatwatch.offices.madrid import MadridReader
from squatwatch.offices.st66 import St66Reader
from squatwatch.offices.tipo import TipoApplicationsReader, TipoGazetteReader
from squatwatch.offices.uspto import UsptoReader
from squatwatch.offices.uspto.case_files import CaseFilesReader
from squatwatch.offices.uspto.tsdr import TsdrReader

__all__ = [
    "FORMATS",
    "READERS",
    "Batch",
    "OfficeFile",
    "Reader",
    "SetAside",
    "detect",
    "open_source",
    "read_filings",
    "write_exchange",
]

READERS: tuple[Reader, ...] = (
    UsptoReader(),
    TsdrReader(),
    TipoGazetteReader(),
    TipoApplicationsReader(),
    KiprisReader(),
    InpiBrazilReader(),
    St66Reader(),
    EuipoApplicantsReader(),
    EsearchReader(),
    DpmaReader(),
    MadridReader(),
    CipoReader(),
    CaseFilesReader(),
    JpoReader(),
    ExchangeReader(),
    ListReader(),
)
"""The readers, in the order in which they are asked; that of lists, the least choosy, is last."""

FORMATS: dict[str, tuple[str, str]] = {
    reader.name: (reader.title, reader.title_zh) for reader in READERS
}
"""Short name of each format to its title in English and in Chinese."""

_SHOWN = 3


def detect(source: OfficeFile) -> Reader:
    """The reader of a file, by its content.

    Raises ``DataError`` that names the known formats when it is none of them.
    """
    reader = _reader_of(source, READERS)
    if reader is None:
        raise _unknown(source)
    return reader


def read_filings(
    path: Path,
    *,
    batch_rows: int = BATCH_ROWS,
    member_limit: int = MEMBER_LIMIT,
    headings: Mapping[str, str] | None = None,
    office: str = "",
) -> Iterator[Batch]:
    """The filings of a file, or of the files in a zip, in their order.

    ``headings`` (heading to column) explains headings of a list that nobody foresaw, ``office`` is
    the one of a list that names none; docs/exchange.md has both. Files of a zip that are of no
    known format are left out and told in a note, unless none is known. Raises ``DataError`` for
    what cannot be read, after the batches before it.
    """
    left_out: list[str] = []
    found = False
    readers = (*READERS[:-1], ListReader(headings, office))
    pairs = _recognised(open_source(path, member_limit=member_limit), readers, left_out)
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
    sources: Iterator[OfficeFile], readers: Sequence[Reader], left_out: list[str]
) -> Iterator[tuple[Reader, OfficeFile]]:
    """The files with their readers; a file that stands alone must be known."""
    for source in sources:
        reader = _reader_of(source, readers)
        if reader is not None:
            yield reader, source
        elif source.siblings:
            left_out.append(source.name)
        else:
            raise _unknown(source)


def _reader_of(source: OfficeFile, readers: Sequence[Reader]) -> Reader | None:
    return next((reader for reader in readers if reader.recognises(source)), None)


def _unknown(source: OfficeFile) -> DataError:
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
