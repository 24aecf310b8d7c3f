"""Status files of the USPTO's TSDR: one case a file, in WIPO ST.66 or ST.96 (1_D3 and 2.2.1).

Such a file has no pseudo marks and no number of an international registration, which the daily
file has: it is given as a part of the filing, so that it blanks nothing that is known. Dates carry
a time zone, which is cut off. The owners of all times are listed; the current ones have the
highest party type, in ST.96 the sequence number.

An impossible filing or publication date sets the record aside; an impossible date elsewhere is
left empty. The design codes are the USPTO's own, so ``vienna_codes`` stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from squatwatch.model import Applicant, Filing, Goods
from squatwatch.offices import dates
from squatwatch.offices.batch import BATCH_ROWS, Batch, Partial, UnreadableRecordError, gather
from squatwatch.offices.entries import entries
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.nice import nice_number
from squatwatch.offices.uspto.codes import status_of_code, status_text
from squatwatch.offices.uspto.meaning import meaning
from squatwatch.offices.uspto.parts import without_markup
from squatwatch.offices.uspto.tsdr_shapes import Case, ClassBlock, case_of, number_of
from squatwatch.offices.xml import Element, opening, text_at

_BODIES = {"TradeMarkTransactionBody", "TrademarkTransactionBody"}
"""The bodies of ST.66 and of ST.96."""
_CORRESPONDENT = 70
"""First party type that is no owner."""
_ACTIVE = "6"
"""Status code of a class that the application or registration still has."""
_CASE = "https://tsdr.uspto.gov/#caseNumber={}&caseType=SERIAL_NO&searchType=statusSearch"


class TsdrReader:
    """Reads the status files of TSDR in both of WIPO's standards."""

    name = "uspto-tsdr"
    title = "USPTO TSDR status files (XML, WIPO ST.66 and ST.96)"
    title_zh = "美国专利商标局 TSDR 案件状态文件（XML，WIPO ST.66 与 ST.96）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it is a transaction of ST.66 or ST.96 on a trade mark of the USPTO."""
        found = opening(source)
        office = found.texts.get("RegistrationOfficeCode", "")
        return office == "US" and not _BODIES.isdisjoint(found.names)

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The cases of the files; a malformed file among others of its archive is set aside."""
        found = (entries(one, "{*}TransactionData", _entry, number_of) for one in sources)
        return gather(chain.from_iterable(found), batch_rows)


def _entry(data: Element) -> Partial:
    case = case_of(data)
    if not re.fullmatch(r"[0-9]{8}", case.number):
        raise UnreadableRecordError("its application number is not of eight digits")
    return Partial(_filing(case))


def _filing(case: Case) -> Filing:
    transliteration, translation = meaning(case.text, case.transliterations, case.translations)
    status = text_at(case.mark, "MarkCurrentStatusCode")
    filed = text_at(case.mark, "ApplicationDate")
    return Filing(
        office="US",
        application_number=case.number,
        registration_number=text_at(case.mark, "RegistrationNumber"),
        mark_text=case.text,
        mark_kind=case.kind,
        transliteration=transliteration,
        translation=translation,
        description=case.description,
        classes=_classes(case.blocks),
        goods=tuple(goods for block in case.blocks for goods in _goods(block)),
        applicants=_current(case.owners),
        representative=case.representative,
        filing_date=dates.needed(filed, "ApplicationDate", dates.iso),
        priority_date=case.priority,
        publication_date=max(case.published, default=None),
        registration_date=dates.lenient(text_at(case.mark, "RegistrationDate"), dates.iso),
        status=status_of_code(status),
        status_raw=status_text(status),
        source_url=_CASE.format(case.number),
    )


def _classes(blocks: Iterable[ClassBlock]) -> tuple[int, ...]:
    """The Nice classes that are active, or all of them when none is."""
    found = [(block.status, nice_number(code)) for block in blocks for code in block.codes]
    active = {nice for status, nice in found if nice and status == _ACTIVE}
    return tuple(sorted(active or {nice for _, nice in found if nice}))


def _goods(block: ClassBlock) -> Iterator[Goods]:
    """The goods of a block as they stand, without what was deleted or is excluded."""
    for code, said in block.goods:
        kept = without_markup(said)
        if kept:
            yield Goods(_nice_class(code, block.codes), kept)


def _nice_class(code: str, codes: tuple[str, ...]) -> int:
    """The class of goods; where they are filed under a US class, the only Nice class beside it."""
    if code in codes:
        return nice_number(code)
    return nice_number(codes[0]) if len(codes) == 1 else 0


def _current(owners: Iterable[tuple[str, Applicant]]) -> tuple[Applicant, ...]:
    """The owners of the highest party type; owners together have the same one."""
    ranked = [(int(rank) if rank.isdecimal() else 0, owner) for rank, owner in owners]
    latest = max((rank for rank, _ in ranked if rank < _CORRESPONDENT), default=0)
    return tuple(dict.fromkeys(owner for rank, owner in ranked if rank == latest and owner.name))
