"""The gazette of registrations of TIPO (Taiwan): ``RegContentList``, or one ``RegContent`` a file.

Taiwan takes oppositions for three months after a registration is published, and the register's
term of protection begins on that day: ``SDate`` is both. Dates count years from 1911 (109.12.15).
The gazette names neither goods nor addresses, so a record is given as a part of its filing and
blanks nothing that the application record told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from squatwatch.model import Applicant, Filing
from squatwatch.offices import dates, words
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Entry,
    Partial,
    UnreadableRecordError,
    gather,
)
from squatwatch.offices.entries import entries
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.nice import nice_number
from squatwatch.offices.tipo import people
from squatwatch.offices.tipo.names import words_and_kind
from squatwatch.offices.xml import Element, opening, text, whole_text


class TipoGazetteReader:
    """Reads issues of the gazette."""

    name = "tipo-gazette"
    title = "TIPO (Taiwan, China) trademark gazette XML"
    title_zh = "中国台湾智慧财产局（TIPO）商标公报 XML"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it is a list of registrations, or one of them."""
        return opening(source).root in {"RegContentList", "RegContent"}

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The registrations of the issues, in their order."""
        found = (entries(one, "RegContent", _entry, _number) for one in sources)
        return gather(chain.from_iterable(found), batch_rows)


def _number(record: Element) -> str:
    return text(record.find("CaseNo"))


def _entry(record: Element) -> Entry:
    number = _number(record)
    if not number:
        raise UnreadableRecordError("it has no application number")
    mark, kind = words_and_kind(_name(record, "Trademark_Name"))
    drawing = text(record.find("Trademark_Design"))
    published = dates.needed(text(record.find("SDate")), "SDate", dates.minguo)
    return Partial(
        Filing(
            office="TW",
            application_number=number,
            registration_number=text(record.find("RegisterNo")),
            mark_text=mark,
            mark_kind=words.mark_kind_in(drawing) or kind or ("word" if mark else "figurative"),
            classes=_classes(record),
            applicants=tuple(_owners(record)),
            representative="; ".join(_names(record, "RegContentAgent", "BChinese")),
            filing_date=dates.needed(text(record.find("Filing_Date")), "Filing_Date", dates.minguo),
            publication_date=published,
            registration_date=published,
            expiry_date=dates.lenient(text(record.find("EDate")), dates.minguo),
            status="registered",
            status_raw="註冊公告",
        )
    )


def _classes(record: Element) -> tuple[int, ...]:
    codes = {nice_number(text(one)) for one in record.iterfind("RegContentClassification/Class")}
    return tuple(sorted(codes - {0}))


def _owners(record: Element) -> Iterator[Applicant]:
    for owner in record.iterfind("RegContentOwner"):
        yield from people.applicants(_name(owner, part) for part in ("AChinese", "AEnglish"))


def _names(record: Element, *path: str) -> list[str]:
    found = (whole_text(one) for one in record.iterfind("/".join(path)))
    return list(dict.fromkeys(name for name in found if name))


def _name(record: Element, part: str) -> str:
    """A name as it stands; a character that no font has is a picture in the middle of it."""
    element = record.find(part)
    return "" if element is None else "".join(element.itertext())
