"""Application records of TIPO (Taiwan): ``TmarkAppl`` files and the answers of its API.

A record names neither status nor registration, so it is given as a part of its filing and blanks
nothing that the gazette told. The texts in the drawing (``tmark-draft``) often differ from the
name of the mark; they are kept beside it as pseudo marks.

Applications from before July 1994, when Taiwan took up the Nice classification, are filed under
classes of its own, whose numbers look like those of Nice: their goods have class 0, unless a group
of similar goods shows that they were classified anew. The files name a DTD elsewhere, which is
never fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from squatwatch.model import Applicant, Filing, Goods
from squatwatch.offices import dates, words
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Entry,
    Partial,
    UnreadableRecordError,
    gather,
)
from squatwatch.offices.entries import entries
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.nice import nice_number
from squatwatch.offices.tipo import people
from squatwatch.offices.tipo.names import words_and_kind
from squatwatch.offices.xml import Element, opening, text, whole_text

_NICE_FROM = date(1994, 7, 15)
"""The Enforcement Rules of the Trademark Law as amended on that day brought Nice's classes."""
_DRAFTS = ("tmark-draft-c", "tmark-draft-e", "tmark-draft-j")
_NAMES = ("chinese-name", "english-name", "japanese-name")
_IMAGES = tuple(f"tmark-image-url/image-data-{number}" for number in range(1, 7))


class TipoApplicationsReader:
    """Reads application records, one or many a file."""

    name = "tipo-applications"
    title = "TIPO (Taiwan, China) application records XML (TmarkAppl)"
    title_zh = "中国台湾智慧财产局（TIPO）商标申请案 XML（TmarkAppl）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it holds the applications of ``TmarkAppl``."""
        names = opening(source).names
        return "tmarkappl" in names[:10] and names[0] in {"tmarkappl", "API"}

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The applications of the files, in their order."""
        found = (entries(one, "tmarkcontent", _entry, _number) for one in sources)
        return gather(chain.from_iterable(found), batch_rows)


def _number(record: Element) -> str:
    return text(record.find("appl-no"))


def _entry(record: Element) -> Entry:
    number = _number(record)
    if not number:
        raise UnreadableRecordError("it has no application number")
    filed = dates.needed(text(record.find("appl-date")), "appl-date", dates.slashed)
    mark, kind = words_and_kind(text(record.find("tmark-name")))
    texts = (text(record.find(name)) for name in _DRAFTS)
    drafts = tuple(dict.fromkeys(draft for draft in texts if draft and draft != mark))
    goods = tuple(_goods(record, filed))
    images = (text(record.find(path)) for path in _IMAGES)
    return Partial(
        Filing(
            office="TW",
            application_number=number,
            mark_text=mark,
            mark_kind=words.mark_kind_in(text(record.find("tmark-type-desc"))) or kind,
            pseudo_marks=drafts,
            description=_joined(record, "word-description", "tmark-sign"),
            classes=tuple(sorted({one.nice_class for one in goods} - {0})),
            goods=tuple(one for one in goods if one.text),
            similar_groups=tuple(_groups(record)),
            applicants=tuple(_applicants(record)),
            representative="; ".join(_agents(record)),
            filing_date=filed,
            image_url=next(filter(None, images), ""),
        )
    )


def _joined(record: Element, *names: str) -> str:
    return " ".join(value for name in names if (value := text(record.find(name))))


def _goods(record: Element, filed: date | None) -> Iterator[Goods]:
    for one in record.iterfind("goodsclasses/goodsclass"):
        code = text(one.find("goodsclass-code"))
        nice = nice_number(code)
        by_nice = filed is None or filed >= _NICE_FROM or _group_of(one).startswith(f"{nice:02}")
        yield Goods(nice if by_nice else 0, text(one.find("goods-name")))


def _group_of(one: Element) -> str:
    return text(one.find("goods-group"))


def _groups(record: Element) -> Iterator[str]:
    """The groups of similar goods, each once; a cell may list several."""
    cells = (_group_of(one) for one in record.iterfind("goodsclasses/goodsclass"))
    separated = (cell.replace(";", " ").replace(",", " ").replace("、", " ") for cell in cells)
    yield from dict.fromkeys(group for cell in separated for group in cell.split())


def _applicants(record: Element) -> Iterator[Applicant]:
    for one in record.iterfind("parties/applicants/applicant"):
        names = (_as_it_stands(one, name) for name in _NAMES)
        country = text(one.find("country-code"))
        yield from people.applicants(names, country, text(one.find("address")))


def _agents(record: Element) -> Iterator[str]:
    found = (whole_text(one) for one in record.iterfind("parties/agents/agent/chinese-name"))
    yield from dict.fromkeys(name for name in found if name)


def _as_it_stands(record: Element, name: str) -> str:
    """A name with its wide spaces."""
    element = record.find(name)
    return "" if element is None else "".join(element.itertext())
