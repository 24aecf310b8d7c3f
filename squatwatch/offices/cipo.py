"""Weekly and historical files of the Canadian office (CIPO) in WIPO ST.96, one application a file.

Experimental: the elements are known from public programs that read these files; no real file was
at hand. What is common to ST.96 stands in ``st96``.

An application is known by its number of WIPO standard ST.13, of 15 digits: the last two are the
extension, the seven before them the office's own number. ``operationCategory`` says whether the
record is to be written or deleted. An impossible application, publication or
opposition date sets the record aside; an impossible date elsewhere is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from squatwatch.model import Applicant, Filing, Goods
from squatwatch.offices import dates, st96, translated_words, words
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Deleted,
    Entry,
    UnreadableRecordError,
    experimental,
    gather,
)
from squatwatch.offices.entries import entries
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.nice import nice_number
from squatwatch.offices.vienna import vienna_codes
from squatwatch.offices.xml import (
    Element,
    elements_at,
    opening,
    text,
    text_at,
)

_ROOTS = ("TrademarkApplication", "TrademarkBag", "Trademark")
_VIENNA = (
    "MarkRepresentation", "MarkReproduction", "MarkImageBag", "MarkImage",
    "MarkImageClassification", "FigurativeElementClassificationBag", "ViennaClassificationBag",
    "ViennaClassification",
)  # fmt: skip
_LEVELS = ("ViennaCategory", "ViennaDivision", "ViennaSection")
_NATIONAL = "NationalTrademarkInformation"
_PAGE = "https://ised-isde.canada.ca/cipo/trademark-search/{}"


class CipoReader:
    """Reads trade mark files of the Canadian office in ST.96."""

    name = "cipo-st96"
    title = "CIPO (Canada) trademark files (XML, WIPO ST.96)"
    title_zh = "加拿大知识产权局商标数据文件（XML，WIPO ST.96）"
    experimental = True

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it is an application in ST.96 that the Canadian office wrote."""
        found = opening(source)
        if not found.root.startswith(_ROOTS) or "ST13ApplicationNumber" not in found.names:
            return False
        offices = ("RegistrationOfficeCode", "IPOfficeCode", "ReceivingOfficeCode")
        return "CA" in {found.texts.get(name) for name in offices}

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The applications; a malformed file among others of its archive is set aside."""
        found = (entries(source, "{*}Trademark", _entry, _st13) for source in sources)
        return experimental(gather(chain.from_iterable(found), batch_rows))


def _entry(mark: Element) -> Entry | None:
    number = _number(_st13(mark))
    office = text_at(mark, "RegistrationOfficeCode") or "CA"
    if office != "CA":
        raise UnreadableRecordError(f"it is of the office {office[:10]!r}, not of CA")
    if _operation(mark).lower() == "delete":
        return Deleted("CA", number)
    return _filing(mark, number)


def _filing(mark: Element, number: str) -> Filing:
    words_of_mark = _words(mark)
    status = text_at(mark, _NATIONAL, "MarkCurrentStatusInternalDescriptionText")
    kind = text_at(mark, "MarkRepresentation", "MarkFeatureCategory")
    goods = _goods(mark)
    return Filing(
        office="CA",
        application_number=number,
        registration_number=text_at(mark, "RegistrationNumber"),
        ir_number=next(iter(_anywhere(mark, "InternationalMarkIdentifier")), ""),
        mark_text=words_of_mark,
        mark_kind=words.mark_kind_of(kind, with_words=bool(words_of_mark)),
        transliteration=st96.transliterations(mark),
        translation=st96.translations(mark),
        description=st96.description(mark) or " ".join(_anywhere(mark, "MarkDescriptionText")),
        classes=tuple(sorted(({one.nice_class for one in goods} | _classes(mark)) - {0})),
        goods=tuple(one for one in goods if one.text),
        applicants=tuple(_owner(one) for one in elements_at(mark, "ApplicantBag", "Applicant")),
        representative=next(
            (st96.name_of(one) for one in elements_at(mark, "NationalRepresentative")), ""
        ),
        filing_date=_needed(mark, "ApplicationDate"),
        priority_date=st96.earliest_priority(mark),
        publication_date=_published(mark),
        registration_date=dates.lenient(text_at(mark, "RegistrationDate"), dates.iso),
        expiry_date=dates.lenient(text_at(mark, "ExpiryDate"), dates.iso),
        opposition_start=_needed(mark, "OppositionPeriodStartDate"),
        opposition_end=_needed(mark, "OppositionPeriodEndDate"),
        status=translated_words.status_of(status),
        status_raw=status,
        vienna_codes=_vienna(mark),
        source_url=_PAGE.format(number.partition("-")[0]),
    )


def _st13(mark: Element) -> str:
    return text_at(mark, "ApplicationNumber", "ST13ApplicationNumber") or text_at(
        mark, "ST13ApplicationNumber"
    )


def _number(st13: str) -> str:
    """The office's own number: ``2345678``, with an extension ``2345678-01``."""
    digits = re.fullmatch(r"(?:CA)?[0-9]{6}([0-9]{7})([0-9]{2})", st13)
    if digits is None:
        raise UnreadableRecordError(f"{st13[:20]!r} is no application number of 15 digits (ST.13)")
    number, extension = digits.groups()
    return number.lstrip("0") + (f"-{extension}" if extension != "00" else "")


