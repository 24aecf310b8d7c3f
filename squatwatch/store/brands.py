"""Brands, rights, events and forms in the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

import polars as pl

from squatwatch.model import Brand, Event, Right
from squatwatch.schemas import FORM_SCHEMA
from squatwatch.store import due
from squatwatch.store.connection import Connection, first, query, registered

_STRINGS = pl.List(pl.String)
_BRAND_LISTS: dict[str, pl.DataType] = {
    "name_zh": _STRINGS, "name_latin": _STRINGS, "other_names": _STRINGS, "affiliates": _STRINGS,
    "partners": _STRINGS, "markets": _STRINGS, "vienna": _STRINGS, "classes": pl.List(pl.Int16),
}  # fmt: skip
BRAND_SCHEMA = pl.Schema(
    [(item.name, _BRAND_LISTS.get(item.name, pl.String())) for item in fields(Brand)]
)
RIGHT_SCHEMA = pl.Schema(
    {
        "brand_id": pl.String(), "office": pl.String(), "number": pl.String(),
        "mark": pl.String(), "classes": pl.List(pl.Int16), "filing_date": pl.Date(),
        "registration_date": pl.Date(), "status": pl.String(),
    }
)  # fmt: skip
EVENT_SCHEMA = pl.Schema(
    {"brand_id": pl.String, "date": pl.Date, "kind": pl.String, "note": pl.String}
)


def put_brands(
    connection: Connection, brands: Sequence[Brand], forms: pl.DataFrame, form_rules: str
) -> None:
    """Write brands with their forms; a brand of the same id is replaced, its forms too."""
    rows = _frame(brands, BRAND_SCHEMA).with_columns(form_rules=pl.lit(form_rules))
    with (
        registered(connection, "incoming", rows),
        registered(connection, "incoming_form", forms.select(FORM_SCHEMA.names())),
    ):
        due.note_changed(connection, "brand", ", ".join(rows.columns))
        for table in ("brand", "form"):
            _delete(connection, table)
        connection.execute("insert into brand by name select * from incoming")
        connection.execute("insert into form by name select * from incoming_form")


def put_rights(connection: Connection, rights: Sequence[Right]) -> None:
    """Write rights; those known of the brands that are named are replaced."""
    _replace(connection, "owner_right", _frame(rights, RIGHT_SCHEMA))


def put_events(connection: Connection, events: Sequence[Event]) -> None:
    """Write events; those known of the brands that are named are replaced."""
    _replace(connection, "brand_event", _frame(events, EVENT_SCHEMA))


def remove_brands(connection: Connection, brand_ids: Collection[str]) -> int:
    """Take brands out with their forms, rights and events; how many there were."""
    gone = pl.DataFrame({"brand_id": list(brand_ids)}, schema={"brand_id": pl.String})
    with registered(connection, "incoming", gone):
        due.note_gone(connection)
        removed = _delete(connection, "brand")
        for table in ("form", "owner_right", "brand_event"):
            _delete(connection, table)
    return removed


def brands(connection: Connection, brand_ids: Collection[str] | None) -> tuple[Brand, ...]:
    """The brands of these ids, or all, by id."""
    if brand_ids is None:
        return _brands(connection, "select * exclude (form_rules) from brand order by brand_id")
    wanted = pl.DataFrame({"brand_id": list(brand_ids)}, schema={"brand_id": pl.String})
    with registered(connection, "wanted", wanted):
        return _brands(
            connection,
            "select * exclude (form_rules) from brand where brand_id in"
            " (select brand_id from wanted) order by brand_id",
        )


def digest(connection: Connection) -> str:
    """A digest of all brands with their rights and events, whatever their order."""
    told = (
        first(
            connection,
            f"select count(*), sum(md5_number_lower(to_json({table})::varchar)::hugeint)"  # noqa: S608
            f" from {table}",
        )
        for table in ("brand", "owner_right", "brand_event")
    )
    return " ".join(f"{count}:{total}" for count, total in told)


def counts(connection: Connection) -> tuple[int, int]:
    """How many brands and how many forms."""
    found = first(connection, "select (select count(*) from brand), (select count(*) from form)")
    return int(found[0]), int(found[1])


def markets(connection: Connection) -> tuple[str, ...]:
    """The markets of all brands, each once, in order."""
    rows = query(connection, "select distinct unnest(markets) as office from brand order by office")
    return tuple(rows["office"])


def brands_of_other_rules(connection: Connection, form_rules: str) -> tuple[Brand, ...]:
    """The brands whose forms were made by other rules than these."""
    sql = "select * exclude (form_rules) from brand where form_rules <> $rules order by brand_id"
    return _brands(connection, sql, rules=form_rules)


def _brands(connection: Connection, sql: str, **parameters: str) -> tuple[Brand, ...]:
    rows = query(connection, sql, **parameters).iter_rows(named=True)
    return tuple(Brand(**_with_tuples(row)) for row in rows)


def rights(connection: Connection) -> tuple[Right, ...]:
    """All rights of owners, by brand, office and number."""
    sql = "select * from owner_right order by brand_id, office, number"
    return tuple(Right(**_with_tuples(row)) for row in query(connection, sql).iter_rows(named=True))


def events(connection: Connection) -> tuple[Event, ...]:
    """All events, by brand and date."""
    sql = "select * from brand_event order by brand_id, date, kind"
    return tuple(Event(**_with_tuples(row)) for row in query(connection, sql).iter_rows(named=True))


def forms(connection: Connection) -> pl.DataFrame:
    """All forms (``schemas.FORM_SCHEMA``), by brand, best first."""
    sql = "select * from form order by brand_id, weight desc, kind, form"
    return query(connection, sql).cast(FORM_SCHEMA)


def _frame(nouns: Iterable[Brand | Right | Event], schema: pl.Schema) -> pl.DataFrame:
    rows = [[_plain(value) for value in asdict(noun).values()] for noun in nouns]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _replace(connection: Connection, table: str, rows: pl.DataFrame) -> None:
    names = ", ".join(rows.columns)
    with registered(connection, "incoming", rows):
        due.note_changed(connection, table, names)
        _delete(connection, table)
        connection.execute(f"insert into {table} ({names}) select {names} from incoming")  # noqa: S608


def _delete(connection: Connection, table: str) -> int:
    """Delete what the table has of the brands of ``incoming``; how many rows there were."""
    sql = f"delete from {table} where brand_id in (select brand_id from incoming)"  # noqa: S608
    return int(first(connection, sql)[0])
