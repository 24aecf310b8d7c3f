"""``doctor --erase``, ``--retention`` and ``--last-run-within`` from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from squatwatch.store import Store
from squatwatch.store.masking import ERASED
from tests.cli.conftest import AS_OF, Run
from tests.cli.test_doctor import findings
from tests.store.samples import DAY, batch, row
from tests.store.test_erasing import HERS, NAME, in_file
from tests.store.test_retention import LONG_AGO


@pytest.fixture
def person(opened: Path) -> Path:
    with Store.open(opened) as store:
        store.put_filings(batch(row("900", applicants=[HERS])), DAY)
    return opened


def names_in(path: Path) -> list[str]:
    with Store.open(path) as store:
        held = store.filing_batches("EM")
        return [one["name"] for filings in held for row in filings["applicants"] for one in row]


def test_erase_asks_first_and_nobody_can_say_yes_without_a_terminal(run: Run, person: Path) -> None:
    done = run("doctor", "--erase", NAME)
    assert done.code == 2
    assert "--yes" in done.err
    assert HERS["name"] in names_in(person)


@pytest.mark.parametrize(("answer", "erased"), [("n\n", False), ("y\n", True)])
def test_on_a_terminal_the_answer_decides(
    run: Run, person: Path, monkeypatch: pytest.MonkeyPatch, answer: str, erased: bool
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self, *_: int) -> str:
            return answer

    monkeypatch.setattr("sys.stdin", Terminal())
    done = run("doctor", "--erase", NAME, "--format", "jsonl", "--lang", "en")
    assert done.code == 0
    assert (HERS["name"] not in names_in(person)) == erased
    assert ("erased.rows" in done.out) == erased


def test_erase_says_what_went_and_where_else_to_look(run: Run, person: Path) -> None:
    Path("inbox").mkdir()
    Path("inbox/day.xml").write_text("x")
    Path("squatwatch.before-0005.duckdb").write_text("x")
    done = run("doctor", "--erase", NAME, "--yes", "--format", "jsonl", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    told = [json.loads(line)["finding"] for line in done.out.splitlines()]
    assert told == [
        "filings: 1",
        "squatwatch.before-0005.duckdb may still hold the name",
        "inbox may still hold the name",
    ]
    assert ERASED in names_in(person)
    assert in_file(person, NAME, str(HERS["name"]), str(HERS["address"])) == []
    assert NAME not in done.out


def test_erased_twice_there_is_nothing_left_to_say(run: Run, person: Path) -> None:
    run("doctor", "--erase", NAME, "--yes")
    done = run("doctor", "--erase", NAME, "--yes", "--format", "jsonl")
    assert set(findings(done)) == {"erased.none"}
    assert run("doctor", *AS_OF).code == 0


def test_a_name_without_a_letter_is_refused(run: Run, person: Path) -> None:
    done = run("doctor", "--erase", " - ", "--yes")
    assert done.code == 2
    assert "no name" in done.err


def test_retention_counts_first_and_removes_with_yes(run: Run, opened: Path) -> None:
    with Store.open(opened) as store:
        store.put_filings(batch(row("900", status="expired", filing_date=LONG_AGO)))
        before = store.count_filings()
    asked = ("doctor", "--retention", "9y", "--format", "jsonl", "--lang", "en", *AS_OF)
    found = findings(run(*asked))
    assert found["retention.found"]["state"] == "note"
    assert found["retention.found"]["finding"].startswith("1 filings ended before 2017-01-15")
    with Store.open(opened) as store:
        assert store.count_filings() == before
    assert "retention.removed" in findings(run(*asked, "--yes"))
    with Store.open(opened) as store:
        assert store.count_filings() == before - 1
    assert set(findings(run(*asked))) == {"retention.none"}


@pytest.mark.parametrize("retention", ["5", "0y", "-1y", "5 years", "100y", ""])
def test_a_time_that_is_none_is_refused(run: Run, store: None, retention: str) -> None:
    done = run("doctor", f"--retention={retention}")
    assert (done.code, done.out) == (2, "")
    assert "5y" in done.err


def test_the_three_are_not_asked_for_together(run: Run, person: Path) -> None:
    done = run("doctor", "--erase", NAME, "--retention", "5y", "--yes")
    assert done.code == 2
    assert HERS["name"] in names_in(person)


@pytest.mark.parametrize(
    ("ago", "code", "finding"),
    [
        (timedelta(hours=25), 0, "sweep.finished"),
        (timedelta(hours=27), 2, "sweep.late"),
        (None, 2, "sweep.missing"),
    ],
)
def test_a_run_that_did_not_happen_is_noticed(
    run: Run, opened: Path, ago: timedelta | None, code: int, finding: str
) -> None:
    if ago is not None:
        with Store.open(opened) as store:
            store.sweep_finished("a", datetime.now(UTC) - ago)
    done = run("doctor", "--last-run-within", "26h", "--format", "jsonl")
    assert done.code == code
    assert finding in findings(done)
    assert run("doctor", "--format", "jsonl").code == 0


@pytest.mark.parametrize("within", ["26", "h", "0h", "26 hours", "1w", ""])
def test_a_limit_that_is_none_is_refused(run: Run, store: None, within: str) -> None:
    done = run("doctor", f"--last-run-within={within}")
    assert (done.code, done.out) == (2, "")
    assert "26h" in done.err
