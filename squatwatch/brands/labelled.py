"""The file of labelled filings: what people know of filings, to fit weights and to measure them.

A row is a filing and a brand, with what the filing is to the brand. Its columns are those of the
exchange file (docs/exchange.md) and four of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from squatwatch.brands import values
from squatwatch.brands.cells import Cells
from squatwatch.brands.checking import Layout, check_known, checked
from squatwatch.brands.rows import Table
from squatwatch.brands.suggestions import did_you_mean, shown
from squatwatch.brands.tables import table_of_bytes
from squatwatch.errors import DataError
from squatwatch.files import read_bytes
from squatwatch.model import Applicant, Filing, application_key
from squatwatch.schemas import FILING_SCHEMA

Label = Literal["case", "near-miss", "negative", "own"]
"""What a filing is to a brand: ``case``, documented as a pre-emptive filing; ``near-miss``, the
same with the brand respelt; ``negative``, alike and lawful; ``own``, the owner's or an
affiliate's."""
LABELS: tuple[Label, ...] = get_args(Label)

_OWN_COLUMNS = ("brand_id", "label", "held_out", "note")
_PARALLEL = ("applicant_countries", "applicant_addresses")
LABELLED = Layout(
    columns=(*_OWN_COLUMNS, *FILING_SCHEMA.names(), *_PARALLEL),
    needed=(("brand_id",), ("label",), ("office",), ("application_number",), ("mark_text",)),
)
"""The columns of a file of labelled filings: those of the exchange file that are not read here
may stand in it; any other column is a mistake, since a misspelt ``held_out`` would be one."""


@dataclass(frozen=True, slots=True)
class LabelledFiling:
    """A filing and what it is to a brand. One that is ``held_out`` is measured, never fitted on."""

    brand_id: str
    label: Label
    held_out: bool
    filing: Filing

    @property
    def is_fitted(self) -> bool:
        """Whether weights are fitted on it: a documented case that is not held out."""
        return self.label in ("case", "near-miss") and not self.held_out

    @property
    def key(self) -> tuple[str, str]:
        """Office and application key of the filing."""
        return self.filing.office, application_key(self.filing.application_number)


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """The labelled filings of a file, and the SHA-256 of its bytes in hexadecimal."""

    filings: tuple[LabelledFiling, ...]
    digest: str = ""


def read_labelled(path: Path, *, known_brands: Collection[str] | None = None) -> LabelledFile:
    """The labelled filings of a CSV, XLSX or JSON Lines file, in its order.

    With ``known_brands``, a filing labelled for another brand is a mistake.

    Raises:
        MistakesError: the file has mistakes; all of them are told.
        DataError: the file cannot be read as a table, or holds no row.
    """
    data = read_bytes(path)
    filings = labelled_of(table_of_bytes(data, str(path)), str(path), known_brands=known_brands)
    return LabelledFile(filings, sha256(data).hexdigest())


def labelled_of(
    table: Table, where: str, *, known_brands: Collection[str] | None = None
) -> tuple[LabelledFiling, ...]:
    """The labelled filings of a table that is called ``where`` in messages.

    Raises:
        MistakesError: the table has mistakes; see ``read_labelled``.
        DataError: it holds no row.
    """
    known = None if known_brands is None else frozenset(known_brands)
    seen = _Seen()
    build = partial(_labelled, known=known, seen=seen)
    found = checked(table, where, LABELLED, build, skip_bad=False).items
    if not found:
        raise DataError("the file holds no labelled filing", where=where, do="add a row for each")
    return found


def _labelled(cells: Cells, known: frozenset[str] | None, seen: _Seen) -> LabelledFiling:
    for column in ("brand_id", "label", "office", "application_number", "mark_text"):
        cells.need(column)
    labelled = LabelledFiling(
        brand_id=cells.one("brand_id", values.brand_id, ""),
        label=cells.one("label", _label, "negative"),
        held_out=cells.one("held_out", _yes_or_no, False),
        filing=_filing(cells),
    )
    check_known(cells, labelled.brand_id, known)
    seen.check(cells, labelled)
    return labelled


def _filing(cells: Cells) -> Filing:
    names = (name.strip() for name in cells.text("applicants").split("|"))
    number = cells.text("application_number")
    if number and not application_key(number):
        cells.wrong("application_number", f"{shown(number)} holds neither letter nor digit")
    return Filing(
        office=cells.one("office", values.office_code, ""),
        application_number=number,
        mark_text=cells.text("mark_text"),
        classes=cells.many("classes", values.nice_class),
        applicants=tuple(Applicant(name) for name in names if name),
        filing_date=cells.one("filing_date", values.iso_date, None),
        status=cells.one("status", values.status, "unknown"),
    )


def _label(text: str) -> Label:
    for known in LABELS:
        if text.lower() == known:
            return known
    hint = did_you_mean(text, LABELS) or f" ({', '.join(LABELS)})"
    raise ValueError(f"{shown(text)} is no label{hint}")


def _yes_or_no(text: str) -> bool:
    answers = {"yes": True, "no": False}
    if text.lower() not in answers:
        raise ValueError(f"{shown(text)} is neither yes nor no")
    return answers[text.lower()]


class _Seen:
    """The filings of the rows before: one must not stand there twice for a brand, or differ."""

    def __init__(self) -> None:
        self._filings: dict[tuple[str, str], tuple[int, Filing]] = {}
        self._labelled: dict[tuple[str, str, str], int] = {}

    def check(self, cells: Cells, labelled: LabelledFiling) -> None:
        """Note a mistake where a row contradicts or repeats an earlier one."""
        office, number = labelled.key
        filing = replace(labelled.filing, application_number=number)
        row, before = self._filings.setdefault((office, number), (cells.row, filing))
        again = self._labelled.setdefault((labelled.brand_id, office, number), cells.row)
        if again != cells.row:
            cells.wrong("application_number", f"row {again} labels the filing for this brand")
        elif before != filing:
            cells.wrong("application_number", f"row {row} tells the same filing otherwise")
