"""The weekly gazette of INPI Brazil (RPI), section of trademarks: ``RM2629.xml`` in its zip.

It is a journal of what happened: a ``processo`` names what its dispatch concerns, often neither
mark nor classes. So every record is given as a part of its filing and blanks nothing that is
known. Its dispatches tell status and publication (``reference/inpi_dispatch_codes.csv``); those
that change neither leave the status as it was. Read the issues in their order: each adds to the
ones before.

A registration keeps the number of its application. The gazette holds references to control
characters, which XML forbids and which are taken out while it is read. The 60 days of opposition
are counted elsewhere, from the day of the gazette.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain

from squatwatch import reference
from squatwatch.model import Applicant, Filing, Goods, Status
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
from squatwatch.offices.vienna import vienna_codes
from squatwatch.offices.xml import Element, opening, text

_NICE = ("lista-classe-nice/classe-nice", "classe-nice")
"""Where classes stand today and stood until about 2015."""


class InpiBrazilReader:
    """Reads issues of the gazette."""

    name = "inpi-rpi"
    title = "INPI Brazil gazette of trademarks (RPI XML, RM*.zip)"
    title_zh = "巴西工业产权局（INPI）商标公报（RPI XML，RM*.zip）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it is an issue of the gazette on trade marks."""
        found = opening(source)
        return found.root == "revista" and not {"processo", "despachos"}.isdisjoint(found.names)

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """What the issues tell of each filing, in their order."""
        found = (entries(one, "processo", _entry, _number) for one in sources)
        return gather(chain.from_iterable(found), batch_rows)


def _number(process: Element) -> str:
    return _attribute(process, "numero")


def _entry(process: Element) -> Entry | None:
    if process.getparent() is None or process.getparent().tag != "revista":
        return None
    number = _number(process)
    if not number:
        raise UnreadableRecordError("it has no number")
    told = [_attribute(one, "codigo") for one in process.iterfind("despachos/despacho")]
    status, said = _status(process)
    granted = _lenient(process, "data-concessao")
    mark = text(process.find("marca/nome"))
    goods = tuple(_goods(process))
    international = _international(process)
    return Partial(
        Filing(
            office="BR",
            application_number=number,
            registration_number=number if granted else "",
            ir_number=international,
            mark_text=mark,
            mark_kind=words.mark_kind_of(_attribute(process.find("marca"), "apresentacao")),
            classes=tuple(sorted({one.nice_class for one in goods} - {0})),
            goods=tuple(one for one in goods if one.text),
            applicants=tuple(_holders(process)),
            representative=text(process.find("procurador")),
            filing_date=dates.needed(
                _attribute(process, "data-deposito"), "data-deposito", dates.day_first
            ),
            priority_date=_priority(process),
            publication_date=_day_of_issue(process) if _opens(told) else None,
            registration_date=granted,
            expiry_date=_lenient(process, "data-vigencia"),
            designations=("BR",) if international else (),
            status=status,
            status_raw=said,
            vienna_codes=vienna_codes(
                _attribute(one, "codigo")
                for one in process.iterfind("classes-vienna/classe-vienna")
            ),
        )
    )


def _attribute(element: Element | None, name: str) -> str:
    """An attribute with single spaces; empty where there is none."""
    return "" if element is None else " ".join(element.get(name, "").split())


def _status(process: Element) -> tuple[Status, str]:
    """The status that the last telling dispatch gives, with its code and the office's words."""
    for dispatch in reversed(process.findall("despachos/despacho")):
        code = _attribute(dispatch, "codigo")
        if code in _dispatches():
            return _dispatches()[code][0], f"{code} {_attribute(dispatch, 'nome')}".strip()
    return "unknown", ""


def _opens(codes: Iterable[str]) -> bool:
    """Whether one of the dispatches publishes the application for opposition."""
    return any(_dispatches().get(code, ("unknown", False))[1] for code in codes)


def _day_of_issue(process: Element) -> date | None:
    return dates.needed(_attribute(process.getparent(), "data"), "data", dates.day_first)


def _lenient(process: Element, name: str) -> date | None:
    return dates.lenient(_attribute(process, name), dates.day_first)


def _goods(process: Element) -> Iterator[Goods]:
    """The goods class by class; those under a class of Brazil's own have class 0."""
    for path in _NICE:
        for one in process.iterfind(path):
            yield Goods(nice_number(_attribute(one, "codigo")), text(one.find("especificacao")))
    for one in process.iterfind("classe-nacional"):
        yield Goods(0, text(one.find("especificacao")))


def _holders(process: Element) -> Iterator[Applicant]:
    for one in process.iterfind("titulares/titular"):
        name = _attribute(one, "nome-razao-social")
        if name:
            yield Applicant(name, _attribute(one, "pais"), _attribute(one, "uf"))


def _international(process: Element) -> str:
    """The number of the international registration that designates Brazil."""
    data = process.find("dados-de-madri")
    names = ("numero-inscricao-internacional", "inscricao_internacional")
    return next(filter(None, (_attribute(data, name) for name in names)), "")


def _priority(process: Element) -> date | None:
    """The earliest priority that is claimed."""
    claims = process.iterfind("prioridade-unionista/prioridade")
    days = (_lenient(claim, "data") for claim in claims)
    return min((day for day in days if day), default=None)


@cache
def _dispatches() -> dict[str, tuple[Status, bool]]:
    """Code of a dispatch to the status it gives and whether it opens the opposition period."""
    rows = reference.table("inpi_dispatch_codes").select("code", "status", "opens")
    return {code: (status, opens == "yes") for code, status, opens in rows.iter_rows()}
