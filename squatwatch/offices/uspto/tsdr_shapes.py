"""The two shapes of a TSDR status file, WIPO ST.66 and ST.96, as one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from squatwatch.model import Applicant
from squatwatch.offices import dates, st96, words
from squatwatch.offices.batch import UnreadableRecordError
from squatwatch.offices.st66 import people
from squatwatch.offices.uspto.codes import kind_of_drawing
from squatwatch.offices.xml import Element, elements_at, local_name, text_at, texts_at

_MARKS = (("TrademarkBag", "Trademark"), ("TradeMarkDetails", "TradeMark"))
_WORDS = "WordMarkSpecification"
_CLASSES = (
    "GoodsServicesDetails", "GoodsServices", "ClassDescriptionDetails", "ClassDescription",
)  # fmt: skip
_FEATURE = ("MarkRepresentation", "MarkDescriptionBag", "NationalMarkDescription")
_STATUS = ("ClassDescriptionBag", "ClassDescription", "NationalStatusBag", "NationalStatus")
_ATTORNEYS = ("Attorney of Record", "Domestic Representative")


@dataclass(frozen=True, slots=True)
class ClassBlock:
    """Some classes with their goods, which may be filed under a class of the office's own."""

    codes: tuple[str, ...]
    status: str
    goods: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What the two shapes tell in places of their own; ``mark`` holds what they share.

    ``owners`` are those of all times with their party type, ``published`` all publications.
    """

    mark: Element
    number: str
    text: str
    kind: str
    transliterations: tuple[str, ...]
    translations: tuple[str, ...]
    description: str
    blocks: tuple[ClassBlock, ...]
    owners: tuple[tuple[str, Applicant], ...]
    representative: str
    published: tuple[date, ...]
    priority: date | None


def case_of(data: Element) -> Case:
    """The case in a ``TransactionData``; ``UnreadableRecordError`` when there is none."""
    for mark in (mark for path in _MARKS for mark in elements_at(data, *path)):
        return _in_st96(mark) if local_name(mark) == "Trademark" else _in_st66(data, mark)
    raise UnreadableRecordError("it holds no trade mark")


def number_of(data: Element) -> str:
    """The serial number in a ``TransactionData``; empty when there is none."""
    marks = [mark for path in _MARKS for mark in elements_at(data, *path)]
    numbers = (st96.application_number(one) or text_at(one, "ApplicationNumber") for one in marks)
    return next(filter(None, numbers), "")


def _in_st66(data: Element, mark: Element) -> Case:
    feature = text_at(mark, "TradeMarkExt", "MarkFeatureCode")
    published = texts_at(mark, "PublicationDetails", "Publication", "PublicationDate")
    priorities = texts_at(mark, "PriorityDetails", "Priority", "PriorityDate")
    return Case(
        mark=mark,
        number=text_at(mark, "ApplicationNumber"),
        text=" ".join(texts_at(mark, _WORDS, "MarkVerbalElementText")),
        kind=kind_of_drawing(feature) or words.mark_kind_of(text_at(mark, "MarkFeature")),
        transliterations=texts_at(mark, _WORDS, "MarkTransliteration"),
        translations=texts_at(mark, _WORDS, "MarkTranslation"),
        description=" ".join(texts_at(mark, "MarkDescriptionDetails", "MarkDescription")),
        blocks=tuple(_class_in_st66(one) for one in elements_at(mark, *_CLASSES)),
        owners=tuple(
            (text_at(one, "ApplicantExt", "PartyTypeCode"), people.applicant(one))
            for one in elements_at(data, "ApplicantDetails", "Applicant")
        ),
        representative=_attorney_in_st66(mark),
        published=tuple(_days(published)),
        priority=min((day for one in priorities if (day := _claimed(one))), default=None),
    )


def _class_in_st66(one: Element) -> ClassBlock:
    code = text_at(one, "ClassNumber")
    goods = tuple((code, said) for said in texts_at(one, "GoodsServicesDescription"))
    return ClassBlock((code,), text_at(one, "ClassNumberStatusCode"), goods)


def _attorney_in_st66(mark: Element) -> str:
    """The attorney of record, else the domestic representative."""
    named = {
        text_at(one, "Comment"): people.name_of(one)
        for one in elements_at(mark, "RepresentativeDetails", "Representative")
    }
    return next((named[role] for role in _ATTORNEYS if named.get(role)), "")


def _in_st96(mark: Element) -> Case:
    feature = text_at(mark, *_FEATURE, "MarkFeatureCode")
    told = text_at(mark, "MarkRepresentation", "MarkFeatureCategory")
    attorneys = (
        st96.name_of(one)
        for role in ("RecordAttorney", "NationalRepresentative")
        for one in elements_at(mark, role)
    )
    return Case(
        mark=mark,
        number=st96.application_number(mark),
        text=st96.verbal_element(mark),
        kind=kind_of_drawing(feature) or words.mark_kind_of(told),
        transliterations=st96.transliterations(mark),
        translations=st96.translations(mark),
        description=st96.description(mark),
        blocks=tuple(_class_in_st96(one) for one in st96.goods_blocks(mark)),
        owners=tuple(st96.applicants(mark)),
        representative=next(filter(None, attorneys), ""),
        published=tuple(st96.publication_dates(mark)),
        priority=st96.earliest_priority(mark),
    )


def _class_in_st96(block: Element) -> ClassBlock:
    status = text_at(block, *_STATUS, "NationalStatusCode")
    return ClassBlock(st96.nice_codes(block), status, tuple(st96.described(block)))


def _days(values: tuple[str, ...]) -> list[date]:
    days = (dates.needed(value, "PublicationDate", dates.iso) for value in values)
    return [day for day in days if day]


def _claimed(value: str) -> date | None:
    return dates.lenient(value, dates.iso)
