"""``squatwatch forms``, ``offices`` and ``explain``."""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from squatwatch.offices import READERS
from tests.alerts.test_record import KEYS
from tests.cli.conftest import AS_OF, Run

COLUMNS = ["name", "form", "kind", "weight", "script", "source", "part"]


def test_forms_in_every_format(run: Run) -> None:
    names = ("王老吉", "LUCKIN COFFEE")
    lines = run("forms", *names, "--format", "jsonl").out.splitlines()
    found = [json.loads(line) for line in lines]
    assert [list(row) for row in found] == [COLUMNS] * len(found)
    assert {row["name"] for row in found} == set(names)
    assert {"WANG LAO JI", "王老吉", "LUCKIN COFFEE"} <= {row["form"] for row in found}
    assert all(0 < row["weight"] <= 1 for row in found)

    assert json.loads(run("forms", *names, "--format", "json").out) == found
    told = [{name: str(value) for name, value in row.items()} for row in found]
    text = run("forms", *names, "--format", "csv").out
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == told
    table = [line.split("\t") for line in run("forms", *names, "--lang", "en").out.splitlines()]
    assert table[0] == ["Name", "Kind", "Form", "Weight", "Distinctive", "Source"]
    assert {cells[2] for cells in table[1:]} == {row["form"] for row in found}
    kinds = [cells[1] for cells in table[1:]]
    assert len(list(groupby(kinds[: kinds.index("owner's Latin mark")]))) == len(set(kinds)) - 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(run("forms", *names, "--format", "xlsx").raw))
    assert book.get_sheet_by_index(0).to_python() == [COLUMNS, *(list(r.values()) for r in told)]


def test_the_suffix_of_the_output_names_the_format(run: Run) -> None:
    done = run("forms", "王老吉", "-o", "forms.jsonl")
    assert (done.code, done.raw) == (0, b"")
    written = Path("forms.jsonl").read_text(encoding="utf-8")
    assert json.loads(written.splitlines()[0])["name"] == "王老吉"


def test_offices_lists_what_can_be_read_and_what_is_there(run: Run, store: None) -> None:
    rows = [json.loads(line) for line in run("offices", "--format", "jsonl").out.splitlines()]
    states = {row["name"]: row["state"] for row in rows if row["kind"] == "format"}
    assert {name: "experimental" in state for name, state in states.items()} == {
        reader.name: reader.experimental for reader in READERS
    }
    assert states["euipo-applicants"] == "试验性 experimental"
    held = {
        row["name"]: (row["filings"], row["freshest"]) for row in rows if row["kind"] == "office"
    }
    assert held["TH"] == (2, "2025-12-24")
    assert held["SG"] == (1, "")


def test_offices_needs_no_store(run: Run) -> None:
    lines = [line.split("\t") for line in run("offices").out.splitlines()]
    assert [line[1] for line in lines[1:]] == [reader.name for reader in READERS]
    assert not list(Path().iterdir())


@pytest.mark.parametrize("number", ["019 000 001", "019000001", "019-000-001"])
def test_explain_sums_the_evidence(run: Run, store: None, number: str) -> None:
    done = run("explain", "em", number, "--lang", "en", *AS_OF)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "EM 019 000 001  LUCKIN COFFEE 瑞幸咖啡"
    assert "urgent" in lines[2]
    total = 0.0
    for line in lines[4 : lines.index("", 4)]:
        weight, so_far = (float(part) for part in line.split()[:2])
        total += weight
        assert total == pytest.approx(so_far, abs=0.06 * 10)
    assert "[filer.several-brands]" in done.out
    assert "no finding of bad faith" in lines[-1]


def test_explain_shows_what_a_scan_leaves_out(run: Run, store: None) -> None:
    low = run("explain", "US", "US-9", *AS_OF, "--lang", "zh")
    assert (low.code, "低" in low.out.splitlines()[2]) == (0, True)
    cleared = run("explain", "SG", "SG1", *AS_OF, "--lang", "en")
    assert "affiliate's filing" in cleared.out


def test_explain_as_records(run: Run, store: None) -> None:
    [record] = json.loads(run("explain", "EM", "019000001", "--format", "json", *AS_OF).out)
    assert tuple(record) == KEYS
    assert record["level"] == "urgent"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("EM", "1"), "no watched brand meets filing EM 1"),
        (("TH", "TH-2"), "no watched brand meets filing TH TH-2"),
        (("EM", "019000001", "--brand", "gree"), "no watched brand meets"),
        (("EM", "019000001", "--brand", "nobody"), "nobody"),
        (("EM", "019000001", "--format", "xml"), "xml"),
    ],
)
def test_what_explain_cannot_explain(
    run: Run, store: None, asked: tuple[str, ...], told: str
) -> None:
    done = run("explain", *asked, *AS_OF)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert told in done.err
