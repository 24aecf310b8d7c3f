"""The watch list: the brands that an owner has watched, one row a brand (docs/watch-list.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from squatwatch.brands import values
from squatwatch.brands.cells import Cells
from squatwatch.brands.checking import Layout, checked
from squatwatch.brands.rows import Row, Table
from squatwatch.brands.suggestions import shown
from squatwatch.brands.tables import read_table
from squatwatch.errors import DataError, Mistake, MistakesError
from squatwatch.model import Brand

WATCH_LIST = Layout(
    columns=(
        "brand_id", "name_zh", "name_latin", "other_names", "owner_zh", "owner_en", "affiliates",
        "partners", "classes", "since", "markets", "region", "contact", "vienna", "note",
    ),
    needed=(("brand_id",), ("name_zh", "name_latin")),
)  # fmt: skip
"""The columns of a watch list, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class WatchList:
    """The brands of a watch list, and the mistakes of the rows that were skipped."""

    brands: tuple[Brand, ...]
    mistakes: tuple[Mistake, ...] = ()


def read_watchlist(path: Path, *, skip_bad: bool = False) -> WatchList:
    """The brands of a CSV, XLSX or JSON Lines file, in its order.

    With ``skip_bad`` the rows with mistakes are left out and their mistakes given along; a file
    in which no brand is good is an error all the same, since nothing would be watched.

    Raises:
        MistakesError: the file has mistakes; all of them, with row and column.
        DataError: the file cannot be read as a table, or lists no brand.
    """
    return watchlist_of(read_table(path), str(path), skip_bad=skip_bad)


def watchlist_of(table: Table, where: str, *, skip_bad: bool = False) -> WatchList:
    r"""The brands of a table that is called ``where`` in messages.

    >>> from squatwatch.brands.tables import table_of_bytes
    >>> data = "brand_id,name_zh,classes\nhuawei,华为,9;38\n".encode()
    >>> watchlist_of(table_of_bytes(data, "brands.csv"), "brands.csv").brands[0].classes
    (9, 38)

    Raises:
        MistakesError: the table has mistakes; see ``read_watchlist``.
        DataError: it lists no brand.
    """
    first_rows: dict[str, int] = {}

    def build(cells: Cells) -> Brand:
        brand = _brand(cells)
        first = first_rows.setdefault(brand.brand_id, cells.row)
        if brand.brand_id and first != cells.row:
            message = f"{shown(brand.brand_id)} is already the brand of row {first}"
            cells.wrong("brand_id", message)
        return brand

    found = checked(table, where, WATCH_LIST, build, skip_bad=skip_bad)
    if not found.items:
        raise DataError("the watch list is empty", where=where, do="add a row for each brand")
    return WatchList(found.items, found.mistakes)


def brand_of(cells: Mapping[str, str], where: str) -> Brand:
    """One brand from cells by column, checked as the row of a file is.

    >>> brand_of({"brand_id": "huawei", "name_zh": "华为", "classes": "9;38"}, "the brand").classes
    (9, 38)

    Raises:
        DataError: the cells have mistakes; all of them, by column.
    """
    named = dict.fromkeys(WATCH_LIST.columns, "") | dict(cells)
    table = Table(dict.fromkeys(named, 1), (Row(1, named),))
    try:
        return watchlist_of(table, where).brands[0]
    except MistakesError as error:
        told = "; ".join(f"{item.column}: {item.message}" for item in error.mistakes)
        raise DataError(told, where=where, do="correct it and try again") from error


def _brand(cells: Cells) -> Brand:
    cells.need("brand_id")
    cells.need("name_zh", "name_latin")
    return Brand(
        brand_id=cells.one("brand_id", values.brand_id, ""),
        name_zh=cells.many("name_zh", str),
        name_latin=cells.many("name_latin", str),
        other_names=cells.many("other_names", str),
        owner_zh=cells.text("owner_zh"),
        owner_en=cells.text("owner_en"),
        affiliates=cells.many("affiliates", str),
        partners=cells.many("partners", str),
        classes=cells.many("classes", values.nice_class),
        since=cells.one("since", values.year_or_date, ""),
        markets=cells.many("markets", values.office_code),
        region=cells.text("region"),
        contact=cells.lines("contact"),
        vienna=cells.many("vienna", values.vienna_code),
        note=cells.lines("note"),
    )
