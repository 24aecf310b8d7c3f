"""``squatwatch filers``: the groups of a store, and the annex of one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from squatwatch.filers.groups import group_identity
from squatwatch.filers.keys import filer_key
from squatwatch.store import Store
from tests.cli.conftest import AS_OF, Run
from tests.report.samples import by
from tests.store.samples import batch, row

GROUP = group_identity(filer_key("Nordlicht Handels GmbH"))
FURTHER = (
    row("EM-7", "XIANGYUAN", applicants=by("NORDLICHT HANDELS GMBH")),
    row("EM-8", "Seewind", applicants=by("Nordlicht Handels GmbH"), office="DE"),
    row("EM-9", "GUIHUALOU", applicants=by("Somebody Else AG")),
)


@pytest.fixture(autouse=True)
def with_further_filings(opened: Path) -> None:
    """The store of the samples, with filings that meet no watched brand."""
    with Store.open(opened) as store:
        store.put_filings(batch(*FURTHER))


def test_groups_are_listed_with_what_else_their_filers_filed(run: Run) -> None:
    done = run("filers", "--lang", "en", *AS_OF)
    assert done.code == 0
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert lines[0][:2] == ["Filer group", "Filers"]
    [found] = lines[1:]
    assert found[0] == GROUP
    assert "nordlicht handels gmbh" in found[1].casefold()
    assert found[2] == "same applicant"
    assert found[4] == "DE EM"
    assert found[-1] == "2 (1)"
    assert "no finding" in done.err
    assert "filings; offices" in done.err


def test_in_both_languages(run: Run) -> None:
    done = run("filers", *AS_OF)
    assert "申请人组 Filer group" in done.out
    assert "不构成恶意认定" in done.err


def test_the_annex_has_the_alerts_and_the_further_marks(run: Run) -> None:
    done = run("filers", "--group", GROUP.lower(), "--format", "csv", *AS_OF)
    assert done.code == 0
    rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert {row["brand_id"] for row in rows if row["kind"] == "alert"} == {"gree", "luckin"}
    assert all(row["alert_id"] for row in rows if row["kind"] == "alert")
    assert [(row["mark_text"], row["look"]) for row in rows if row["kind"] == "further"] == [
        ("XIANGYUAN", "pinyin"), ("Seewind", ""),
    ]  # fmt: skip
    assert f"{GROUP} (" in done.err


def test_records_are_whole(run: Run) -> None:
    [told] = [
        json.loads(line) for line in run("filers", "--format", "jsonl", *AS_OF).out.splitlines()
    ]
    assert told["filer_group"] == GROUP
    whole = json.loads(run("filers", "--format", "json", *AS_OF).out)
    assert whole["groups"] == [told]
    assert {one["alert_id"] for one in told["alerts"]} >= {
        json.loads(line)["alert_id"]
        for line in run("scan", "--format", "jsonl", *AS_OF).out.splitlines()
        if json.loads(line)["filer_group"] == GROUP
    }


def test_groups_of_fewer_brands_are_left_out(run: Run) -> None:
    done = run("filers", "--min-brands", "3", "--lang", "en", *AS_OF)
    assert done.code == 0
    assert len(done.out.splitlines()) == 1
    assert "No filer has taken" in done.err


def test_a_group_that_is_not_there_is_told(run: Run) -> None:
    done = run("filers", "--group", "F0000000000", *AS_OF)
    assert done.code == 2
    assert "no filer group F0000000000" in done.err


def test_output_goes_to_a_file(run: Run) -> None:
    done = run("filers", "-o", "groups.xlsx", "-q", *AS_OF)
    assert (done.code, done.raw, done.err) == (0, b"", "")
    assert Path("groups.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("option", [("--min-brands", "1"), ("--format", "html")])
def test_what_is_asked_wrongly_is_told(run: Run, option: tuple[str, str]) -> None:
    assert run("filers", *option, *AS_OF).code == 2


def test_the_same_run_gives_the_same_bytes(run: Run) -> None:
    once, again = (run("filers", "--format", "json", *AS_OF).raw for _ in range(2))
    assert once == again
