"""Applicants and representatives of an ST.66 record, in the shapes that the dialects use.

A name may be free text in lines, a formatted one of an organisation or a person, or a single
element. Some offices write no name but only a key or an address (URI) into another file: such an
applicant has an empty name, and its ``address`` is the key, so that the file can fill it in.
"""

from __future__ import annotations

from squatwatch.model import Applicant
from squatwatch.offices.st66.dialects import Dialect
from squatwatch.offices.xml import Element, elements_at, text_at, texts_at

_BOOKS = ("ApplicantAddressBook", "RepresentativeAddressBook")
_FREE_NAME = ("Name", "FreeFormatName", "FreeFormatNameDetails", "FreeFormatNameLine")
_FORMATTED_NAME = ("Name", "FormattedName")
_PERSON = ("FirstName", "MiddleName", "LastName")
_FREE_ADDRESS = ("Address", "FreeFormatAddress", "FreeFormatAddressLine")
_PARTS = (
    "AddressRoom", "AddressBuilding", "AddressStreet", "AddressMailCode", "AddressCity",
    "AddressCounty", "AddressState", "AddressPostcode",
)  # fmt: skip
_COUNTRIES = (
    ("Address", "AddressCountryCode"),
    ("Address", "FormattedAddress", "FormattedAddressCountryCode"),
)
_COUNTRIES_OF_PERSON = ("ApplicantIncorporationCountryCode", "ApplicantNationalityCode")


def applicants(mark: Element, dialect: Dialect) -> tuple[Applicant, ...]:
    """The applicants of a mark, each once: those with a name, else the keys of the others."""
    named = [applicant(one) for one in elements_at(mark, "ApplicantDetails", "Applicant")]
    found = [one for one in named if one.name] or _keyed(mark, dialect)
    return tuple(dict.fromkeys(found))


def applicant(element: Element) -> Applicant:
    """An ``Applicant`` element; its name is empty when it has none."""
    book = _book(element)
    countries = [text_at(book, *path) for path in _COUNTRIES]
    countries += [text_at(element, name) for name in _COUNTRIES_OF_PERSON]
    return Applicant(name_of(element), next(filter(None, countries), ""), _address(book))


def representative(mark: Element) -> str:
    """The names of the representatives, joined by semicolons."""
    people = elements_at(mark, "RepresentativeDetails", "Representative")
    return "; ".join(dict.fromkeys(name for one in people if (name := name_of(one))))


def name_of(element: Element) -> str:
    """The name of an ``Applicant`` or ``Representative`` element."""
    book = _book(element)
    person = (text_at(book, *_FORMATTED_NAME, part) for part in _PERSON)
    names = (
        text_at(book, *_FORMATTED_NAME, "OrganizationName"),
        " ".join(elem.text.strip() for elem in elements_at(book, *_FREE_NAME) if elem.text),
        " ".join(filter(None, person)),
        text_at(element, "ApplicantName", "FullName"),
        text_at(element, "RepresentativeName", "FullName"),
        text_at(element, "Name"),
    )
    return next(filter(None, (" ".join(name.split()) for name in names)), "")


def _keyed(mark: Element, dialect: Dialect) -> list[Applicant]:
    keys = [
        dialect.applicant_key.format(identifier)
        for identifier in texts_at(mark, "ApplicantDetails", "ApplicantKey", "Identifier")
    ]
    keys = keys or list(texts_at(mark, "ApplicantDetails", "ApplicantKey", "URI"))
    return [Applicant("", address=key) for key in keys]


def _book(element: Element) -> Element:
    """The element that holds name and address; the person's own where there is no book."""
    for name in _BOOKS:
        for found in elements_at(element, name, "FormattedNameAddress"):
            return found
    return element


def _address(book: Element) -> str:
    lines = texts_at(book, *_FREE_ADDRESS)
    parts = [text_at(book, "Address", "FormattedAddress", part) for part in _PARTS]
    return ", ".join(lines or filter(None, parts))
