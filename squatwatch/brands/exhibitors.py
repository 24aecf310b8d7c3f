"""The exhibitors of a trade fair and their marks, one row a mark (docs/screen.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from squatwatch.brands import values
from squatwatch.brands.cells import Cells
from squatwatch.brands.checking import Layout, checked
from squatwatch.brands.rows import Table
from squatwatch.brands.tables import read_table
from squatwatch.errors import DataError, Mistake
from squatwatch.model import Brand
from squatwatch.text.scripts import script_of

EXHIBITORS = Layout(
    columns=("exhibitor", "name_zh", "name_latin", "classes", "contact"),
    needed=(("exhibitor",), ("name_zh", "name_latin")),
)
"""The columns of an exhibitors' file, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """An exhibitor, and its marks as brands: it is taken for their owner."""

    name: str
    brands: tuple[Brand, ...]

    @property
    def contact(self) -> str:
        """Whom to tell; what several rows say, each once."""
        return "; ".join(dict.fromkeys(brand.contact for brand in self.brands if brand.contact))


@dataclass(frozen=True, slots=True)
class ExhibitorsFile:
    """The exhibitors of a file, and the mistakes of the rows that were skipped."""

    exhibitors: tuple[Exhibitor, ...]
    mistakes: tuple[Mistake, ...] = ()


def read_exhibitors(path: Path, *, skip_bad: bool = False) -> ExhibitorsFile:
    """The exhibitors of a CSV, XLSX or JSON Lines file, in the order of their first rows.

    Raises:
        MistakesError: the file has mistakes; with ``skip_bad`` only when no row is good.
        DataError: the file cannot be read as a table, or lists no exhibitor.
    """
    return exhibitors_of(read_table(path), str(path), skip_bad=skip_bad)


def exhibitors_of(table: Table, where: str, *, skip_bad: bool = False) -> ExhibitorsFile:
    r"""The exhibitors of a table that is called ``where`` in messages.

    >>> from squatwatch.brands.tables import table_of_bytes
    >>> data = b"exhibitor,name_latin,classes\nExample Ltd,EXAMPLE,9\nExample Ltd,EXEMPLAR,9;11\n"
    >>> [one] = exhibitors_of(table_of_bytes(data, "fair.csv"), "fair.csv").exhibitors
    >>> one.name, [brand.classes for brand in one.brands]
    ('Example Ltd', [(9,), (9, 11)])

    Raises:
        MistakesError: the table has mistakes; see ``read_exhibitors``.
        DataError: it lists no exhibitor.
    """
    first_rows: dict[str, int] = {}

    def build(cells: Cells) -> tuple[str, Brand]:
        exhibitor, brand = _mark(cells)
        first = first_rows.setdefault(brand.brand_id, cells.row)
        if brand.names and first != cells.row:
            cells.wrong("exhibitor", f"has this mark in row {first}; give one row all its classes")
        return exhibitor, brand

    found = checked(table, where, EXHIBITORS, build, skip_bad=skip_bad)
    if not found.items:
        raise DataError("the file lists no exhibitor", where=where, do="add a row for each mark")
    return ExhibitorsFile(_by_name(found.items), found.mistakes)


def _by_name(marks: Sequence[tuple[str, Brand]]) -> tuple[Exhibitor, ...]:
    brands: dict[str, list[Brand]] = {}
    for name, brand in marks:
        brands.setdefault(name, []).append(brand)
    return tuple(Exhibitor(name, tuple(owned)) for name, owned in brands.items())


def _mark(cells: Cells) -> tuple[str, Brand]:
    """The exhibitor of a row, and its mark."""
    cells.need("exhibitor")
    cells.need("name_zh", "name_latin")
    exhibitor = cells.text("exhibitor")
    name_zh, name_latin = cells.many("name_zh", str), cells.many("name_latin", str)
    in_characters = script_of(exhibitor) == "han"
    return exhibitor, Brand(
        brand_id=_identity(exhibitor, name_zh, name_latin),
        name_zh=name_zh,
        name_latin=name_latin,
        owner_zh=exhibitor if in_characters else "",
        owner_en="" if in_characters else exhibitor,
        classes=cells.many("classes", values.nice_class),
        contact=cells.lines("contact"),
    )


def _identity(exhibitor: str, *names: Sequence[str]) -> str:
    """The same mark of the same exhibitor is the same in every file."""
    told = "\n".join((exhibitor, *("\t".join(some) for some in names)))
    return f"fair-{sha256(told.encode(errors='replace')).hexdigest()[:12]}"
