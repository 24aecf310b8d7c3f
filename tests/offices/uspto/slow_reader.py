"""The slow reference of the USPTO reader: an object a record, elements asked one by one.

The reader itself (``squatwatch.offices.uspto.daily``) gives the same batches twice as fast
(docs/adr/0020).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import cast

from squatwatch import reference
from squatwatch.model import Applicant, Filing, Goods, MarkKind, Status
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
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.nice import nice_number
from squatwatch.offices.uspto import statements
from squatwatch.offices.xml import Element, records, text

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
_IR_NUMBER = "international-registration/international-registration-number"
_CASE = "https://tsdr.uspto.gov/#caseNumber={}&caseType=SERIAL_NO&searchType=statusSearch"
_CORRESPONDENT = 70
_ACTIVE = "6"
_LESS = "2"
_MARKUP = re.compile(r"\[[^\]]*\]|\(\(.*?\)\)", re.DOTALL)


def slow_batches(source: OfficeFile, batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
    """The batches of a file."""
    return gather(_entries(source), batch_rows)


def _entries(source: OfficeFile) -> Iterator[Entry]:
    for case in records(source, "case-file"):
        serial = text(case.find("serial-number"))
        try:
            yield _entry(case, serial)
        except UnreadableRecordError as error:
            position = f"serial {serial or 'missing'}, line {case.sourceline}"
            yield SetAside(source.name, position, str(error))


def _entry(case: Element, serial: str) -> Filing | Partial:
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
    said = statements_of(case)
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
        classes=classes(case),
        goods=goods(case),
        applicants=current_owners(case),
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
    return case.findtext(path) or ""


def _number(value: str) -> str:
    return value if value.strip("0") else ""


def _mark_kind(header: dict[str, str]) -> MarkKind | str:
    if header.get("drawing-3d-current-in") == "T":
        return "3d"
    return _drawing_kinds().get(header.get("mark-drawing-code", "")[:1], "")


def _priority(case: Element) -> date | None:
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
    return f"{code} {_statuses().get(code, ('', ''))[1]}".strip()


@cache
def _statuses() -> dict[str, tuple[str, str]]:
    rows = reference.table("uspto_status_codes").select("code", "status", "description")
    return {code: (status, description) for code, status, description in rows.iter_rows()}


@cache
def _drawing_kinds() -> dict[str, MarkKind]:
    rows = reference.table("uspto_drawing_codes").select("code", "mark_kind")
    return dict(rows.iter_rows())


def statements_of(case: Element) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for statement in case.iterfind("case-file-statements/case-file-statement"):
        code = text(statement.find("type-code"))
        whole = _joined(statement)
        if code.startswith("MK"):
            found["MK"].append(whole)
        elif whole.strip():
            found[code[:2]].append(" ".join(whole.split()))
    return found


def goods(case: Element) -> tuple[Goods, ...]:
    found = []
    for statement in case.iterfind("case-file-statements/case-file-statement"):
        code = text(statement.find("type-code"))
        if not code.startswith("GS") or code[5:6] == _LESS:
            continue
        current = without_markup(_joined(statement))
        if current:
            found.append(Goods(_nice_class(case, code[2:5]), current))
    return tuple(found)


def without_markup(value: str) -> str:
    kept = _MARKUP.sub(" ", value).replace("*", "")
    kept = re.sub(r"\s+(?=[;,.])", "", " ".join(kept.split()))
    return re.sub(r"(?:[;,]\s*)+(?=[;,])", "", kept).strip(" ;,")


def classes(case: Element) -> tuple[int, ...]:
    active: set[int] = set()
    every: set[int] = set()
    for block in case.iterfind("classifications/classification"):
        found = {
            nice
            for code in block.iterfind("international-code")
            if (nice := nice_number(text(code)))
        }
        every |= found
        if text(block.find("status-code")) == _ACTIVE:
            active |= found
    return tuple(sorted(active or every))


def current_owners(case: Element) -> tuple[Applicant, ...]:
    ranked = [
        (_party_type(owner), owner) for owner in case.iterfind("case-file-owners/case-file-owner")
    ]
    owners = [(rank, owner) for rank, owner in ranked if rank < _CORRESPONDENT]
    latest = max((rank for rank, _ in owners), default=0)
    found = (_applicant(owner) for rank, owner in owners if rank == latest)
    return tuple(dict.fromkeys(applicant for applicant in found if applicant.name))


def _party_type(owner: Element) -> int:
    value = text(owner.find("party-type"))
    return int(value) if re.fullmatch(r"[0-9]{1,3}", value) else 0


def _applicant(owner: Element) -> Applicant:
    parts = ("address-1", "address-2", "city", "state", "other", "postcode")
    address = ", ".join(value for part in parts if (value := text(owner.find(part))))
    return Applicant(text(owner.find("party-name")), _country(owner), address)


def _country(owner: Element) -> str:
    for place in (owner, owner.find("nationality")):
        if place is None:
            continue
        if country := text(place.find("country")):
            return country
        if text(place.find("state")):
            return "US"
    return ""


def _nice_class(case: Element, prime: str) -> int:
    for block in case.iterfind("classifications/classification"):
        if text(block.find("primary-code")) == prime:
            codes = [text(code) for code in block.iterfind("international-code")]
            if prime in codes:
                return nice_number(prime)
            return nice_number(codes[0]) if len(codes) == 1 else 0
    return 0 if _has_classes(case) else nice_number(prime)


def _has_classes(case: Element) -> bool:
    return case.find("classifications/classification") is not None


def _joined(statement: Element) -> str:
    return "".join(part.text or "" for part in statement.iterfind("text"))
