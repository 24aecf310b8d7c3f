"""``squatwatch scan``: formats, levels, exit codes, what goes where."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from tests.alerts.test_record import KEYS
from tests.cli.conftest import AS_OF, Ended, Run

FILES = ("--brands", "brands.csv", "--filings", "filings.csv")


def records(done: Ended) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.out.splitlines()]


def levels(done: Ended) -> list[object]:
    return [record["level"] for record in records(done)]


def test_two_files_need_no_store_and_leave_none(run: Run, files: None) -> None:
    done = run("scan", *FILES, *AS_OF, "--format", "jsonl")
    assert done.code == 1
    assert tuple(records(done)[0]) == KEYS
    assert levels(done)[0] == "urgent"
    assert {path.name for path in Path().iterdir()} == {"brands.csv", "filings.csv"}


def test_the_store_gives_what_the_files_give(run: Run, files: None, store: None) -> None:
    by_files = run("scan", *FILES, *AS_OF, "--format", "jsonl")
    by_store = run("scan", *AS_OF, "--format", "jsonl")
    assert by_store.code == by_files.code == 1
    without_run = [
        [{**record, "run_id": ""} for record in records(done)] for done in (by_files, by_store)
    ]
    assert without_run[0] == without_run[1]


def test_filings_may_be_several_files(run: Run, files: None) -> None:
    text = Path("filings.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    for name, rows in (("one.csv", text[1:4]), ("two.csv", text[4:])):
        Path(name).write_text("".join([text[0], *rows]), encoding="utf-8")
    whole = run("scan", *FILES, *AS_OF, "--format", "jsonl")
    parts = run(
        "scan", "--brands", "brands.csv", "--filings", "one.csv", "--filings", "two.csv", *AS_OF,
        "--format", "jsonl",
    )  # fmt: skip
    assert parts.raw == whole.raw


def test_every_format_on_stdout(run: Run, store: None) -> None:
    lines = records(run("scan", *AS_OF, "--format", "jsonl", "--level", "low"))
    numbers = [record["application_number"] for record in lines]
    assert len(numbers) == len(set(numbers)) == 7

    def scan(name: str) -> Ended:
        done = run("scan", *AS_OF, "--format", name, "--level", "low")
        assert done.code == 1
        return done

    table = [line.split("\t") for line in scan("table").out.splitlines()]
    assert [cells[4] for cells in table[1:]] == numbers
    rows = list(csv.DictReader(io.StringIO(scan("csv").out, newline="")))
    assert [row["application_number"] for row in rows] == numbers
    grid = CalamineWorkbook.from_filelike(io.BytesIO(scan("xlsx").raw)).get_sheet_by_index(0)
    column = grid.to_python()[0].index("application_number")
    assert [cells[column] for cells in grid.to_python()[1:]] == numbers
    told = json.loads(scan("json").out)
    assert told["alerts"] == lines
    assert (told["schema"], told["as_of"]) == ("squatwatch.scan/1", "2026-01-15")
    assert told["coverage"]["markets_without_data"] == ["VN"]
    page = scan("html").out
    assert page.startswith("<!doctype html>")
    assert all(str(number) in page for number in numbers)


def test_each_output_file_has_the_format_of_its_suffix(run: Run, store: None) -> None:
    names = ("a.jsonl", "a.csv", "a.xlsx", "a.json", "a.html", "a.txt")
    done = run("scan", *AS_OF, *(part for name in names for part in ("-o", name)))
    assert (done.code, done.raw) == (1, b"")
    starts = {name: Path(name).read_bytes()[:16] for name in names}
    assert starts["a.jsonl"].startswith(b'{"schema": "squa')
    assert starts["a.csv"].startswith(b"\xef\xbb\xbfalert_id,")
    assert starts["a.xlsx"].startswith(b"PK\x03\x04")
    assert starts["a.json"].startswith(b'{\n  "schema"')
    assert starts["a.html"].startswith(b"<!doctype html>")
    assert b"\t" in Path("a.txt").read_bytes()
    assert all(name in done.err for name in names)


def test_the_formats_for_other_programs_are_files_and_stdout_too(run: Run, store: None) -> None:
    starts = {
        "alerts.md": b"# squatwatch scan",
        "alerts.sarif": b'{\n  "$schema"',
        "alerts.sarif.json": b'{\n  "$schema"',
        "alerts.junit.xml": b"<?xml",
        "alerts.xml": b"<?xml",
        "alerts.github.txt": b"::error ",
        "windows.ics": b"BEGIN:VCALENDAR",
        "feed.atom.xml": b"<?xml",
        "feed.atom": b"<?xml",
    }
    done = run("scan", *AS_OF, *(part for name in starts for part in ("-o", name)))
    assert (done.code, done.raw) == (1, b"")
    for name, start in starts.items():
        assert Path(name).read_bytes().startswith(start), name
    assert Path("alerts.xml").read_bytes() == Path("alerts.junit.xml").read_bytes()
    assert b"<feed" in Path("feed.atom.xml").read_bytes()
    for name in ("md", "sarif", "junit", "github", "ics", "atom"):
        done = run("scan", *AS_OF, "--format", name)
        assert done.code == 1
        assert done.raw in {Path(file).read_bytes() for file in starts}, name


def test_annotations_stand_at_the_lines_of_the_watch_list(
    run: Run, files: None, store: None
) -> None:
    by_files = run("scan", *FILES, *AS_OF, "--format", "github").out
    assert "file=brands.csv,line=2," in by_files
    sarif = json.loads(run("scan", *FILES, *AS_OF, "--format", "sarif").out)
    [location] = sarif["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "brands.csv"
    assert "file=" not in run("scan", *AS_OF, "--format", "github").out


def test_tests_fail_where_the_scan_does(run: Run, store: None) -> None:
    def failures(fail_on: str) -> int:
        done = run("scan", *AS_OF, "--fail-on", fail_on, "--format", "junit", "--level", "low")
        return done.out.count("<failure")

    assert [failures(level) for level in ("urgent", "high", "medium", "low")] == [1, 2, 4, 5]


def test_an_unknown_format_is_told_with_the_known_ones(run: Run, store: None) -> None:
    for asked in (("--format", "pdf"), ("-o", "alerts.pdf")):
        done = run("scan", *AS_OF, *asked)
        assert (done.code, done.raw) == (2, b"")
        assert "sarif" in done.err


def test_a_format_asked_for_goes_to_stdout_beside_the_files(run: Run, store: None) -> None:
    done = run("scan", *AS_OF, "--format", "table", "-o", "a.jsonl", "-o", "a.html", "--lang", "en")
    assert done.out.startswith("Level\tScore")
    assert Path("a.html").read_bytes().startswith(b"<!doctype html>")
    assert Path("a.jsonl").read_bytes().startswith(b"{")


def test_a_file_without_a_telling_suffix_takes_the_format_asked_for(run: Run, store: None) -> None:
    run("scan", *AS_OF, "--format", "jsonl", "-o", "alerts.out")
    assert Path("alerts.out").read_bytes().startswith(b'{"schema"')


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("urgent", {"urgent"}),
        ("high", {"urgent", "high"}),
        ("medium", {"urgent", "high", "medium"}),
    ],
)
def test_the_level_says_what_is_shown(
    run: Run, store: None, level: str, expected: set[str]
) -> None:
    done = run("scan", *AS_OF, "--format", "jsonl", "--level", level)
    assert set(levels(done)) - {"cleared"} == expected


@pytest.mark.parametrize("shown", ["urgent", "low"])
@pytest.mark.parametrize(
    ("fail_on", "code"), [("urgent", 0), ("high", 0), ("medium", 1), ("low", 1)]
)
def test_the_exit_code_hangs_on_fail_on_and_not_on_what_is_shown(
    run: Run, files: None, shown: str, fail_on: str, code: int
) -> None:
    header = "office,application_number,mark_text\n"
    Path("filings.csv").write_text(header + "DE,1,GREE ELECTRIC\n", encoding="utf-8")
    done = run("scan", *FILES, *AS_OF, "--fail-on", fail_on, "--level", shown, "--format", "jsonl")
    assert done.code == code
    assert levels(done) == ([] if shown == "urgent" else ["medium"])


def test_nothing_found_is_exit_code_0_and_said(run: Run, files: None) -> None:
    header = "office,application_number,mark_text\n"
    Path("filings.csv").write_text(header + "DE,1,ZWYQVOX\n", encoding="utf-8")
    done = run("scan", *FILES, *AS_OF, "--fail-on", "low", "--lang", "en")
    assert done.code == 0
    assert done.out.count("\n") == 1
    assert "No possible pre-emptive filings" in done.err


def test_cleared_filings_change_no_exit_code(run: Run, files: None) -> None:
    text = (
        "office,application_number,mark_text,applicants\n"
        'DE,1,GREE ELECTRIC,"Pearl Delta Cooling Co., Ltd."\n'
    )
    Path("filings.csv").write_text(text, encoding="utf-8")
    done = run("scan", *FILES, *AS_OF, "--fail-on", "low", "--format", "jsonl")
    assert (done.code, levels(done)) == (0, ["cleared"])


def test_messages_go_to_stderr_only(run: Run, store: None) -> None:
    done = run("scan", *AS_OF, "--lang", "en", "--format", "jsonl")
    assert len(records(done)) == len(done.out.splitlines())
    for told in ("2 brands", "no data for the brands' markets: VN", "pairs by level", "no finding"):
        assert told in done.err
        assert told not in done.out


def test_quiet_says_nothing_but_the_findings(run: Run, files: None) -> None:
    loud = run("scan", *FILES, *AS_OF)
    quiet = run("scan", *FILES, *AS_OF, "--quiet")
    assert quiet.err == ""
    assert (quiet.raw, quiet.code) == (loud.raw, loud.code)
    assert loud.err


@pytest.mark.parametrize(
    ("lang", "heading"),
    [("zh", "等级\t"), ("en", "Level\t"), ("both", "等级 Level\t")],
)
def test_the_language_is_the_one_asked_for(
    run: Run, store: None, monkeypatch: pytest.MonkeyPatch, lang: str, heading: str
) -> None:
    assert run("scan", *AS_OF, "--lang", lang).out.startswith(heading)
    monkeypatch.setenv("SQUATWATCH_LANG", lang)
    assert run("scan", *AS_OF).out.startswith(heading)


def test_the_locale_changes_no_language(
    run: Run, store: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("scan", *AS_OF)
    for value in ("de_DE.UTF-8", "zh_CN.UTF-8", "C"):
        monkeypatch.setenv("LANG", value)
        monkeypatch.setenv("LC_ALL", value)
        assert run("scan", *AS_OF) == expected


def test_the_settings_file_is_heeded(run: Run, store: None) -> None:
    Path("squatwatch.toml").write_text('level = "urgent"\nlang = "zh"\n', encoding="utf-8")
    done = run("scan", *AS_OF)
    assert done.out.startswith("等级\t")
    assert len(done.out.splitlines()) == 2
    assert len(run("scan", *AS_OF, "--level", "low").out.splitlines()) == 8


def test_as_of_is_the_day_that_days_are_counted_from(run: Run, store: None) -> None:
    def days(day: str) -> object:
        done = run("scan", "--as-of", day, "--format", "jsonl")
        return records(done)[0]["windows"][0]["days_left"]  # type: ignore[index]

    assert days("2026-01-15") == 19
    assert days("2026-01-20") == 14


def test_a_scan_of_the_store_is_recorded_once_with_its_settings(run: Run, store: None) -> None:
    for _ in range(2):
        run("scan", *AS_OF, "--level", "high", "--quiet")
    told = json.loads(run("scan", *AS_OF, "--level", "high", "--format", "json").out)
    with duckdb.connect("squatwatch.duckdb") as connection:
        runs = connection.execute("select run_id, settings, summary from run").fetchall()
    [(run_id, settings, summary)] = runs
    assert run_id == told["run_id"]
    assert json.loads(settings)["level"] == "high"
    assert json.loads(summary)["coverage"] == told["coverage"]


def test_an_empty_store_is_scanned_without_a_finding(run: Run) -> None:
    run("init")
    done = run("scan", *AS_OF, "--fail-on", "low", "--lang", "en")
    assert done.code == 0
    assert "0 brands" in done.err
