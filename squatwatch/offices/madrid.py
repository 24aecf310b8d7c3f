"""The Madrid register of WIPO in the shape of ROMARIN: ``MARKGR``, one international registration.

Experimental: the elements are known from public programs that read ROMARIN, among them WIPO's own
style sheets; no real file was at hand.

A registration is one filing at ``WO`` with the offices it designates; each has a window of its own.
Its publication is that in the WIPO Gazette (``ENN``). A later designation (``EXN``) is published
on another day, so it is a filing of its own, known by the number of the registration and that
day: ``1700001 EXN 20250313``. Limitations of the goods, refusals and the end of a registration are
not read, so that the status says no more than that it is registered.

The mark's words are the attribute ``TEXT`` of ``IMAGE``. Goods of class 99 belong to no class.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain

from squatwatch.errors import DataError
from squatwatch.model import Applicant, Filing, Goods, MarkKind
from squatwatch.offices import dates
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Entry,
    SetAside,
    UnreadableRecordError,
    experimental,
    gather,
)
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.nice import nice_number
from squatwatch.offices.vienna import vienna_codes
from squatwatch.offices.xml import Element, elements_at, opening, records, text_at, texts_at

_RECORD = "MARKGR"
_DESIGNATIONS = ("DESAG", "DESPG", "DESPG2")
"""Designations under the Agreement, the Protocol, and the Protocol among states of both."""
_LANGUAGES = ("EN", "FR", "ES")
"""The languages of the register, as they end the names of elements; English is preferred."""
_KINDS: tuple[tuple[str, MarkKind], ...] = (
    ("THRDMAR", "3d"), ("SOUMARI", "sound"), ("MARCOLI", "colour"), ("STDMIND", "word"),
)  # fmt: skip
"""Flags that tell the kind of mark."""
_PAGE = "https://www3.wipo.int/madrid/monitor/en/showData.jsp?ID=ROM.{}"


class MadridReader:
    """Reads international registrations in the XML of ROMARIN."""

    name = "madrid"
    title = "WIPO Madrid register (XML in the shape of ROMARIN)"
    title_zh = "世界知识产权组织马德里国际注册数据（ROMARIN 格式 XML）"
    experimental = True

    def recognises(self, source: OfficeFile) -> bool:
        """Whether an international registration stands at the beginning."""
        return _RECORD in opening(source).names

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The registrations and their later designations, in the order of the files."""
        found = chain.from_iterable(_entries(source) for source in sources)
        return experimental(gather(found, batch_rows))


def _entries(source: OfficeFile) -> Iterator[Entry]:
    begun = False
    try:
        for mark in records(source, f"{{*}}{_RECORD}", clean=True):
            begun = True
            yield from _filings(mark, source)
    except DataError as error:
        if not source.siblings:
            raise
        yield SetAside(
            source.name, "the rest of the file" if begun else "the whole file", error.what
        )


def _filings(mark: Element, source: OfficeFile) -> Iterator[Entry]:
    """The registration and each later designation, or why they cannot be used."""
    number = mark.get("INTREGN", "").strip()
    try:
        if not number:
            raise UnreadableRecordError("it has no number of an international registration")
        later = [one for one in elements_at(mark, "EXN") if _designated(one)]
        apart = {office for one in later for office in _designated(one)}
        yield _filing(mark, number, number, elements_at(mark, "ENN"), _now(mark, without=apart))
        for one in later:
            day = one.get("PUBDATE", "") or one.get("REGEDAT", "")
            wanted = tuple(office for office in _designated(one) if office in _now(mark))
            yield _filing(mark, number, f"{number} EXN {day}".strip(), [one], wanted)
    except UnreadableRecordError as error:
        position = f"number {number or 'missing'}, line {mark.sourceline}"
        yield SetAside(source.name, position, str(error))


