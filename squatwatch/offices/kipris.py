"""Answers of KIPRIS Plus, the data service of the Korean office (KIPO).

``TradeMarkInfo`` tells of a filing all but its goods; ``trademarkDesignationGoodstInfo`` (so
spelled) tells only the goods, once for every group of similar goods, and not of which filing: the
number was part of the question. It is looked for in the name of the file, as a row of 13 digits.
So each is given as a part of its filing, and neither blanks the other.

An answer without a record is no fault and told in a note; one with an error code is a file that
holds no data, and is refused with what the code means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from squatwatch.errors import DataError
from squatwatch.model import Applicant, Filing, Goods
from squatwatch.offices import dates, words
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Entry,
    Partial,
    SetAside,
    UnreadableRecordError,
    gather,
)
from squatwatch.offices.entries import entries
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.nice import nice_number
from squatwatch.offices.vienna import vienna_codes
from squatwatch.offices.xml import Element, opening, text

_MARK = "TradeMarkInfo"
_GOODS = "trademarkDesignationGoodstInfo"
_CODE = "resultCode"
_MESSAGE = "resultMsg"
_FINE = {"", "0", "00"}
_NUMBER = re.compile(r"(?<![0-9])[0-9]{13}(?![0-9])")
_ERRORS = {
    "10": ("the question was not understood", "check the application number that was asked for"),
    "30": ("the key is not registered", "give a registered KIPRIS Plus key and fetch again"),
}
"""Error codes of the service: what they mean, what to do."""
_TWO_NAMES = re.compile(r"(.*[가-힣一-鿿]\S*)\s+([^가-힣一-鿿]*[A-Za-z][^가-힣一-鿿]*)")
"""A name in Hangul or characters, and behind it one without."""

Told = dict[str, str]
"""The fields of a record by name."""


class KiprisReader:
    """Reads the answers of KIPRIS Plus on trade marks."""

    name = "kipris"
    title = "KIPRIS Plus (Korea) answers on trade marks (XML)"
    title_zh = "韩国 KIPRIS Plus 商标查询结果（XML）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it is an answer of the service, be it empty or an error."""
        names = opening(source).names
        return names[:2] == ("response", "header") and _CODE in names[:4]

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The filings of the answers; those without a record are told in a note."""
        empty: list[str] = []
        found = chain.from_iterable(_entries(source, empty) for source in sources)
        yield from gather(found, batch_rows)
        if empty:
            yield Batch(notes=(f"answers without a record: {', '.join(empty[:3])}",))


def _entries(source: OfficeFile, empty: list[str]) -> Iterator[Entry]:
    """The entries of one answer; its name is added to ``empty`` when it has no record."""
    error = _error(source)
    if error is not None:
        if not source.siblings:
            raise error
        yield SetAside(source.name, "the whole file", error.what)
        return
    goods: list[Told] = []
    found = False
    for entry in entries(source, (_MARK, _GOODS), lambda one: _entry(one, goods), _number):
        found = True
        yield entry
    if goods:
        yield _of_goods(goods, source)
    elif not found:
        empty.append(source.name)


def _error(source: OfficeFile) -> DataError | None:
    """The error that the service answered with; None for an answer."""
    texts = opening(source).texts
    code = texts.get(_CODE, "")
    if code in _FINE:
        return None
    meaning, remedy = _ERRORS.get(code, ("", "see the service's list of codes and fetch again"))
    said = texts.get(_MESSAGE) or meaning
    return DataError(
        f"KIPRIS Plus answered with error {code}{f' ({said})' if said else ''}",
        where=source.name,
        do=remedy,
    )


def _entry(element: Element, goods: list[Told]) -> Entry | None:
    """The filing of a mark; goods are put by, because those of one answer belong together."""
    told = {child.tag: text(child) for child in element}
    if element.tag == _MARK:
        return _of_mark(told)
    goods.append(told)
    return None


def _number(element: Element) -> str:
    return text(element.find("ApplicationNumber"))


def _of_mark(told: Told) -> Partial:
    number = told.get("ApplicationNumber", "")
    if not number:
        raise UnreadableRecordError("it has no application number")
    international = told.get("InternationalRegisterNumber", "")
    nice = {nice_number(code) for code in _listed(told.get("GoodClassificationCode", ""))}
    status = told.get("ApplicationStatus", "")
    return Partial(
        Filing(
            office="KR",
            application_number=number,
            registration_number=told.get("RegistrationNumber", ""),
            ir_number=international,
            mark_text=told.get("Title", ""),
            classes=tuple(sorted(nice - {0})),
            applicants=tuple(_owners(told)),
            representative="; ".join(_listed(told.get("AgentName", ""))),
            filing_date=_needed(told, "ApplicationDate"),
            priority_date=_lenient(told, "PriorityClaimDate"),
            publication_date=_needed(told, "PublicDate"),
            registration_date=_lenient(told, "RegistrationDate"),
            designations=("KR",) if international else (),
            status=words.status_of(status),
            status_raw=status,
            vienna_codes=vienna_codes(_listed(told.get("ViennaCode", ""))),
            image_url=told.get("ImagePath", ""),
        )
    )


def _needed(told: Told, name: str) -> date | None:
    return dates.needed(told.get(name, ""), name, dates.compact)


def _lenient(told: Told, name: str) -> date | None:
    return dates.lenient(told.get(name, ""), dates.compact)


def _owners(told: Told) -> Iterator[Applicant]:
    """The holder once there is one, else the applicant; each of his names as one of its own.

    The holder's name in Korean and the one in Latin letters stand in one text.
    """
    found: dict[str, None] = {}
    for name in _listed(told.get("RegistrationRightholderName") or told.get("ApplicantName", "")):
        parts = _TWO_NAMES.fullmatch(name)
        found.update(dict.fromkeys(parts.groups() if parts else (name,)))
    yield from (Applicant(name) for name in found)


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split("|") if part.strip()]


def _of_goods(goods: list[Told], source: OfficeFile) -> Partial | SetAside:
    """The goods of one filing, whose number the name of the file tells."""
    number = _NUMBER.search(source.name)
    if not number:
        reason = "it does not say of which filing; put the application number into its name"
        return SetAside(source.name, "the whole file", reason)
    listed = tuple(dict.fromkeys(filter(None, map(_goods_of, goods))))
    groups = (one.get("SimilargroupCode", "") for one in goods)
    return Partial(
        Filing(
            office="KR",
            application_number=number[0],
            classes=tuple(sorted({one.nice_class for one in listed} - {0})),
            goods=listed,
            similar_groups=tuple(dict.fromkeys(filter(None, groups))),
        )
    )


def _goods_of(told: Told) -> Goods | None:
    """One kind of goods, in English where the office gives that."""
    names = ("DesignationGoodsEnglishsentenceName", "DesignationGoodsHangeulName")
    said = next(filter(None, (told.get(name, "") for name in names)), "")
    code = told.get("DesignationGoodsClassificationInformationCode", "")
    return Goods(nice_number(code), said) if said else None
