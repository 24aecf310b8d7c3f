"""A ``TradeMark`` of ST.66 as a filing.

Only direct children count: an earlier mark in an opposition, a seniority and a recordal repeat
the same names deeper down.
"""

from __future__ import annotations

from datetime import date

from squatwatch.model import Filing, Goods
from squatwatch.offices import dates, words
from squatwatch.offices.batch import Deleted, UnreadableRecordError
from squatwatch.offices.nice import nice_number
from squatwatch.offices.st66 import people
from squatwatch.offices.st66.dialects import Dialect, dialect_of
from squatwatch.offices.st66.publications import published
from squatwatch.offices.vienna import vienna_codes
from squatwatch.offices.xml import Element, elements_at, text, text_at, texts_at

_IMAGE = ("MarkImageDetails", "MarkImage")
_VIENNA = (*_IMAGE, "MarkImageCategory", "CategoryCodeDetails", "CategoryCode")
_WORDS = ("WordMarkSpecification", "MarkVerbalElementText")
_SERIES = ("MarkSeriesDetails", "MarkSeries")
_CLASSES = (
    ("GoodsServicesDetails", "GoodsServices", "ClassDescriptionDetails", "ClassDescription"),
    ("GoodsServicesDetails", "ClassDescriptionDetails", "ClassDescription"),
)


def number_of(mark: Element) -> str:
    """The application number as the office prints it; empty when there is none."""
    return text_at(mark, "ApplicationNumber")


def entry_of(mark: Element) -> Filing | Deleted:
    """The mark as a filing, or as one that the office took back.

    Raises ``UnreadableRecordError`` for a record without a number or an office, or with an
    impossible date of application, publication or opposition.
    """
    number = number_of(mark)
    named = text_at(mark, "RegistrationOfficeCode").upper()
    dialect = dialect_of(mark.tag[1:].partition("}")[0], named)
    if not number:
        raise UnreadableRecordError("it has no application number")
    if not dialect.office:
        raise UnreadableRecordError("it names no office")
    if mark.get("operationCode", "").lower() == "delete":
        return Deleted(dialect.office, number)
    return _filing(mark, number, dialect)


def _filing(mark: Element, number: str, dialect: Dialect) -> Filing:
    own, series = _texts_of(mark)
    registered = _lenient(mark, ("RegistrationDate",), ("RegistrationDetails", "RegistrationDate"))
    status = text_at(mark, "MarkCurrentStatusCode") or text_at(
        mark, "IPOPublicMarkCurrentStatusCode"
    )
    goods = _goods(mark)
    return Filing(
        office=dialect.office,
        application_number=number,
        registration_number=text_at(mark, "RegistrationNumber")
        or (number if dialect.one_number and registered else ""),
        mark_text=own,
        mark_kind=words.mark_kind_of(text_at(mark, "MarkFeature"), with_words=bool(own)),
        transliteration=texts_at(mark, "WordMarkSpecification", "MarkTransliteration"),
        translation=texts_at(mark, "WordMarkSpecification", "MarkTranslation"),
        pseudo_marks=series,
        description=_in_english(elements_at(mark, "MarkDescriptionDetails", "MarkDescription")),
        classes=tuple(sorted({one.nice_class for one in goods} - {0})),
        goods=tuple(one for one in goods if one.text),
        applicants=people.applicants(mark, dialect),
        representative=people.representative(mark),
        filing_date=_needed(mark, "ApplicationDate") or _needed(mark, "ApplicationDateTime"),
        priority_date=_priority(mark),
        publication_date=published(mark, dialect),
        registration_date=registered,
        expiry_date=_lenient(mark, ("ExpiryDate",)),
        opposition_start=_needed(mark, "OppositionPeriodStartDate"),
        opposition_end=_needed(mark, "OppositionPeriodEndDate"),
        status=words.status_of(status),
        status_raw=status,
        vienna_codes=vienna_codes(texts_at(mark, *_VIENNA)),
        image_url=text_at(mark, *_IMAGE, "MarkImageURI"),
        source_url=text_at(mark, "TradeMarkURI") or dialect.page.format(number),
    )


def _texts_of(mark: Element) -> tuple[str, tuple[str, ...]]:
    """The words of the mark, and those of the other marks where a record holds a series.

    The others are kept as texts of their own, so that each is compared as a whole.
    """
    own = " ".join(texts_at(mark, *_WORDS))
    series = [" ".join(texts_at(one, *_WORDS)) for one in elements_at(mark, *_SERIES)]
    every = tuple(dict.fromkeys(filter(None, (own, *series))))
    return (every[0], every[1:]) if every else ("", ())


def _goods(mark: Element) -> list[Goods]:
    """Class by class the goods in English, else in the first language given."""
    return [
        Goods(
            nice_number(text_at(one, "ClassNumber")),
            _in_english(elements_at(one, "GoodsServicesDescription")),
        )
        for path in _CLASSES
        for one in elements_at(mark, *path)
    ]


def _in_english(texts: list[Element]) -> str:
    """The English one of several language versions, else the first."""
    ranked = sorted(texts, key=lambda one: one.get("languageCode", "").lower() != "en")
    return next((value for one in ranked if (value := text(one))), "")


def _needed(mark: Element, name: str) -> date | None:
    """A date on which judgement rests."""
    return dates.needed(text_at(mark, name), name, dates.iso)


def _lenient(mark: Element, *paths: tuple[str, ...]) -> date | None:
    """A date that only informs, from the first path that has one."""
    return dates.lenient(
        next(filter(None, (text_at(mark, *path) for path in paths)), ""), dates.iso
    )


def _priority(mark: Element) -> date | None:
    """The earliest priority that is claimed and not refused."""
    days = (
        dates.lenient(text_at(one, "PriorityDate"), dates.iso)
        for one in elements_at(mark, "PriorityDetails", "Priority")
        if text_at(one, "PriorityStatusCode").lower() != "refused"
    )
    return min((day for day in days if day), default=None)
