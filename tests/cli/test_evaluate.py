"""``squatwatch evaluate``, and the weights that it writes in use."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from squatwatch.assess.weights import default_weights, read_weights
from squatwatch.brands import write_brands
from squatwatch.brands.labelled import LabelledFiling
from squatwatch.forms import forms_of_brands, rules_version
from squatwatch.offices import write_exchange
from squatwatch.store import Store
from tests.cli.conftest import AS_OF, Run
from tests.evaluation_samples import BRANDS, frame, labelled_filings, strangers

COLUMNS = (
    "brand_id", "label", "held_out", "office", "application_number", "mark_text", "classes",
    "applicants", "filing_date", "status",
)  # fmt: skip


def write_labelled(path: Path, filings: Iterable[LabelledFiling]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in filings:
            filing = one.filing
            writer.writerow(
                [
                    one.brand_id,
                    one.label,
                    "yes" if one.held_out else "no",
                    filing.office,
                    filing.application_number,
                    filing.mark_text,
                    ";".join(map(str, filing.classes)),
                    "|".join(person.name for person in filing.applicants),
                    filing.filing_date,
                    filing.status,
                ]
            )


@pytest.fixture
def evaluated(empty_folder: Path) -> Path:
    """A folder with a store, a watch list, filings and labelled filings."""
    with Store.create(Path("squatwatch.duckdb")) as store:
        store.put_brands(BRANDS, forms_of_brands(BRANDS), rules_version())
        store.put_filings(frame(strangers()))
    write_brands(Path("brands.csv"), BRANDS)
    write_exchange(Path("filings.csv"), [frame(strangers())])
    write_labelled(Path("labelled.csv"), labelled_filings())
    return empty_folder


def test_it_prints_the_fit_and_what_it_is_worth(run: Run, evaluated: Path) -> None:
    done = run("evaluate", "labelled.csv", *AS_OF, "--lang", "en")
    assert done.code == 0, done.err
    for told in ("The fit", "Reliability", "What reaches which level", "The register by level"):
        assert told in done.out
    assert "Fitted as version 2026-01-15: 6 documented cases, 2 near misses" in done.err
    assert "Cases are few" in done.err


def test_store_and_files_give_the_same(run: Run, evaluated: Path) -> None:
    of_store = run("evaluate", "labelled.csv", *AS_OF, "--format", "json")
    of_files = run(
        "evaluate", "labelled.csv", "--brands", "brands.csv", "--filings", "filings.csv", *AS_OF,
        "--format", "json",
    )  # fmt: skip
    assert of_store.code == of_files.code == 0
    assert json.loads(of_store.out) == json.loads(of_files.out)


def test_it_writes_the_weights_alike_each_time(run: Run, evaluated: Path) -> None:
    for name in ("first.csv", "again.csv"):
        done = run("evaluate", "labelled.csv", "--write", name, "--weights-version", "trial-1")
        assert done.code == 0, done.err
        assert name in done.err
    written = Path("first.csv").read_bytes()
    assert written == Path("again.csv").read_bytes()
    weights = read_weights(Path("first.csv"))
    assert weights.version == "trial-1"
    assert weights["match.identical-whole"] != default_weights()["match.identical-whole"]


def test_output_goes_to_a_file_in_the_format_of_its_suffix(run: Run, evaluated: Path) -> None:
    done = run("evaluate", "labelled.csv", *AS_OF, "--output", "found.json", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert json.loads(Path("found.json").read_text())["version"] == "2026-01-15"


def test_too_few_cases_end_with_a_line_and_nothing_written(run: Run, evaluated: Path) -> None:
    few = [one for one in labelled_filings() if one.is_fitted][:4]
    write_labelled(Path("few.csv"), few)
    done = run("evaluate", "few.csv", "--write", "weights.csv")
    assert done.code == 2
    assert "4 documented cases" in done.err
    assert "5 are needed" in done.err
    assert done.out == ""
    assert not Path("weights.csv").exists()


def test_mistakes_of_the_file_are_told_with_their_rows(run: Run, evaluated: Path) -> None:
    text = Path("labelled.csv").read_text(encoding="utf-8")
    bad = text.replace("velorta,case,no", "velorta,cases,maybe", 1)
    Path("bad.csv").write_text(bad.replace("mirsano,own", "mirsanno,own"), encoding="utf-8")
    done = run("evaluate", "bad.csv")
    assert done.code == 2
    assert "3 mistakes" in done.err
    assert "row 2, held_out: 'maybe' is neither yes nor no" in done.err
    assert "is not in the watch list" in done.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "csv"], "--format is 'csv', not table or json"),
        (["--weights-version", "a\nb"], "--weights-version is"),
        (["--brands", "brands.csv"], "--brands and --filings go together"),
    ],
)
def test_what_cannot_be_asked_is_told(
    run: Run, evaluated: Path, options: list[str], message: str
) -> None:
    done = run("evaluate", "labelled.csv", *options)
    assert done.code == 2
    assert message in done.err


# The weights in use -------------------------------------------------------------------------------

FILES = ("--brands", "brands.csv", "--filings", "filings.csv", *AS_OF, "--level", "low")


def records(run: Run, *options: str) -> list[dict[str, object]]:
    done = run("scan", *FILES, "--format", "jsonl", *options)
    assert done.code in (0, 1), done.err
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture
def heavier(evaluated: Path) -> str:
    """A file of weights in which a letter off weighs more."""
    Path("heavier.csv").write_text(
        "# made for a test\nversion,code,weight\ntest,match.one-edit-whole,19\n", encoding="utf-8"
    )
    return "heavier.csv"


def test_a_scan_uses_the_weights_it_is_given(
    run: Run, heavier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged, given = records(run), records(run, "--weights", heavier)
    assert packaged[0]["run_id"] != given[0]["run_id"]
    best = max(float(str(record["score"])) for record in packaged)
    assert max(float(str(record["score"])) for record in given) > best
    monkeypatch.setenv("SQUATWATCH_WEIGHTS", heavier)
    assert records(run) == given


def test_a_run_is_told_by_what_the_weights_are_not_where_they_lie(run: Run, heavier: str) -> None:
    text = Path(heavier).read_text(encoding="utf-8")
    Path("copy.csv").write_text(text, encoding="utf-8")
    Path("other.csv").write_text(text.replace(",19\n", ",18\n"), encoding="utf-8")
    run_of = {
        name: records(run, "--weights", name)[0]["run_id"]
        for name in (heavier, "copy.csv", "other.csv")
    }
    assert run_of[heavier] == run_of["copy.csv"] != run_of["other.csv"]


def test_explain_uses_them_too(run: Run, heavier: str) -> None:
    hit = next(one for one in records(run) if "match.one-edit-whole" in str(one["evidence"]))
    asked = ("explain", str(hit["office"]), str(hit["application_number"]), *AS_OF)
    plain, given = (
        json.loads(run(*asked, "--format", "json", *options).out)[0]
        for options in ((), ("--weights", heavier))
    )
    assert given["score"] > plain["score"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("version,code,weight\nx,match.unheard-of,1\n", "unknown codes: match.unheard-of"),
        ("version,code\nx,prior\n", "no column weight"),
        ("version,code,weight\nx,prior,much\n", "this is no file of weights"),
    ],
)
def test_what_is_no_file_of_weights_is_refused(
    run: Run, evaluated: Path, content: str, message: str
) -> None:
    Path("bad.csv").write_text(content, encoding="utf-8")
    done = run("scan", *FILES, "--weights", "bad.csv")
    assert done.code == 2
    assert "bad.csv" in done.err
    assert message in done.err
