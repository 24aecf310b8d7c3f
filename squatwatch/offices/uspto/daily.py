"""USPTO Trademark Daily XML (TRTDXFAP) and its annual backfile (TRTYRAP), DTD v2.0 of 2005-04-01.

A ``case-file`` is the complete current record of one application whatever its action key says;
there is no delete transaction. Two kinds of record are sparse, the status-only stubs of annual
parts and some of the bases of Madrid filings: a record without owners or without classes is given
as partial, so that it blanks nothing that is known.

An impossible filing or publication date sets the record aside, because it would move the filing
before the brand or show a wrong deadline; an impossible date elsewhere is left empty. The design
codes are the USPTO's own, numbered differently from Vienna's: ``vienna_codes`` stays empty. So do
``expiry_date`` and ``image_url``, which the file does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices import dates
from squatwatch.offices.batch import BATCH_ROWS, Batch, SetAside, UnreadableRecordError
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.uspto import parts
from squatwatch.offices.uspto.codes import kind_of_drawing, status_of_code, status_text
from squatwatch.offices.uspto.columns import Columns, Values
from squatwatch.offices.uspto.meaning import meaning
from squatwatch.offices.uspto.raw import raw_records
from squatwatch.offices.xml import Element, records

_START = re.compile(rb"<(?:!DOCTYPE\s+)?trademark-applications-daily\b|\A\s*<case-file>")
_SERIAL = re.compile(r"[0-9]{8}")
_HEADER = (
    "attorney-name",
    "domestic-representative-name",
    "drawing-3d-current-in",
    "filing-date",
    "mark-drawing-code",
    "published-for-opposition-date",
    "registration-date",
    "status-code",
)
"""The few of the 75 elements of a header that are read."""
_CASE = "https://tsdr.uspto.gov/#caseNumber={}&caseType=SERIAL_NO&searchType=statusSearch"
_DAYS = 32_768
"""Dates that are remembered as read: those of ninety years, of which a file repeats most."""

Groups = dict[str, Element]
"""The parts of a case file by their name."""
_Record = tuple[Values, bool] | SetAside
"""The fields of a record and whether it is complete, or that it was set aside."""


class UsptoReader:
    """Reads the daily and annual files of the USPTO."""

    name = "uspto-daily"
    title = "USPTO Trademark Daily XML, daily and annual files"
    title_zh = "美国专利商标局商标每日数据 XML（每日及年度文件）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether the document type or the root is that of the Trademark Daily XML."""
        return _START.search(source.head()) is not None

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The case files, in the order of the file; a day without data gives none."""
        pending = _Pending()
        try:
            for source in sources:
                for case in records(source, "case-file"):
                    record = _record(case, source)
                    if len(pending) >= batch_rows or pending.is_reversed_by(record):
                        yield pending.batch()
                        pending = _Pending()
                    pending.add(record)
        except DataError:
            if len(pending):
                yield pending.batch()
            raise
        if len(pending):
            yield pending.batch()

    def raw(self, source: OfficeFile) -> Iterator[pl.DataFrame]:
        """The case files byte for byte: ``office, application_number, content``."""
        return raw_records(source)


class _Pending:
    """A batch in the making."""

    def __init__(self) -> None:
        self._complete = Columns()
        self._partial = Columns()
        self._stubs: set[object] = set()
        self._set_aside: list[SetAside] = []

    def __len__(self) -> int:
        return len(self._complete) + len(self._partial) + len(self._set_aside)

    def is_reversed_by(self, record: _Record) -> bool:
        """Whether it holds a part of this record: a batch keeps one part, and applies it last."""
        if not self._stubs or isinstance(record, SetAside):
            return False
        values, _ = record
        return values["application_number"] in self._stubs

    def add(self, record: _Record) -> None:
        if isinstance(record, SetAside):
            self._set_aside.append(record)
            return
        values, complete = record
        if complete:
            self._complete.add(values)
        else:
            self._stubs.add(values["application_number"])
            self._partial.add({**values, "status": _known(values["status"])})

    def batch(self) -> Batch:
        return Batch(
            filings=self._complete.frame(),
            partial=self._partial.frame(),
            set_aside=tuple(self._set_aside),
        )


def _record(case: Element, source: OfficeFile) -> _Record:
    """The fields of a record and whether it is complete; a bad one is set aside.

    Only stubs lack owners or classes.
    """
    groups = {child.tag: child for child in case}
    serial = parts.plain(_text(groups.get("serial-number")))
    try:
        complete = "case-file-owners" in groups and "classifications" in groups
        return _values(groups, serial), complete
    except UnreadableRecordError as error:
        position = f"serial {serial or 'missing'}, line {case.sourceline}"
        return SetAside(source.name, position, str(error))


def _known(status: object) -> object:
    """The status of a partial record, which may name none."""
    return None if status == "unknown" else status


def _values(groups: Groups, serial: str) -> Values:
    """The fields of the filing."""
    if not _SERIAL.fullmatch(serial):
        raise UnreadableRecordError("its serial number is not of eight digits")
    group = groups.get
    header = parts.fields(group("case-file-header"), *_HEADER)
    told = parts.statements_of(group("case-file-statements"))
    blocks = parts.class_blocks(group("classifications"))
    mark = _mark(groups, told)
    transliteration, translation = meaning(mark, parts.said(told, "TL"), parts.said(told, "TR"))
    international = parts.fields(group("international-registration"))
    code = header.get("status-code", "")
    representative = header.get("attorney-name", header.get("domestic-representative-name"))
    return {
        "office": "US",
        "application_number": serial,
        "registration_number": _number(parts.plain(_text(group("registration-number")))),
        "ir_number": _number(international.get("international-registration-number", "")),
        "mark_text": mark or None,
        "mark_kind": _mark_kind(header),
        "transliteration": transliteration,
        "translation": translation,
        "pseudo_marks": list(dict.fromkeys(parts.said(told, "PM"))),
        "description": " ".join(parts.said(told, "DM")) or None,
        "classes": parts.classes(blocks),
        "goods": parts.goods(told, blocks),
        "applicants": parts.current_owners(group("case-file-owners")),
        "representative": representative or None,
        "filing_date": _needed(header, "filing-date"),
        "priority_date": _priority(group("foreign-applications"), international),
        "publication_date": _needed(header, "published-for-opposition-date"),
        "registration_date": _lenient(header.get("registration-date", "")),
        "status": status_of_code(code),
        "status_raw": status_text(code) or None,
        "source_url": _CASE.format(serial),
    }


def _mark(groups: Groups, told: parts.Statements) -> str:
    """The text of the mark; an overflow continues it in the middle of a word."""
    header = groups.get("case-file-header")
    start = None if header is None else header.findtext("mark-identification")
    overflow = [whole for code, whole in told if code.startswith("MK")]
    return parts.plain("".join([start or "", *overflow]))


def _text(element: Element | None) -> str | None:
    return None if element is None else element.text


def _number(value: str) -> str | None:
    """A number; ``0000000`` means that there is none."""
    return value if value.strip("0") else None


def _mark_kind(header: dict[str, str]) -> str | None:
    """The kind by the first position of the drawing code; ``0`` is not entered yet."""
    if header.get("drawing-3d-current-in") == "T":
        return "3d"
    return kind_of_drawing(header.get("mark-drawing-code", "")) or None


def _priority(foreign: Element | None, international: dict[str, str]) -> date | None:
    """The earliest priority that is claimed, from foreign or international applications."""
    applications = map(parts.fields, parts.children(foreign, "foreign-application"))
    claims = [
        one.get("filing-date", "")
        for one in applications
        if one.get("foreign-priority-claim-in") == "T"
    ]
    if international.get("priority-claimed-in") == "T":
        claims.append(international.get("priority-claimed-date", ""))
    return min((day for claim in claims if (day := _lenient(claim))), default=None)


def _needed(header: dict[str, str], name: str) -> date | None:
    return dates.needed(header.get(name, ""), name, _day)


def _lenient(value: str) -> date | None:
    return dates.lenient(value, _day)


@lru_cache(maxsize=_DAYS)
def _day(value: str) -> date | None:
    return dates.compact(value)