def _filing(
    mark: Element,
    ir_number: str,
    number: str,
    publications: list[Element],
    designations: tuple[str, ...],
) -> Filing:
    current = _current(mark)
    words = _words(current)
    goods = _goods(current)
    registered = dates.needed(mark.get("INTREGD", ""), "INTREGD", dates.compact)
    return Filing(
        office="WO",
        application_number=number,
        registration_number=ir_number,
        ir_number=ir_number,
        mark_text=words,
        mark_kind=_kind(current, words),
        transliteration=texts_at(current, "MARTRAN"),
        translation=_in_languages(current, "MARTRGR", "MARTR"),
        description="; ".join(_description(current)),
        classes=tuple(sorted({one.nice_class for one in goods} - {0})),
        goods=tuple(one for one in goods if one.text),
        applicants=tuple(_holder(one) for one in elements_at(current, "HOLGR")),
        representative=" ".join(texts_at(current, "REPGR", "NAME", "NAMEL")),
        filing_date=registered,
        priority_date=_priority(current),
        publication_date=_published(publications),
        registration_date=registered,
        expiry_date=dates.lenient(mark.get("EXPDATE", ""), dates.compact),
        designations=designations,
        status="registered",
        status_raw="international registration",
        vienna_codes=vienna_codes(
            texts_at(current, "VIENNAGR", "VIECLA3") or texts_at(current, "VIENNAGR", "VIECLAI")
        ),
        source_url=_PAGE.format(ir_number),
    )


def _current(mark: Element) -> Element:
    """The present state; the record itself where it is not told apart."""
    return next(iter(elements_at(mark, "CURRENT")), mark)


def _now(mark: Element, without: Collection[str] = ()) -> tuple[str, ...]:
    """The offices that are designated now, in the order of the record."""
    found = _designated(_current(mark)) or _designated(mark)
    return tuple(office for office in found if office not in without)


def _designated(element: Element) -> tuple[str, ...]:
    codes = [code for group in _DESIGNATIONS for code in texts_at(element, group, "DCPCD")]
    return tuple(dict.fromkeys(codes))


def _words(current: Element) -> str:
    """The words of the mark, else those that the register holds to be significant."""
    image = next(iter(elements_at(current, "IMAGE")), None)
    words = "" if image is None else " ".join(image.get("TEXT", "").split())
    return words or " ".join(texts_at(current, "SIGVRBL"))


def _kind(current: Element, words: str) -> MarkKind | str:
    flagged = next((kind for flag, kind in _KINDS if elements_at(current, flag)), None)
    if flagged:
        return flagged
    image = next(iter(elements_at(current, "IMAGE")), None)
    if image is None:
        return ""
    if image.get("TYPE", "") in ("", "NIL"):
        return "word" if words else ""
    return "combined" if words else "figurative"


def _in_languages(element: Element, group: str, name: str) -> tuple[str, ...]:
    """The versions of a text, English first."""
    versions = [text for lang in _LANGUAGES for text in texts_at(element, group, name + lang)]
    return tuple(dict.fromkeys(versions))


def _description(current: Element) -> Iterator[str]:
    """The description and the voluntary one, each in the first language it has."""
    for group, name in (("MARDESGR", "MARDES"), ("VOLDESGR", "VOLDES")):
        yield from _in_languages(current, group, name)[:1]


def _goods(current: Element) -> list[Goods]:
    found = []
    for group in elements_at(current, "BASICGS", "GSGR"):
        versions = (text_at(group, f"GSTERM{lang}") for lang in _LANGUAGES)
        text = next(filter(None, versions), "")
        found.append(Goods(nice_number(group.get("NICCLAI", "").strip()), text))
    return found


def _holder(element: Element) -> Applicant:
    country = text_at(element, "ADDRESS", "COUNTRY") or text_at(element, "ENTNATL")
    address = ", ".join(texts_at(element, "ADDRESS", "ADDRL"))
    return Applicant(" ".join(texts_at(element, "NAME", "NAMEL")), country, address)


def _priority(current: Element) -> date | None:
    """The earliest priority that is claimed."""
    days = (dates.lenient(day, dates.compact) for day in texts_at(current, "PRIGR", "PRIAPPD"))
    return min((day for day in days if day), default=None)


def _published(publications: list[Element]) -> date | None:
    """The latest publication in the Gazette: a corrected one counts anew."""
    days = (dates.needed(one.get("PUBDATE", ""), "PUBDATE", dates.compact) for one in publications)
    return max((day for day in days if day), default=None)
