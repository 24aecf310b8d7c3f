"""The day on which an ST.66 record was published for opposition."""

from __future__ import annotations

from datetime import date

from squatwatch.offices import dates
from squatwatch.offices.st66.dialects import Dialect
from squatwatch.offices.xml import Element, elements_at, text_at

_OF_RECORDS = ("MarkRecordDetails", "MarkRecord", "BasicRecord")


def published(mark: Element, dialect: Dialect) -> date | None:
    """The publication for opposition.

    Where the section of the bulletin is known it is the latest in it, because a corrected one
    opens the period anew. Elsewhere it is the earliest publication of the filing itself: those
    of the registration and of later changes come behind it.
    """
    found = elements_at(mark, "PublicationDetails", "Publication")
    section = dialect.opposition_section
    if section:
        found = [one for one in found if text_at(one, "PublicationSection") == section]
    days = [_day(one) for one in found] or [_day(one) for one in _of_filing(mark)]
    wanted = max if section else min
    return wanted((day for day in days if day), default=None)


def _of_filing(mark: Element) -> list[Element]:
    """The publications of the filing where, as at INPI France, every record has its own."""
    return [
        publication
        for record in elements_at(mark, *_OF_RECORDS)
        if text_at(record, "BasicRecordKind") == "Filing"
        for publication in elements_at(record, "RecordPublicationDetails", "RecordPublication")
    ]


def _day(publication: Element) -> date | None:
    return dates.needed(text_at(publication, "PublicationDate"), "PublicationDate", dates.iso)
