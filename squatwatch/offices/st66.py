"""The WIPO ST.66 family; so far the open data of the EUIPO (EM-TM-TradeMark-V3).

One XML file holds one mark as a rule. Elements are matched by their local name, because every
office has a namespace of its own, and only among the direct children of ``TradeMark``: an earlier
mark in an opposition, a seniority and a recordal repeat the same names deeper down.

EUIPO records name applicants and representatives only by keys into separate files, so both stay
empty. An impossible application, publication or opposition date sets the record aside, because a
wrong deadline would mislead; an impossible date elsewhere is left empty.

Another dialect is another row of ``DIALECTS``, with what is different about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from squatwatch.errors import DataError
from squatwatch.model import Filing, Goods
from squatwatch.offices import dates, words
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Deleted,
    Entry,
    SetAside,
    UnreadableRecordError,
    gather,
)
from squatwatch.offices.nice import nice_number
from squatwatch.offices.source import SourceFile
from squatwatch.offices.xml import Element, local_name, records, text


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one office does in its own way."""

    namespace: str
    office: str
    opposition_section: str
    """Section of the bulletin in which applications are published for opposition."""
    one_number: bool
    """Whether a registration keeps the number of its application."""
    page: str
    """Page of the filing in the office's register, by application number."""


DIALECTS = (
    Dialect(
        namespace="http://euipo.europa.eu/trademark/data",
        office="EM",
        opposition_section="A.1",
        one_number=True,
        page="https://euipo.europa.eu/eSearch/#details/trademarks/{}",
    ),
)

_IMAGE = ("MarkImageDetails", "MarkImage")
_CLASS = (
    "GoodsServicesDetails", "GoodsServices", "ClassDescriptionDetails", "ClassDescription",
)  # fmt: skip


class St66Reader:
    """Reads ST.66 files in the dialects of ``DIALECTS``."""

    name = "st66"
    title = "EUIPO trade mark open data (XML of the ST.66 family)"
    title_zh = "欧盟知识产权局商标开放数据（ST.66 系列 XML）"

    def recognises(self, source: SourceFile) -> bool:
        """Whether the file holds trade marks and has the namespace of a known dialect."""
        head = source.head()
        known = any(f'"{dialect.namespace}"'.encode() in head for dialect in DIALECTS)
        return known and b"TradeMarkDetails" in head

    def read(self, sources: Iterable[SourceFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The marks of the files; a malformed file among others of its archive is set aside."""
        return gather((entry for source in sources for entry in _entries(source)), batch_rows)


def _entries(source: SourceFile) -> Iterator[Entry]:
    try:
        for mark in records(source, "{*}TradeMark"):
            parent = mark.getparent()
            if parent is not None and local_name(parent) == "TradeMarkDetails":
                yield _entry(_Mark(mark), source)
    except DataError as error:
        if not source.siblings:
            raise
        yield SetAside(source.name, "the whole file", error.what)


def _entry(mark: _Mark, source: SourceFile) -> Entry:
    number = mark.value("ApplicationNumber")
    try:
        if not number:
            raise UnreadableRecordError("it has no application number")
        if mark.element.get("operationCode", "").lower() == "delete":
            return Deleted(mark.office, number)
        return _filing(mark, number)
    except UnreadableRecordError as error:
        position = f"number {number or 'missing'}, line {mark.element.sourceline}"
        return SetAside(source.name, position, str(error))


def _filing(mark: _Mark, number: str) -> Filing:
    dialect = mark.dialect
    mark_text = mark.values("WordMarkSpecification", "MarkVerbalElementText")
    registered = mark.lenient_date("RegistrationDate")
    own_number = number if dialect.one_number and registered else ""
    status = mark.value("MarkCurrentStatusCode")
    return Filing(
        office=mark.office,
        application_number=number,
        registration_number=mark.value("RegistrationNumber") or own_number,
        mark_text=" ".join(mark_text),
        mark_kind=words.mark_kind_of(mark.value("MarkFeature"), with_words=bool(mark_text)),
        transliteration=mark.values("WordMarkSpecification", "MarkTransliteration"),
        translation=mark.values("WordMarkSpecification", "MarkTranslation"),
        description=_in_english(mark.all("MarkDescriptionDetails", "MarkDescription")),
        classes=tuple(sorted({goods.nice_class for goods in mark.goods()} - {0})),
        goods=tuple(goods for goods in mark.goods() if goods.text),
        filing_date=mark.needed_date("ApplicationDate"),
        priority_date=_priority(mark),
        publication_date=_published(mark),
        registration_date=registered,
        expiry_date=mark.lenient_date("ExpiryDate"),
        opposition_start=mark.needed_date("OppositionPeriodStartDate"),
        opposition_end=mark.needed_date("OppositionPeriodEndDate"),
        status=words.status_of(status),
        status_raw=status,
        vienna_codes=mark.values(
            *_IMAGE, "MarkImageCategory", "CategoryCodeDetails", "CategoryCode"
        ),
        image_url=next(iter(mark.values(*_IMAGE, "MarkImageURI")), ""),
        source_url=dialect.page.format(number),
    )


class _Mark:
    """A ``TradeMark`` element, read by paths of local names from its direct children down."""

    def __init__(self, element: Element) -> None:
        self.element = element
        namespace = element.tag[1:].partition("}")[0]
        self.dialect = next((d for d in DIALECTS if d.namespace == namespace), DIALECTS[0])

    @property
    def office(self) -> str:
        return self.value("RegistrationOfficeCode") or self.dialect.office

    def all(self, *path: str) -> list[Element]:
        """The elements at a path."""
        found: list[Element] = self.element.findall("/".join(f"{{*}}{name}" for name in path))
        return found

    def values(self, *path: str) -> tuple[str, ...]:
        """The texts at a path, each once."""
        return tuple(dict.fromkeys(value for one in self.all(*path) if (value := text(one))))

    def value(self, name: str) -> str:
        """The text of a direct child."""
        return text(self.element.find(f"{{*}}{name}"))

    def needed_date(self, name: str) -> date | None:
        """A date on which judgement rests."""
        return dates.needed(self.value(name), name, dates.iso)

    def lenient_date(self, name: str) -> date | None:
        """A date that only informs."""
        return dates.lenient(self.value(name), dates.iso)

    def goods(self) -> list[Goods]:
        """Class by class the goods in English, else in the first language given."""
        return [
            Goods(
                nice_number(text(one.find("{*}ClassNumber"))),
                _in_english(one.findall("{*}GoodsServicesDescription")),
            )
            for one in self.all(*_CLASS)
        ]


def _in_english(texts: list[Element]) -> str:
    """The English one of several language versions, else the first."""
    ranked = sorted(texts, key=lambda one: one.get("languageCode", "").lower() != "en")
    return next((value for one in ranked if (value := text(one))), "")


def _published(mark: _Mark) -> date | None:
    """The latest publication for opposition: a corrected one opens the period anew."""
    days = [
        dates.needed(text(one.find("{*}PublicationDate")), "PublicationDate", dates.iso)
        for one in mark.all("PublicationDetails", "Publication")
        if text(one.find("{*}PublicationSection")) == mark.dialect.opposition_section
    ]
    return max((day for day in days if day), default=None)


def _priority(mark: _Mark) -> date | None:
    """The earliest priority that is claimed and not refused."""
    days = (
        dates.lenient(text(one.find("{*}PriorityDate")), dates.iso)
        for one in mark.all("PriorityDetails", "Priority")
        if text(one.find("{*}PriorityStatusCode")).lower() != "refused"
    )
    return min((day for day in days if day), default=None)
