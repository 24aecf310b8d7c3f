"""The result list that EUIPO's eSearch plus exports (``.xls`` or ``.xlsx``, one filing a row).

The sheet opens with a title, so the header row is found by its headings. A row whose basis is
``IR`` is the designation of the EU in an international registration: its publication M.1 stands
for A.1, and its registration date is the international one. Dates are ``d/m/yyyy``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from squatwatch.errors import DataError
from squatwatch.model import Applicant, Filing
from squatwatch.offices import dates, words
from squatwatch.offices.batch import (
    BATCH_ROWS,
    Batch,
    Entry,
    SetAside,
    UnreadableRecordError,
    gather,
)
from squatwatch.offices.files.source import OfficeFile, document
from squatwatch.offices.nice import nice_number

_SPREADSHEETS = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")
"""How the old (OLE) and the new (zip) spreadsheet files begin."""
_HEADINGS = {"filing number", "nice classes", "publications", "basis"}
"""Headings that together are only in this export."""
_HEADER_WITHIN = 10
"""Rows in which the header is looked for."""
_PAGE = "https://euipo.europa.eu/eSearch/#details/trademarks/{}"

Row = dict[str, str]


class EsearchReader:
    """Reads exports of the EUIPO's eSearch plus."""

    name = "esearch-plus"
    title = "EUIPO eSearch plus export (.xls, .xlsx)"
    title_zh = "欧盟知识产权局 eSearch plus 检索结果导出文件（.xls、.xlsx）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it is a spreadsheet with the headings of the export."""
        if not source.head(4).startswith(_SPREADSHEETS):
            return False
        try:
            return _header_at(_cells(source, _HEADER_WITHIN)) is not None
        except DataError:
            return False

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The rows of the list; a row that cannot be used is set aside with its number."""
        return gather((entry for source in sources for entry in _entries(source)), batch_rows)


def _entries(source: OfficeFile) -> Iterator[Entry]:
    cells = _cells(source)
    at = _header_at(cells)
    if at is None:
        raise DataError(
            "has no header row of an eSearch plus export",
            where=source.name,
            do="export the list of results again",
        )
    headings = [heading.lower() for heading in cells[at]]
    for position, values in enumerate(cells[at + 1 :], start=at + 2):
        row = dict(zip(headings, values, strict=False))
        if not any(values):
            continue
        try:
            yield _filing(row)
        except UnreadableRecordError as error:
            yield SetAside(source.name, f"row {position}", str(error))


def _filing(row: Row) -> Filing:
    number = row.get("filing number", "")
    if not number:
        raise UnreadableRecordError("it has no filing number")
    name = row.get("name", "")
    international = row.get("basis", "") == "IR"
    applicant = Applicant(row.get("owner name", ""), row.get("owner country", ""))
    registered = dates.lenient(row.get("registration date", ""), dates.day_first)
    return Filing(
        office="EM",
        application_number=number,
        registration_number=number if registered else "",
        ir_number=re.sub(r"^W0*", "", number) if international else "",
        mark_text=name,
        mark_kind=words.mark_kind_of(row.get("type", ""), with_words=bool(name)),
        classes=_classes(row.get("nice classes", "")),
        applicants=(applicant,) if applicant.name or applicant.country else (),
        representative=row.get("representative name", ""),
        filing_date=_needed(row, "filing date/ designation date"),
        publication_date=_published(row.get("publications", ""), "M.1" if international else "A.1"),
        registration_date=registered,
        expiry_date=dates.lenient(row.get("expiry date", ""), dates.day_first),
        designations=("EM",) if international else (),
        status=words.status_of(row.get("status", "")),
        status_raw=row.get("status", ""),
        source_url=_PAGE.format(number),
    )


def _needed(row: Row, heading: str) -> date | None:
    return dates.needed(row.get(heading, ""), heading, dates.day_first)


def _classes(listed: str) -> tuple[int, ...]:
    """``6, 7, 9`` as Nice classes."""
    codes = re.findall(r"[^\s,;]+", listed)
    wrong = [code for code in codes if not nice_number(code)]
    if wrong:
        raise UnreadableRecordError(f"class {wrong[0][:10]} is no Nice class (1 to 45)")
    return tuple(sorted({nice_number(code) for code in codes}))


def _published(listed: str, section: str) -> date | None:
    """The latest publication in a section, from ``[A.1-12/4/1999, B.1-27/12/1999]``."""
    days = [
        dates.needed(day, f"publication {section}", dates.day_first)
        for day in re.findall(rf"(?:^|[\s\[,]){re.escape(section)}-([^\s,\]]*)", listed)
    ]
    return max((day for day in days if day), default=None)


def _cells(source: OfficeFile, rows: int | None = None) -> list[list[str]]:
    """The first sheet as texts, from its first row, or only its first ``rows``."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(document(source)))
        sheet = workbook.get_sheet_by_index(0)
        table = sheet.to_python(skip_empty_area=False, nrows=rows)
    except (CalamineError, IndexError) as error:
        raise DataError(
            "is a spreadsheet that cannot be opened", where=source.name, do="fetch it again"
        ) from error
    return [[_text(cell) for cell in row] for row in table]


def _text(cell: object) -> str:
    """A cell as text; dates as the export writes them, and its spelled-out line ends as spaces."""
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).replace("\\n", " ").split())


def _header_at(cells: list[list[str]]) -> int | None:
    """The index of the header row among the first rows."""
    for index, row in enumerate(cells[:_HEADER_WITHIN]):
        if {cell.lower() for cell in row} >= _HEADINGS:
            return index
    return None
