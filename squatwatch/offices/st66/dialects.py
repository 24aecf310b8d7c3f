"""What each office does in its own way in ST.66; all else is common to the family."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one office does in its own way.

    Fields that are empty say that nothing is known to be special.
    """

    office: str = ""
    opposition_section: str = ""
    """Section of the bulletin in which applications are published for opposition."""
    one_number: bool = False
    """Whether a registration keeps the number of its application."""
    page: str = ""
    """Page of the filing in the office's register, by application number."""
    applicant_key: str = "{}"
    """How an applicant's identifier is written where his name stands in another file."""


_EUIPO = Dialect(
    office="EM",
    opposition_section="A.1",
    one_number=True,
    page="https://euipo.europa.eu/eSearch/#details/trademarks/{}",
    applicant_key="euipo-applicant:{}",
)
_UKIPO = Dialect(
    office="GB",
    one_number=True,
    page="https://trademarks.ipo.gov.uk/ipo-tmcase/page/Results/1/{}",
)
_DIALECTS = {
    "http://euipo.europa.eu/trademark/data": _EUIPO,
    "http://gb.tmview.europa.eu/trademark/data": _UKIPO,
    "http://www.ipo.gov.uk/schemas/tm": _UKIPO,
}
_TMVIEW = re.compile(r"http://([a-z]{2})\.(?:tmview|oami)\.europa\.eu/")
_OFFICE = re.compile(r"[A-Z]{2}")


def dialect_of(namespace: str, office: str) -> Dialect:
    """The dialect of a record, by its namespace, else by the office that it names.

    A namespace without a row of its own may still name the office, as TMview's do.

    >>> dialect_of("http://ro.tmview.europa.eu/trademark/data", "").office
    'RO'
    """
    known = _DIALECTS.get(namespace)
    if known and office in ("", known.office):
        return known
    if _OFFICE.fullmatch(office):
        return next((one for one in _DIALECTS.values() if one.office == office), Dialect(office))
    named = _TMVIEW.match(namespace)
    return Dialect(named[1].upper()) if named else Dialect()
