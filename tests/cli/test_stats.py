"""``squatwatch stats``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from squatwatch.model import Decision
from tests.cli.conftest import Run
from tests.kept_samples import alert_of, kept_store

AT = datetime(2026, 1, 16, 8, tzinfo=UTC)
AS_OF = ("--as-of", "2026-01-20")


@pytest.fixture(autouse=True)
def kept() -> None:
    """A store with alerts, one of them confirmed and told to its owner, another dismissed."""
    with kept_store(Path()) as store:
        told, other = alert_of(store, "EM"), alert_of(store, "KR")
        store.put_decisions(
            [
                Decision(told, AT, "desk", "confirmed"),
                Decision(told, AT.replace(day=17), "desk", "notified"),
                Decision(other, AT, "desk", "dismissed", why="another word"),
            ]
        )


def test_the_figures_are_counted_from_what_the_store_keeps(run: Run) -> None:
    done = run("stats", *AS_OF, "--format", "json")
    assert done.code == 0
    whole = json.loads(done.out)["whole"]
    assert (whole["alerts"], whole["cleared"], whole["noticed"]) == (4, 2, 1)
    assert (whole["false_alarms"]["count"], whole["false_alarms"]["of"]) == (1, 2)
    assert whole["left_at_notice"] == {"days": None, "of": 1}
    assert "A match is a signal" in done.err


def test_it_says_what_it_rests_on_and_the_period(run: Run) -> None:
    done = run("stats", *AS_OF, "--lang", "en", "--since", "2026-01-16")
    assert "Alerts\t0\n" in done.out
    assert "too few to say, 0/0" in done.out
    assert "Alerts first seen 2026-01-16 to ..., as they stand on 2026-01-20." in done.err


def test_groups_and_files(run: Run) -> None:
    done = run("stats", *AS_OF, "--by", "office", "--format", "jsonl")
    offices = [json.loads(line)["group"] for line in done.out.splitlines()]
    assert offices[0] is None
    assert set(offices[1:]) == {"EM", "DE", "BN", "KR", "SG", "TH"}
    for name in ("a.md", "a.csv", "a.xlsx", "a.json"):
        assert run("stats", *AS_OF, "--by", "month", "--output", name, "--quiet").err == ""
        first = Path(name).read_bytes()
        run("stats", *AS_OF, "--by", "month", "--output", name)
        assert first == Path(name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--by", "colour"), "--by is 'colour', not office, class, month, region, filer"),
        (("--since", "x"), "--since is 'x', which is no date; write it as 2026-01-31"),
        (("--until", "x"), "--until is 'x', which is no date"),
        (("--format", "pdf"), "--format is 'pdf', not table, json, jsonl, csv, xlsx, md"),
        (("--output", "a.pdf"), "the suffix of a.pdf is 'pdf', not table"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(run: Run, arguments: tuple[str, ...], why: str) -> None:
    done = run("stats", *arguments)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert why in done.err
