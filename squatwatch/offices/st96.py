"""What trade marks in WIPO ST.96 have in common, whatever the office and the version.

Elements are matched by their local name: the namespaces changed between the drafts (1_D3) and the
later versions, as did a few names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from squatwatch.model import Applicant
from squatwatch.offices import dates
from squatwatch.offices.xml import Element, elements_at, text_at, texts_at

_REPRODUCTION = ("MarkRepresentation", "MarkReproduction")
_WORDS = (*_REPRODUCTION, "WordMarkSpecification")
_CLASS = ("GoodsServicesClassificationBag", "GoodsServicesClassification")
_NAME = ("Contact", "Name")
_NAMES = (
    ("EntityName",),
    ("OrganizationName", "OrganizationStandardName"),
    ("PersonName", "PersonFullName"),
)
_ADDRESS = ("Contact", "PostalAddressBag", "PostalAddress")
_STRUCTURED = (*_ADDRESS, "PostalStructuredAddress")
_PARTS = ("AddressLineText", "CityName", "GeographicRegionName", "PostalCode")
_PRIORITY_DATES = ("PriorityApplicationFilingDate", "PriorityDate", "ApplicationFilingDate")


def application_number(mark: Element) -> str:
    """The application number as the office prints it."""
    return text_at(mark, "ApplicationNumber", "ApplicationNumberText")


def verbal_element(mark: Element) -> str:
    """The words of the mark, else those that the office holds to be the significant ones."""
    found = texts_at(mark, *_WORDS, "MarkVerbalElementText")
    found = found or texts_at(mark, *_WORDS, "MarkSignificantVerbalElementText")
    return " ".join(found)


def transliterations(mark: Element) -> tuple[str, ...]:
    """How the mark is read in letters, as the record says."""
    newer = texts_at(mark, *_WORDS, "MarkTransliterationText")
    return texts_at(mark, *_WORDS, "MarkTransliteration") + newer


def translations(mark: Element) -> tuple[str, ...]:
    """What the mark means, as the record says."""
    return texts_at(mark, *_WORDS, "MarkTranslationText")


def description(mark: Element) -> str:
    """The description of the mark."""
    path = ("MarkRepresentation", "MarkDescriptionBag", "MarkDescriptionText")
    return " ".join(texts_at(mark, *path))


def goods_blocks(mark: Element) -> list[Element]:
    """The blocks of goods and services, each with its classes."""
    return elements_at(mark, "GoodsServicesBag", "GoodsServices")


def nice_codes(block: Element) -> tuple[str, ...]:
    """The codes of a block of goods that are classes of Nice, not of the office's own."""
    return tuple(
        code
        for one in elements_at(block, *_CLASS)
        if text_at(one, "ClassificationKindCode") == "Nice"
        for code in texts_at(one, "ClassNumber")
    )


def described(block: Element) -> Iterator[tuple[str, str]]:
    """Class code and text of the goods of a block; the class may be one of the office's own."""
    for one in elements_at(block, "ClassDescriptionBag", "ClassDescription"):
        text = " ".join(texts_at(one, "GoodsServicesDescriptionText"))
        if text:
            yield text_at(one, "ClassNumber"), text


def publication_dates(mark: Element) -> list[date]:
    """The days of publication."""
    found = texts_at(mark, "PublicationBag", "Publication", "PublicationDate")
    days = (dates.needed(one, "PublicationDate", dates.iso) for one in found)
    return [day for day in days if day]


def earliest_priority(mark: Element) -> date | None:
    """The earliest priority that is claimed."""
    days = (
        dates.lenient(value, dates.iso)
        for claim in elements_at(mark, "PriorityBag", "Priority")
        for name in _PRIORITY_DATES
        for value in texts_at(claim, name)
    )
    return min((day for day in days if day), default=None)


def applicants(mark: Element) -> list[tuple[str, Applicant]]:
    """The applicants with their sequence number, which some offices fill with a meaning."""
    return [
        (_sequence(one), party(one))
        for one in elements_at(mark, "ApplicantBag", "Applicant")
        if name_of(one)
    ]


def party(element: Element) -> Applicant:
    """A party with a contact: name, country, address."""
    country = text_at(element, *_STRUCTURED, "CountryCode") or text_at(
        element, "IncorporationCountryCode"
    )
    lines = [line for part in _PARTS for line in texts_at(element, *_STRUCTURED, part)]
    lines = lines or list(texts_at(element, *_ADDRESS, "PostalAddressText"))
    return Applicant(name_of(element), country, ", ".join(lines))


def name_of(element: Element) -> str:
    """The name of a party; empty when it has none."""
    return next(filter(None, (text_at(element, *_NAME, *path) for path in _NAMES)), "")


def _sequence(element: Element) -> str:
    """The attribute ``sequenceNumber``, which has a namespace of its own in every version."""
    return next(
        (value for name, value in element.attrib.items() if name.endswith("}sequenceNumber")), ""
    )
