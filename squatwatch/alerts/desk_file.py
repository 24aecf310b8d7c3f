"""A day's desk work in a file: one decision a row, as somebody filled it in in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from squatwatch.alerts.deciding import checked, known_identities
from squatwatch.brands.cells import Cells
from squatwatch.brands.checking import Layout
from squatwatch.brands.checking import checked as checked_rows
from squatwatch.brands.suggestions import did_you_mean, shown
from squatwatch.brands.tables import read_table
from squatwatch.brands.values import iso_date
from squatwatch.errors import DataError, Mistake, MistakesError
from squatwatch.model import REMARKS, STATES, Decision, Remark, State
from squatwatch.store import Store

DESK_COLUMNS = ("alert_id", "action", "why", "until", "value")
"""What a row of decisions has; only the first two are needed."""

VERBS: dict[str, State | Remark] = {
    "review": "in_review", "confirm": "confirmed", "dismiss": "dismissed", "snooze": "snoozed",
    "second": "seconded", "assign": "assigned", "note": "noted", "receipt": "received",
    "close": "closed",
}  # fmt: skip
"""The names of commands, which may stand for what they do."""

_ACTIONS: dict[str, State | Remark] = {
    **{name: name for name in (*STATES, *REMARKS) if name not in ("new", "reminded")},
    **VERBS,
}


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A decision and the row of the file that it stands in."""

    row: int
    decision: Decision


def read_desk_file(
    path: Path, who: str, at: datetime, *, beside: Sequence[str] = ()
) -> tuple[DeskRow, ...]:
    """The decisions of a CSV, XLSX or JSON Lines file; rows without an action are left out.

    ``beside`` are other columns that the file may have, such as those of a listing.

    Raises:
        MistakesError: the file has mistakes; all of them, with row and column.
        DataError: the file cannot be read as a table, or has no decision.
    """
    columns = tuple(dict.fromkeys((*DESK_COLUMNS, *beside)))
    layout = Layout(columns=columns, needed=(("alert_id",), ("action",)))

    def build(cells: Cells) -> DeskRow | None:
        return _row(cells, who, at)

    found = checked_rows(read_table(path), str(path), layout, build, skip_bad=False)
    rows = tuple(row for row in found.items if row)
    if not rows:
        raise DataError("no row has an action", where=str(path), do="fill in the column 'action'")
    return rows


def check_desk_file(
    store: Store, rows: Sequence[DeskRow], where: str, *, second_reader: bool = False
) -> None:
    """That all rows can be decided, in their order.

    Raises ``MistakesError`` that names the row of each that cannot.
    """
    named, unknown = known_identities(store, [row.decision.alert_id for row in rows])
    mistakes = [
        Mistake(row.row, "alert_id", unknown[row.decision.alert_id])
        for row in rows
        if row.decision.alert_id in unknown
    ]
    known = [row for row in rows if row.decision.alert_id in named]
    _, refusals = checked(store, [_whole(row, named) for row in known], second_reader=second_reader)
    mistakes += [
        Mistake(known[place].row, "action", error.what) for place, error in refusals.items()
    ]
    if mistakes:
        raise MistakesError(
            where,
            sorted(mistakes, key=lambda mistake: mistake.row),
            do="nothing was decided; correct the file and try again",
        )


def _whole(row: DeskRow, named: dict[str, str]) -> Decision:
    return replace(row.decision, alert_id=named[row.decision.alert_id])


def _row(cells: Cells, who: str, at: datetime) -> DeskRow | None:
    action = cells.one("action", _action, None)
    alert_id, why, value = cells.text("alert_id"), cells.lines("why"), cells.text("value")
    until = cells.one("until", iso_date, None)
    if action is None:
        if (why or value or until) and not cells.text("action"):
            cells.wrong("action", "needed, but empty")
        return None
    cells.need("alert_id")
    return DeskRow(cells.row, Decision(alert_id, at, who, action, why, until, value))


def _action(text: str) -> State | Remark:
    found = _ACTIONS.get(text.lower())
    if found is None:
        hint = did_you_mean(text, sorted(_ACTIONS)) or f" ({', '.join(_ACTIONS)})"
        raise ValueError(f"{shown(text)} is no action{hint}")
    return found
