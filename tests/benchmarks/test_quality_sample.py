from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality import sample
from benchmarks.quality.register import register, scanned
from benchmarks.quality.sample import allotted, draw, evenly, outside_the_repository, write
from benchmarks.quality.sheet import by_stratum, shares, sheet, stratum
from squatwatch import Alert, Brand
from squatwatch.schemas import FILING_SCHEMA


@pytest.fixture(scope="module")
def alerts() -> tuple[Alert, ...]:
    """Made-up filings, every other one naming a company."""
    company = {"name": "Example Trading GmbH", "country": None, "address": None}
    filings = [
        {"office": "EM", "application_number": str(number), "mark_text": f"QINGWORA {number}",
         "classes": [9], "applicants": [company] if number % 2 else [], "status": "filed"}
        for number in range(12)
    ]  # fmt: skip
    with register([pl.DataFrame(filings, schema=FILING_SCHEMA)]) as store:
        return scanned(store, [Brand("qingwo", name_latin=("QINGWORA",), classes=(9,))]).alerts


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 20), min_size=1), st.integers(0, 60))
def test_parts_are_as_equal_as_sizes_allow(sizes: dict[str, int], total: int) -> None:
    taken = evenly(sizes, total)
    assert sum(taken.values()) == min(total, sum(sizes.values()))
    assert all(taken[key] <= sizes[key] for key in sizes)
    wanting = [taken[key] for key in sizes if taken[key] < sizes[key]]
    assert not wanting or max(taken.values()) <= min(wanting) + 1


def test_the_other_half_of_a_level_makes_up_for_one_that_is_short() -> None:
    sizes = {("high", True): 1, ("high", False): 50, ("low", True): 50, ("low", False): 50}
    assert allotted(sizes, 40) == {
        ("high", True): 1, ("high", False): 19, ("low", True): 10, ("low", False): 10,
    }  # fmt: skip


def test_the_same_seed_draws_the_same_alerts(alerts: tuple[Alert, ...]) -> None:
    drawn = draw(alerts, 1, 6)
    assert drawn == draw(tuple(reversed(alerts)), 1, 6)
    assert len({alert.alert_id for alert in drawn}) == 6
    assert drawn != draw(alerts, 2, 6)
    order = [by_stratum(stratum(alert)) for alert in drawn]
    assert order == sorted(order)


def test_the_sheet_has_what_a_judge_needs(alerts: tuple[Alert, ...]) -> None:
    rows = list(csv.DictReader(StringIO(sheet(alerts).decode("utf-8-sig"))))
    assert len(rows) == len(alerts)
    for row, alert in zip(rows, alerts, strict=True):
        assert row["worth_a_look"] == ""
        assert row["mark"] == alert.assessment.filing.mark_text
        assert row["brand_names"] == "QINGWORA"
        assert (row["office"], row["classes"]) == ("EM", "9")
        assert (row["applicants"] != "") == (row["applicant_named"] == "yes")
        assert row["evidence"].count("(") >= len(alert.assessment.evidence)


def test_what_was_judged_is_told_by_level(alerts: tuple[Alert, ...], tmp_path: Path) -> None:
    path = tmp_path / "alerts.csv"
    rows = list(csv.DictReader(StringIO(sheet(alerts).decode("utf-8-sig"))))
    verdicts = ["yes", "No ", "unsure"]
    judged = [
        {**row, "level": "medium", "applicant_named": "yes", "worth_a_look": verdict}
        for row, verdict in zip(rows, verdicts, strict=False)
    ]
    pl.DataFrame([*judged, rows[3]]).write_csv(path)
    assert list(shares(path)) == [
        "medium, named: worth a look 1/3 = 0.33 [0.06, 0.79], unsure 1",
        "medium, all: worth a look 1/3 = 0.33 [0.06, 0.79], unsure 1",
        "not judged: 1",
    ]


def test_another_verdict_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text("number,level,applicant_named,worth_a_look\n7,low,no,perhaps\n")
    with pytest.raises(SystemExit, match="number 7: 'perhaps'"):
        list(shares(path))


def test_register_data_stay_out_of_the_repository(tmp_path: Path) -> None:
    assert outside_the_repository(tmp_path) == tmp_path
    with pytest.raises(SystemExit, match="in the repository"):
        outside_the_repository(Path(sample.__file__).parent / "judged")


def test_a_sheet_that_is_there_is_not_written_over(
    alerts: tuple[Alert, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(alerts[:2], tmp_path)
    assert "2 alerts" in capsys.readouterr().out
    before = (tmp_path / "alerts.csv").read_bytes()
    with pytest.raises(FileExistsError):
        write(alerts[:1], tmp_path)
    assert (tmp_path / "alerts.csv").read_bytes() == before
