"""What is filed: one application or registration at an office."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from squatwatch.model.kinds import Status


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant as published. The country is register data, never evidence."""

    name: str
    country: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods or services of one class; class 0 when the record names none."""

    nice_class: int
    text: str


@dataclass(frozen=True, slots=True)
class Filing:
    """One application or registration at an office, as its record stands now.

    The fields are the columns of the exchange file (docs/exchange.md). ``office`` is ISO 3166-1
    alpha-2, or EM, WO, BX, OA, AP.
    """

    office: str
    application_number: str
    registration_number: str = ""
    ir_number: str = ""
    mark_text: str = ""
    mark_kind: str = ""
    transliteration: tuple[str, ...] = ()
    translation: tuple[str, ...] = ()
    pseudo_marks: tuple[str, ...] = ()
    description: str = ""
    office_reading: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    goods: tuple[Goods, ...] = ()
    similar_groups: tuple[str, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    representative: str = ""
    filing_date: date | None = None
    priority_date: date | None = None
    publication_date: date | None = None
    registration_date: date | None = None
    expiry_date: date | None = None
    opposition_start: date | None = None
    opposition_end: date | None = None
    designations: tuple[str, ...] = ()
    status: Status = "unknown"
    status_raw: str = ""
    vienna_codes: tuple[str, ...] = ()
    image_url: str = ""
    source_url: str = ""


def application_key(number: str) -> str:
    """An application number without spaces and punctuation, in capitals.

    Offices and their exports print one number in several ways.

    >>> application_key("M 2012 00091"), application_key("40/2019/0000011")
    ('M201200091', '4020190000011')
    """
    return re.sub(r"[\W_]+", "", number).upper()
