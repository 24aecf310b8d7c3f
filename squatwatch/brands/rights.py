"""The rights file: the owner's own registrations and applications, at home and abroad.

They are grounds of opposition, show where a brand is exposed, and give priority dates.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from squatwatch.brands import values
from squatwatch.brands.cells import Cells
from squatwatch.brands.checking import Layout, check_known, checked
from squatwatch.brands.rows import Table
from squatwatch.brands.tables import read_table
from squatwatch.errors import Mistake
from squatwatch.model import Right

RIGHTS = Layout(
    columns=(
        "brand_id", "office", "number", "mark", "classes",
        "filing_date", "registration_date", "status",
    ),
    needed=(("brand_id",), ("office",), ("number",)),
)  # fmt: skip
"""The columns of a rights file, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class RightsFile:
    """The rights of a file, and the mistakes of the rows that were skipped."""

    rights: tuple[Right, ...]
    mistakes: tuple[Mistake, ...] = ()


def read_rights(
    path: Path, *, known_brands: Collection[str] | None = None, skip_bad: bool = False
) -> RightsFile:
    """The rights of a CSV, XLSX or JSON Lines file, in its order; it may hold none.

    With ``known_brands``, a right of another brand is a mistake.

    Raises:
        MistakesError: the file has mistakes; with ``skip_bad`` only when no row is good.
        DataError: the file cannot be read as a table.
    """
    return rights_of(read_table(path), str(path), known_brands=known_brands, skip_bad=skip_bad)


def rights_of(
    table: Table,
    where: str,
    *,
    known_brands: Collection[str] | None = None,
    skip_bad: bool = False,
) -> RightsFile:
    """The rights of a table that is called ``where`` in messages.

    Raises:
        MistakesError: the table has mistakes; see ``read_rights``.
    """
    known = None if known_brands is None else frozenset(known_brands)
    found = checked(table, where, RIGHTS, lambda cells: _right(cells, known), skip_bad=skip_bad)
    return RightsFile(found.items, found.mistakes)


def _right(cells: Cells, known: frozenset[str] | None) -> Right:
    cells.need("brand_id")
    cells.need("office")
    cells.need("number")
    right = Right(
        brand_id=cells.one("brand_id", values.brand_id, ""),
        office=cells.one("office", values.office_code, ""),
        number=cells.text("number"),
        mark=cells.text("mark"),
        classes=cells.many("classes", values.nice_class),
        filing_date=cells.one("filing_date", values.iso_date, None),
        registration_date=cells.one("registration_date", values.iso_date, None),
        status=cells.one("status", values.status, "unknown"),
    )
    check_known(cells, right.brand_id, known)
    filed, registered = right.filing_date, right.registration_date
    if filed and registered and registered < filed:
        cells.wrong("registration_date", f"{registered} lies before the filing date {filed}")
    return right
