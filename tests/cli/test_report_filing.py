"""``squatwatch alerts report`` and ``squatwatch export cases``."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from squatwatch.brands.labelled import read_labelled
from squatwatch.offices import write_exchange
from squatwatch.store import Store
from tests.cli.conftest import Run
from tests.kept_samples import alert_of, kept_store
from tests.store.samples import batch, row

WHO = ("--who", "desk", "--note", "seen at a fair", "--at", "2026-01-16T08:00+00:00",
       "--as-of", "2026-01-16", "--lang", "en")  # fmt: skip


@pytest.fixture(autouse=True)
def kept() -> None:
    """A store with alerts in the current folder."""
    kept_store(Path()).close()


def report(run: Run, office: str, number: str, *more: str) -> tuple[object, str, str]:
    done = run("alerts", "report", "--brand", "luckin", "--office", office, "--number", number,
               *WHO, *more)  # fmt: skip
    return done.code, done.out, done.err


@pytest.mark.parametrize(
    ("office", "number", "more", "why"),
    [
        ("EM", "019000001", (), "an alert had told of it"),
        ("SG", "SG-1", (), "it had been cleared"),
        ("US", "US-9", (), "it was found and stayed below the levels that are told"),
        ("TH", "TH-2", (), "no form of the brand satisfies the match relation"),
        ("VN", "4-1", ("--mark", "KOFI HAUS"), "the store did not hold it"),
    ],
)
def test_it_says_why_no_alert_had_told(
    run: Run, office: str, number: str, more: tuple[str, ...], why: str
) -> None:
    code, out, err = report(run, office, number, *more)
    assert code == 0
    assert err.endswith(f": {why}\n")
    assert "A match is a signal" in out


def test_it_becomes_an_alert_with_a_trail_whatever_its_level(run: Run) -> None:
    assert report(run, "TH", "TH-2")[0] == 0
    listed = run("alerts", "list", "--format", "jsonl", "--as-of", "2026-01-16").out
    records = [json.loads(line) for line in listed.splitlines()]
    [mine] = [one for one in records if one["application_number"] == "TH-2"]
    assert (mine["level"], mine["matched"]["relation"]) == ("low", "")
    assert [one["code"] for one in mine["evidence"]] == ["prior", "reported.by-owner"]
    with Store.open(Path("squatwatch.duckdb")) as store:
        [entry] = store.decisions([mine["alert_id"]])
        [reported] = store.reported()
    assert (entry.action, entry.who, entry.why) == ("noted", "desk", "seen at a fair")
    assert (reported.missed, reported.level_before, reported.who) == ("no-relation", "", "desk")


def test_a_filing_comes_from_a_file_that_has_its_record(run: Run) -> None:
    who = [{"name": "Example One LLC", "country": None, "address": None}]
    given = row("4-2024-1", "LUCKIN COFFEE", office="VN", classes=[30], applicants=who)
    write_exchange(Path("vn.csv"), [batch(given, row("4-2024-2", office="VN"))])
    code, out, _ = report(run, "VN", "4 2024 1", "--filing", "vn.csv")
    assert code == 0
    assert "VN 4-2024-1  LUCKIN COFFEE" in out
    with Store.open(Path("squatwatch.duckdb")) as store:
        held = dict(store.coverage(date.max).select("office", "filings").iter_rows())
    assert held["VN"] == 1
    assert "vn.csv: holds no filing VN 9" in report(run, "VN", "9", "--filing", "vn.csv")[2]


def test_a_settled_alert_is_looked_at_anew(run: Run) -> None:
    with Store.open(Path("squatwatch.duckdb")) as store:
        identity = alert_of(store, "KR")
    run("alerts", "dismiss", identity, "--why", "x", "--who", "desk", "--at",
        "2026-01-16T07:00+00:00")  # fmt: skip
    assert report(run, "KR", "KR-5")[0] == 0
    shown = run("alerts", "list", "--format", "jsonl", "--as-of", "2026-01-16").out
    states = {one["alert_id"]: one["state"] for one in map(json.loads, shown.splitlines())}
    assert states[identity] == "in_review"


def test_handing_in_again_keeps_what_was_known_first(run: Run) -> None:
    report(run, "TH", "TH-2")
    assert report(run, "TH", "TH-2")[2].endswith(
        "satisfies the match relation (handed in before)\n"
    )
    with Store.open(Path("squatwatch.duckdb")) as store:
        [reported] = store.reported()
    assert reported.missed == "no-relation"


def test_the_cases_are_labelled_filings(run: Run) -> None:
    for office, number in (("TH", "TH-2"), ("US", "US-9"), ("KR", "KR-5")):
        report(run, office, number)
    with Store.open(Path("squatwatch.duckdb")) as store:
        identity = alert_of(store, "KR")
    run("alerts", "dismiss", identity, "--why", "x", "--who", "desk", "--at",
        "2026-01-17T08:00+00:00")  # fmt: skip
    for name in ("cases.csv", "cases.xlsx", "cases.jsonl"):
        done = run("export", "cases", name, "--lang", "en")
        assert (done.code, done.err) == (0, f"{name}: 3 labelled cases exported\n")
        found = read_labelled(Path(name)).filings
        assert {(one.key, one.label) for one in found} == {
            (("KR", "KR5"), "negative"), (("TH", "TH2"), "case"), (("US", "US9"), "case"),
        }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(Path("cases.csv").read_text("utf-8-sig"))))
    assert rows[1]["note"] == "handed in 2026-01-16, no-relation"
    assert rows[2]["note"] == "handed in 2026-01-16, below, level low"


def test_a_filing_without_words_is_named_and_left_out(run: Run) -> None:
    write_exchange(Path("vn.parquet"), [batch(row("1", None, office="VN", mark_kind="figurative"))])
    assert report(run, "VN", "1", "--filing", "vn.parquet")[0] == 0
    report(run, "TH", "TH-2")
    done = run("export", "cases", "cases.csv", "--lang", "en")
    assert "1 labelled cases exported\nVN 1: left out: without a mark in words" in done.err
    assert run("export", "cases", "cases.csv").code == 2
    assert run("export", "cases", "cases.csv", "--force").code == 0


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--number", "9"), "the store does not hold EM 9; give its record with --filing"),
        (("--number", "1", "--classes", "9"), "what describes a filing goes with --mark"),
        (("--number", "1", "--mark", "A", "--filing", "x.csv"), "--filing and --mark both say"),
        (("--number", "1", "--mark", "A", "--classes", "99"), "correct the option"),
        (("--number", "1", "--note", " "), "the note is empty"),
        (("--number", "1", "--brand", "none"), "no brand none; see 'squatwatch brands list'"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(run: Run, more: tuple[str, ...], why: str) -> None:
    done = run("alerts", "report", "--brand", "luckin", "--office", "EM", *WHO, *more)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert why in done.err


def test_without_reports_there_are_no_cases(run: Run) -> None:
    done = run("export", "cases", "cases.csv")
    assert done.code == 2
    assert "there is no filing that was handed in; hand one in with" in done.err
