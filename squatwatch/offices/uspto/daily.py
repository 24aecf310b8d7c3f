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
from functools import cache
from typing import cast

from squatwatch import reference
from squatwatch.model import Filing, MarkKind, Status
from squatwatch.offices import dates
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Entry,
    Partial,
    SetAside,
    UnreadableRecordError,
    gather,
)
from squatwatch.offices.source import SourceFile
from squatwatch.offices.uspto import parts, statements
from squatwatch.offices.xml import Element, records, text

_START = re.compile(rb"<(?:!DOCTYPE\s+)?trademark-applications-daily\b|\A\s*<case-file>")
_HEADER = {
    "attorney-name",
    "domestic-representative-name",
    "drawing-3d-current-in",
    "filing-date",
    "mark-drawing-code",
    "published-for-opposition-date",
    "registration-date",
    "status-code",
}
"""The few of the 75 elements of a header that are read."""
_IR_NUMBER = "international-registration/international-registration-number"
_CASE = "https://tsdr.uspto.gov/#caseNumber={}&caseType=SERIAL_NO&searchType=statusSearch"


class UsptoReader:
    """Reads the daily and annual files of the USPTO."""

    name = "uspto-daily"
    title = "USPTO Trademark Daily XML, daily and annual files"
    title_zh = "美国专利商标局商标每日数据 XML（每日及年度文件）"

    def recognises(self, source: SourceFile) -> bool:
        """Whether the document type or the root is that of the Trademark Daily XML."""
        return _START.search(source.head()) is not None

    def read(self, sources: Iterable[SourceFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The case files, in the order of the file; a day without data gives none."""
        return gather((entry for source in sources for entry in _entries(source)), batch_rows)


def _entries(source: SourceFile) -> Iterator[Entry]:
    for case in records(source, "case-file"):
        serial = text(case.find("serial-number"))
        try:
            yield _entry(case, serial)
        except UnreadableRecordError as error:
            position = f"serial {serial or 'missing'}, line {case.sourceline}"
            yield SetAside(source.name, position, str(error))


def _entry(case: Element, serial: str) -> Filing | Partial:
    """The record as a filing, or as a part of one."""
    if not re.fullmatch(r"[0-9]{8}", serial):
        raise UnreadableRecordError("its serial number is not of eight digits")
    filing = _filing(case, serial)
    missing = any(case.find(group) is None for group in ("case-file-owners", "classifications"))
    return Partial(filing) if missing else filing


def _filing(case: Element, serial: str) -> Filing:
    header = {
        child.tag: text(child)
        for child in case.iterfind("case-file-header/*")
        if child.tag in _HEADER
    }
    said = parts.statements_of(case)
    mark = "".join([_raw(case, "case-file-header/mark-identification"), *said["MK"]])
    mark = " ".join(mark.split())
    transliteration, translation = _meaning(said, mark)
    filed = header.get("filing-date", "")
    published = header.get("published-for-opposition-date", "")
    return Filing(
        office="US",
        application_number=serial,
        registration_number=_number(text(case.find("registration-number"))),
        ir_number=_number(text(case.find(_IR_NUMBER))),
        mark_text=mark,
        mark_kind=_mark_kind(header),
        transliteration=transliteration,
        translation=translation,
        pseudo_marks=tuple(dict.fromkeys(said["PM"])),
        description=" ".join(said["DM"]),
        classes=parts.classes(case),
        goods=parts.goods(case),
        applicants=parts.current_owners(case),
        representative=header.get("attorney-name", header.get("domestic-representative-name", "")),
        filing_date=dates.needed(filed, "filing-date", dates.compact),
        priority_date=_priority(case),
        publication_date=dates.needed(published, "published-for-opposition-date", dates.compact),
        registration_date=dates.lenient(header.get("registration-date", ""), dates.compact),
        status=_status(header.get("status-code", "")),
        status_raw=_status_text(header.get("status-code", "")),
        source_url=_CASE.format(serial),
    )


def _meaning(said: dict[str, list[str]], mark: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Transliterations and translations.

    Wording that was translated but does not stand in the mark's text is all that is left of
    characters, so it counts as a transliteration.
    """
    parsed = [statements.parse(said_text, bare="sound") for said_text in said["TL"]]
    parsed += [statements.parse(said_text) for said_text in said["TR"]]
    letters = _letters(mark)
    sounds = [sound for statement in parsed for sound in statement.transliteration]
    sounds += [
        wording
        for statement in parsed
        for wording in statement.wording
        if _letters(wording) not in letters
    ]
    meanings = [meaning for statement in parsed for meaning in statement.translation]
    return tuple(dict.fromkeys(sounds)), tuple(dict.fromkeys(meanings))


def _letters(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).upper()


def _raw(case: Element, path: str) -> str:
    """The text as it stands: an overflow continues it in the middle of a word."""
    return case.findtext(path) or ""


def _number(value: str) -> str:
    """A number; ``0000000`` means that there is none."""
    return value if value.strip("0") else ""


def _mark_kind(header: dict[str, str]) -> MarkKind | str:
    """The kind by the first position of the drawing code; ``0`` is not entered yet."""
    if header.get("drawing-3d-current-in") == "T":
        return "3d"
    return _drawing_kinds().get(header.get("mark-drawing-code", "")[:1], "")


def _priority(case: Element) -> date | None:
    """The earliest priority that is claimed, from foreign or international applications."""
    claims = [
        text(foreign.find("filing-date"))
        for foreign in case.iterfind("foreign-applications/foreign-application")
        if text(foreign.find("foreign-priority-claim-in")) == "T"
    ]
    international = case.find("international-registration")
    if international is not None and text(international.find("priority-claimed-in")) == "T":
        claims.append(text(international.find("priority-claimed-date")))
    days = (dates.lenient(claim, dates.compact) for claim in claims)
    return min((day for day in days if day), default=None)


def _status(code: str) -> Status:
    return cast(Status, _statuses().get(code, ("unknown", ""))[0])


def _status_text(code: str) -> str:
    """The code with the office's words for it: ``686 PUBLISHED FOR OPPOSITION``."""
    return f"{code} {_statuses().get(code, ('', ''))[1]}".strip()


@cache
def _statuses() -> dict[str, tuple[str, str]]:
    """Status code to our status and to the office's words."""
    rows = reference.table("uspto_status_codes").select("code", "status", "description")
    return {code: (status, description) for code, status, description in rows.iter_rows()}


@cache
def _drawing_kinds() -> dict[str, MarkKind]:
    rows = reference.table("uspto_drawing_codes").select("code", "mark_kind")
    return dict(rows.iter_rows())
