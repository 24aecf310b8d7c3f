"""The list of hits that DPMAregister, the register of the German office, exports as CSV.

It covers three registers: marks of Germany (DE), of the European Union (EM) and international ones
that protect in Germany (WO). It tells number, words and status only, so every row is given as a
part of its filing and blanks nothing that is known. The number is the file number or, of a mark
registered before 1995, the number of the registration.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain

from squatwatch.errors import DataError
from squatwatch.model import Filing
from squatwatch.offices import words
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Entry,
    Partial,
    SetAside,
    UnreadableRecordError,
    gather,
)
from squatwatch.offices.files.source import OfficeFile

_REGISTER = "Datenbestand"
_NUMBER = "Aktenzeichen/Registernummer"
_WORDS = "Markendarstellung"
_STATUS = "Aktenzustand"
_HEADINGS = {_REGISTER, _NUMBER, _WORDS, _STATUS}
_REGISTERS = ("DE", "EM", "WO")


class DpmaReader:
    """Reads lists of hits of DPMAregister."""

    name = "dpma"
    title = "DPMAregister hit list (CSV)"
    title_zh = "德国专利商标局 DPMAregister 检索结果列表（CSV）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether the first line has the headings of the list."""
        first = source.head().decode("utf-8-sig", errors="replace").partition("\n")[0]
        return set(first.strip().replace('"', "").split(";")) >= _HEADINGS

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The rows of the lists; a row that cannot be used is set aside with its number."""
        return gather(chain.from_iterable(map(_entries, sources)), batch_rows)


def _entries(source: OfficeFile) -> Iterator[Entry]:
    with source.open() as stream:
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        try:
            for position, row in enumerate(csv.DictReader(lines, delimiter=";"), start=2):
                yield _entry(row, f"row {position}", source)
        except (UnicodeDecodeError, csv.Error) as error:
            raise DataError(
                f"cannot be read as the CSV of DPMAregister ({error})"[:200],
                where=source.name,
                do="export the list again, and do not save it from a spreadsheet",
            ) from error


def _entry(row: dict[str, str | None], position: str, source: OfficeFile) -> Entry:
    told = {name: " ".join((row.get(name) or "").split()) for name in _HEADINGS}
    try:
        if None in row:
            raise UnreadableRecordError("it has more cells than the header")
        return Partial(_filing(told))
    except UnreadableRecordError as error:
        return SetAside(source.name, position, str(error))


def _filing(told: dict[str, str]) -> Filing:
    office, number, status = told[_REGISTER], told[_NUMBER], words.status_of(told[_STATUS])
    if office not in _REGISTERS:
        raise UnreadableRecordError(f"register '{office[:20]}' is none of {', '.join(_REGISTERS)}")
    if not number:
        raise UnreadableRecordError("it has no number")
    return Filing(
        office=office,
        application_number=number,
        ir_number=number if office == "WO" else "",
        mark_text=told[_WORDS],
        status=status,
        status_raw=told[_STATUS],
    )
