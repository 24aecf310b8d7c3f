"""A record of the EUIPO's API as a row of the exchange file.

The API's published contract (trademark-search 1.1.0) is a closed list of fields and terms, so
each column below is taken from one field as it stands. What the API does not give stays empty:
countries and addresses of applicants, transliterations, translations and the picture, which asks
for a key. The same choices are made as for the office's other formats: goods and description in
English, else in the first language given; publication for opposition, not of the registration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from squatwatch.reference import table

Record = Mapping[str, Any]

_PAGE = "https://euipo.europa.eu/eSearch/#details/trademarks/{}"
_OPPOSITION_SECTION, _OPPOSITION_SECTION_OF_IR = "A.1", "M.1"
"""Sections of the bulletin that publish for opposition; the second international registrations."""
_NO_PRIORITY = frozenset({"REFUSED", "ABANDONED"})


def exchange_row(record: Record) -> dict[str, Any]:
    """The columns of the exchange file that a record fills; lists as lists.

    >>> row = exchange_row({"applicationNumber": "018000001", "status": "REGISTERED",
    ...     "markFeature": "FIGURATIVE", "wordMarkSpecification": {"verbalElement": "HUAWAI"}})
    >>> row["office"], row["application_number"], row["mark_kind"], row["status"]
    ('EM', '018000001', 'combined', 'registered')
    """
    number = str(record["applicationNumber"])
    international = record.get("markBasis") == "INTERNATIONAL_TRADEMARK" or number[:1] == "W"
    registered = record.get("registrationDate")
    goods = _items(record, "goodsAndServices")
    mark_text = _object(record, "wordMarkSpecification").get("verbalElement")
    return {
        "office": "EM",
        "application_number": number,
        "registration_number": number if registered else None,
        "ir_number": re.sub(r"^W0*", "", number) if international else None,
        "mark_text": mark_text,
        "mark_kind": _mark_kind(record.get("markFeature"), with_words=bool(mark_text)),
        "description": _in_english(_items(record, "description")).get("text"),
        "classes": [one["classNumber"] for one in goods if "classNumber" in one],
        "goods": [text for one in goods if (text := _goods_text(one))],
        "applicants": _names(record, "applicants"),
        "representative": "; ".join(_names(record, "representatives")) or None,
        "filing_date": record.get("designationDate" if international else "applicationDate")
        or record.get("applicationDate"),
        "priority_date": _priority(record),
        "publication_date": _published(record, international),
        "registration_date": registered,
        "expiry_date": record.get("expiryDate"),
        "opposition_start": record.get("oppositionPeriodStartDate"),
        "opposition_end": record.get("oppositionPeriodEndDate"),
        "designations": ["EM"] if international else [],
        "status": _terms("status").get(str(record.get("status")), "unknown"),
        "status_raw": record.get("status"),
        "vienna_codes": list(_object(record, "markImage").get("viennaClasses") or ()),
        "source_url": _PAGE.format(number),
    }


def _mark_kind(feature: object, *, with_words: bool) -> str | None:
    kind = _terms("mark_kind").get(str(feature))
    return "combined" if kind == "figurative" and with_words else kind


def _goods_text(goods: Record) -> str:
    """``9:phones; chargers``; empty when no language has terms."""
    terms = _in_english(_items(goods, "description")).get("terms") or ()
    return f"{goods.get('classNumber', 0)}:{'; '.join(map(str, terms))}" if terms else ""


def _names(record: Record, field: str) -> list[str]:
    return [str(one["name"]) for one in _items(record, field) if one.get("name")]


def _published(record: Record, international: bool) -> str | None:
    """The latest publication for opposition: a corrected one opens the period anew."""
    section = _OPPOSITION_SECTION_OF_IR if international else _OPPOSITION_SECTION
    return max(_days(_items(record, "publications"), "publicationDate", section), default=None)


def _days(found: Iterable[Record], field: str, section: str) -> list[str]:
    mine = (one for one in found if one.get("publicationSection") == section)
    return [str(one[field]) for one in mine if one.get(field)]


def _priority(record: Record) -> str | None:
    """The earliest priority that is not refused or given up."""
    live = (one for one in _items(record, "priorities") if one.get("status") not in _NO_PRIORITY)
    days = (str(one["applicationDate"]) for one in live if one.get("applicationDate"))
    return min(days, default=None)


def _in_english(versions: Sequence[Record]) -> Record:
    """The English one of several language versions, else the first."""
    ranked = sorted(versions, key=lambda one: one.get("language") != "en")
    return ranked[0] if ranked else {}


def _items(record: Record, field: str) -> list[Record]:
    found = record.get(field)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _object(record: Record, field: str) -> Record:
    found = record.get(field)
    return found if isinstance(found, dict) else {}


@cache
def _terms(field: str) -> dict[str, str]:
    rows = table("euipo_api_words").select("field", "word", "value").iter_rows()
    return {word: value for of, word, value in rows if of == field}