def _operation(mark: Element) -> str:
    """The attribute ``operationCategory``, in whatever namespace."""
    found = (value for name, value in mark.attrib.items() if name.endswith("operationCategory"))
    return next(found, "")


def _anywhere(mark: Element, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for one in mark.iter(f"{{*}}{name}") if (value := text(one))))


def _words(mark: Element) -> str:
    """The words of the mark, wherever this version of the standard has them."""
    found = st96.verbal_element(mark)
    return found or " ".join(_anywhere(mark, "MarkSignificantVerbalElementText"))


def _needed(mark: Element, name: str) -> date | None:
    return dates.needed(text_at(mark, name), name, dates.iso)


def _published(mark: Element) -> date | None:
    """The latest advertisement, under either of its names."""
    days = st96.publication_dates(mark)
    for action in elements_at(mark, "PublicationBag", "Publication"):
        value = text_at(action, "PublicationActionDate")
        days += filter(None, [dates.needed(value, "PublicationActionDate", dates.iso)])
    return max(days, default=None)


def _goods(mark: Element) -> list[Goods]:
    """Goods by class; in French only where there is no English."""
    found: dict[int, list[str]] = {}
    for block in st96.goods_blocks(mark):
        for one in elements_at(block, "ClassDescriptionBag", "ClassDescription"):
            nice = nice_number(text_at(one, "ClassNumber"))
            found.setdefault(nice, []).extend(_in_english(one))
    return [Goods(nice, " ".join(texts)) for nice, texts in found.items()]


def _in_english(description: Element) -> list[str]:
    texts = elements_at(description, "GoodsServicesDescriptionText")
    english = [one for one in texts if _language(one) in ("", "en")]
    return [value for one in english or texts if (value := text(one))]


def _language(element: Element) -> str:
    found = (value for name, value in element.attrib.items() if name.endswith("languageCode"))
    return next(found, "").lower()


def _classes(mark: Element) -> set[int]:
    return {
        nice_number(code) for block in st96.goods_blocks(mark) for code in st96.nice_codes(block)
    }


def _owner(element: Element) -> Applicant:
    """An owner; its name may stand beside the contact only."""
    found = st96.party(element)
    return Applicant(
        found.name or text_at(element, "LegalEntityName"), found.country, found.address
    )


def _vienna(mark: Element) -> tuple[str, ...]:
    codes = (
        ".".join(filter(None, (text_at(one, level) for level in _LEVELS)))
        for one in elements_at(mark, *_VIENNA)
    )
    return vienna_codes(codes)
