"""The desk: its listing and the page of an alert, byte by byte, as in ``golden_desk/``.

When it changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_alert_desk.py; git diff \
        tests/report/golden_desk
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from squatwatch.alerts.decision_record import decision_of
from squatwatch.alerts.desk_file import DESK_COLUMNS, read_desk_file
from squatwatch.alerts.life import life_of
from squatwatch.alerts.record import alert_record
from squatwatch.config import LANGUAGES, Language
from squatwatch.model import REMARKS, STATES, Alert, Decision
from squatwatch.report.alert_desk import (
    FILLED_IN_COLUMNS,
    alert_page,
    desk_listing,
    export_lines,
    page_record,
    trail_lines,
)
from squatwatch.report.labels import label
from squatwatch.report.listing import ListingFormat
from tests.report.samples import result
from tests.report.test_hostile import HOSTILE, LIVE, attack

GOLDEN = Path(__file__).parent / "golden_desk"
AT = datetime(2026, 1, 15, 8, tzinfo=UTC)
NOTICES = ("2026-0001",)


@cache
def alerts() -> tuple[Alert, ...]:
    """The sample as it may stand on the desk."""
    first, second, third, *others = result().alerts
    return (
        replace(first, state="opposed", assignee="desk-north"),
        replace(second, state="snoozed", changed=date(2026, 1, 14)),
        replace(third, state="in_review", assignee="张三组"),
        *others,
    )


@cache
def trail() -> tuple[Decision, ...]:
    """A life with everything in it."""
    steps: tuple[dict[str, Any], ...] = (
        {"who": "desk-a", "action": "assigned", "value": "desk-north"},
        {"who": "desk-a", "action": "snoozed", "until": date(2026, 2, 1), "why": "等待公告"},
        {"who": "desk-a", "action": "confirmed", "why": "the same mark for the same goods"},
        {"who": "desk-b", "action": "seconded"},
        {"who": "desk-a", "action": "notified"},
        {"who": "desk-a", "action": "received", "value": "letter 7"},
        {"who": "squatwatch", "action": "reminded", "value": "20"},
        {"who": "desk-a", "action": "noted", "why": "counsel is instructed"},
        {"who": "desk-a", "action": "opposed"},
    )
    first = alerts()[0].alert_id
    return tuple(
        Decision(first, AT + timedelta(hours=hour), **step) for hour, step in enumerate(steps)
    )


def listed(name: ListingFormat, lang: Language, width: int | None = None) -> bytes:
    return desk_listing(alerts(), name, lang, width)


def page(lang: Language) -> bytes:
    life = life_of(trail())
    return alert_page(alerts()[0], life, trail(), lang, notices=NOTICES).encode()


def untouched(lang: Language) -> bytes:
    return alert_page(result().alerts[1], life_of(()), (), lang).encode()


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(listed, "table", lang) for lang in LANGUAGES},
    "table-100-zh.txt": partial(listed, "table", "zh", 100),
    "table-200-en.txt": partial(listed, "table", "en", 200),
    "desk.csv": partial(listed, "csv", "both"),
    "desk.json": partial(listed, "json", "both"),
    "export.jsonl": lambda: export_lines([(alerts()[0], trail()), (alerts()[1], ())]),
    **{f"page-{lang}.txt": partial(page, lang) for lang in LANGUAGES},
    "page-untouched-en.txt": partial(untouched, "en"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_the_one_on_file(name: str) -> None:
    data, file = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    assert data.decode() == file.read_bytes().decode()


def test_every_file_is_of_an_output() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(OUTPUTS)


def test_json_lines_are_the_records_of_the_contract() -> None:
    lines = listed("jsonl", "both").decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        json.loads(json.dumps(alert_record(alert))) for alert in alerts()
    ]


def test_an_export_gives_the_trail_back() -> None:
    [line] = export_lines([(alerts()[0], trail())]).decode().splitlines()
    told = json.loads(line)["trail"]
    assert tuple(decision_of(record) for record in told) == trail()


def test_the_record_of_a_page_has_trail_and_notices() -> None:
    record = page_record(alerts()[0], trail(), NOTICES)
    assert record["notices"] == list(NOTICES)
    assert len(record["trail"]) == len(trail())
    assert alert_record(alerts()[0]).items() <= record.items()


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_filled_in_spreadsheet_is_read_back(name: ListingFormat, tmp_path: Path) -> None:
    file = tmp_path / f"desk.{name}"
    file.write_bytes(listed(name, "both"))
    grid: list[list[Any]]
    if name == "xlsx":
        grid = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    else:
        text = file.read_bytes().decode("utf-8-sig")
        grid = [list(row) for row in csv.reader(io.StringIO(text))]
    head = [str(cell) for cell in grid[0]]
    assert tuple(head) == FILLED_IN_COLUMNS
    assert head[: len(DESK_COLUMNS)] == list(DESK_COLUMNS)
    grid[1][1:3] = ["dismiss", "a licensee"]
    filled = io.StringIO()
    csv.writer(filled).writerows(grid)
    (tmp_path / "filled.csv").write_text(filled.getvalue(), encoding="utf-8")
    [row] = read_desk_file(tmp_path / "filled.csv", "desk-a", AT, beside=FILLED_IN_COLUMNS)
    assert (row.row, row.decision.alert_id) == (2, alerts()[0].alert_id)


@pytest.mark.parametrize("width", [80, 120, 200])
def test_a_table_fits_its_terminal(width: int) -> None:
    lines = listed("table", "both", width).decode().splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_and_remark_has_its_words(lang: Language) -> None:
    assert all(label(f"state.{state}", lang) for state in STATES)
    assert all(label(f"remark.{remark}", lang) for remark in REMARKS)


# Hostile texts ----------------------------------------------------------------------------------


def hostile_trail() -> tuple[Decision, ...]:
    return tuple(
        Decision(alerts()[0].alert_id, AT, text or "x", action, why=text, value=text)
        for text in (*HOSTILE, "".join(LIVE))
        for action in ("noted", "assigned", "received", "dismissed")
    )


def test_nothing_that_a_terminal_obeys_is_written() -> None:
    found = attack().alerts
    told = hostile_trail()
    texts = [
        desk_listing(found, "table", "both").decode(),
        desk_listing(found, "table", "both", 200).decode(),
        desk_listing(found, "json", "both").decode(),
        desk_listing(found, "csv", "both").decode("utf-8-sig"),
        alert_page(found[0], life_of(told), told, "both", notices=HOSTILE),
        export_lines([(found[0], told)]).decode(),
    ]
    for text in texts:
        assert not {sign for sign in text if sign in LIVE} - {"\n", "\t"}


def test_no_decision_breaks_its_line() -> None:
    told = hostile_trail()
    assert len(trail_lines(told, "en")) == len(told)
    bare = alert_page(alerts()[0], life_of(()), (), "en").count("\n")
    shown = alert_page(alerts()[0], life_of(()), told, "en").count("\n")
    assert shown == bare + len(told) - 1


def test_no_cell_is_a_formula() -> None:
    found = [
        replace(one, assignee=text) for one, text in zip(attack().alerts, HOSTILE, strict=True)
    ]
    rows = list(csv.reader(io.StringIO(desk_listing(found, "csv", "both").decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠") and cell]
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk_listing(found, "xlsx", "both")))
    sheet = book.get_sheet_by_index(0).to_python()
    assert all(isinstance(cell, str) for row in sheet for cell in row)
