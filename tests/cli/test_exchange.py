"""``squatwatch export`` and ``import``."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from squatwatch.export import MANIFEST
from squatwatch.scan import watch
from squatwatch.store import Store
from tests.cli.conftest import Run
from tests.kept_samples import alert_of, kept_store
from tests.offices.samples import case, daily
from tests.report.samples import BRANDS
from tests.store.samples import batch, row


@pytest.fixture(autouse=True)
def three(run: Run) -> None:
    """A store with three filings in the current folder, and an empty one beside it."""
    run("init")
    with Store.open(Path("squatwatch.duckdb")) as store:
        store.put_filings(batch(row("1", office="US"), row("2"), row("3", " 红力 ")))
    with Store.create(Path("other.duckdb")):
        pass


def digest(name: str = "squatwatch.duckdb") -> str:
    with Store.open(Path(name)) as store:
        return store.filings_digest()


@pytest.mark.parametrize("suffix", ["", ".parquet"])
def test_what_is_exported_is_imported_as_it_was(run: Run, suffix: str) -> None:
    out = run("export", "filings", f"out{suffix}")
    assert (out.code, out.raw) == (0, b"")
    assert out.err == (
        f"out{suffix}: 已导出 3 件申请：EM 2、US 1; 3 filings exported: EM 2, US 1\n"
    )
    done = run("import", f"out{suffix}", "--store", "other.duckdb")
    assert (done.code, done.raw) == (0, b"")
    assert f"out{suffix}: 新增 3 件申请：EM 2、US 1; 3 filings new: EM 2, US 1\n" in done.err
    assert digest("other.duckdb") == digest()


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_text_formats_lose_white_space_around_values_alone(run: Run, suffix: str) -> None:
    assert run("export", "filings", f"out{suffix}", "--quiet").code == 0
    assert run("import", f"out{suffix}", "--store", "other.duckdb", "--quiet").code == 0
    with Store.open(Path("other.duckdb")) as store:
        (found,) = store.filing_batches("EM")
    assert found["mark_text"].to_list() == ["HONGLI", "红力"]


def test_the_language_is_one_or_both(run: Run) -> None:
    assert run("export", "filings", "a.csv", "--lang", "zh").err == (
        "a.csv: 已导出 3 件申请：EM 2、US 1\n"
    )
    assert run("import", "a.csv", "--lang", "en", "--store", "other.duckdb").err == (
        "a.csv: 3 new, 0 changed, 0 unchanged, 0 set aside\na.csv: 3 filings new: EM 2, US 1\n"
    )


def test_quiet_says_nothing(run: Run) -> None:
    for command in (("export", "filings", "out"), ("import", "out")):
        done = run(*command, "--quiet")
        assert (done.code, done.raw, done.err) == (0, b"", "")


def test_what_was_changed_since_is_put_right_by_importing_again(run: Run) -> None:
    before = digest()
    run("export", "filings", "out")
    run("import", "out")
    with Store.open(Path("squatwatch.duckdb")) as store:
        store.put_filings(batch(row("2", "OTHER")))
    done = run("import", "out")
    assert "0 new, 1 changed, 1 unchanged" in done.err
    assert "out: 新增 0 件申请; 0 filings new" in done.err
    assert digest() == before


def test_offices_and_days_are_chosen(run: Run) -> None:
    done = run("export", "filings", "a.csv", "--office", "us", "--lang", "en")
    assert done.err == "a.csv: 1 filings exported: US 1\n"
    since = run("export", "filings", "b.csv", "--since", "2025-01-01", "--lang", "en")
    assert since.err == "b.csv: 0 filings exported\n"


def test_the_format_of_one_file_may_be_named(run: Run) -> None:
    assert run("export", "filings", "out.txt", "--format", "jsonl", "--quiet").code == 0
    lines = Path("out.txt").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["application_number"] for line in lines] == ["2", "3", "1"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("out.cvs",), "the suffix of out.cvs names no format; name it .csv"),
        (("out", "--format", "xlsx"), "--format is 'xlsx', not csv, jsonl, parquet"),
        (("out", "--since", "yesterday"), "--since is 'yesterday', which is no date"),
        (("out", "--office", "Germany"), "--office is 'GERMANY', which is no code"),
        (("out", "--office", "ZZ"), "there is no filing of ZZ; see 'squatwatch offices'"),
        (("brands.csv",), "brands.csv: is there already; name another, or add --force"),
        (("inbox",), "inbox: is there already"),
        ((".", "--force"), ".: is no export of squatwatch and is not replaced"),
        (("missing/out.csv",), "cannot be written"),
        (("missing/out",), "cannot be written"),
        (("out", "--store", "none.duckdb"), "none.duckdb: there is no store here"),
    ],
)
def test_what_cannot_be_exported_is_one_line(
    run: Run, arguments: tuple[str, ...], why: str
) -> None:
    before = sorted(Path().rglob("*"))
    done = run("export", "filings", *arguments)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert why in done.err
    assert sorted(Path().rglob("*")) == before


def test_a_target_gives_way_only_by_force(run: Run) -> None:
    for target in ("out", "out.csv"):
        assert run("export", "filings", target).code == 0
        assert run("export", "filings", target).code == 2
        assert run("export", "filings", target, "--force").code == 0


def test_a_part_that_was_damaged_fails_alone_and_names_itself(run: Run) -> None:
    run("export", "filings", "out")
    part = Path("out/office=EM/part-0000.parquet")
    part.write_bytes(part.read_bytes()[:-9] + b"?" + part.read_bytes()[-8:])
    done = run("import", "out", "--store", "other.duckdb")
    assert (done.code, done.raw) == (2, b"")
    assert f"{part}: is not as it was written" in done.err
    assert "out: 新增 1 件申请：US 1; 1 filings new: US 1" in done.err
    part.unlink()
    assert f"{part}: there is no such file" in run("import", "out").err


def test_a_part_that_is_none_is_named_and_not_read(run: Run) -> None:
    run("export", "filings", "out")
    shutil.copy("out/office=EM/part-0000.parquet", "out/office=US/more.parquet")
    done = run("import", "out", "--store", "other.duckdb")
    assert done.code == 2
    assert f"out/office=US/more.parquet: is no part that {MANIFEST} names" in done.err
    assert digest("other.duckdb") == digest()


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("missing", "missing: there is no such file; check the path"),
        ("inbox", f"inbox: has no {MANIFEST}, so it is no export of squatwatch"),
        ("day.xml", "day.xml: is no exchange file; take it with 'squatwatch ingest'"),
        ("list.csv", "list.csv: is no exchange file; take it with 'squatwatch ingest'"),
        ("letter.txt", "letter.txt: is of no known format"),
        ("empty.jsonl", "empty.jsonl: is empty"),
    ],
)
def test_what_cannot_be_imported_is_one_line(run: Run, source: str, why: str) -> None:
    Path("day.xml").write_bytes(daily(case("97000001")))
    Path("list.csv").write_text("Serial Number,Mark,Office\n1,HONGLI,US\n")
    Path("letter.txt").write_text("dear all")
    Path("empty.jsonl").touch()
    done = run("import", source, "--quiet")
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert why in done.err
    with Store.open(Path("squatwatch.duckdb")) as store:
        assert store.count_filings() == 3


# Brands, alerts and decisions -------------------------------------------------------------------


@pytest.fixture
def centre() -> Path:
    """The store of a centre, with alerts, in a folder of its own."""
    Path("centre").mkdir()
    kept_store(Path("centre")).close()
    return Path("centre/squatwatch.duckdb")


def test_a_branch_gets_brands_alerts_and_decisions_of_its_region(run: Run, centre: Path) -> None:
    at = ("--store", centre)
    with Store.open(centre) as store:
        watch(store, [replace(BRANDS[0], region="Fujian"), BRANDS[1]])
        first = alert_of(store, "KR")
    run("alerts", "confirm", first, "--who", "desk", *at)
    for what, count in (("brands", 1), ("alerts", 4), ("decisions", 1)):
        done = run("export", what, f"{what}.jsonl", "--region", "Fujian", "--lang", "en", *at)
        assert (done.code, done.err) == (0, f"{what}.jsonl: {count} {what} exported\n")
    told = "".join(
        run("import", f"{what}.jsonl", "--lang", "en", "--store", "other.duckdb").err
        for what in ("brands", "alerts", "decisions")
    )
    assert told == (
        "brands.jsonl: 1 brands new, 0 changed\n"
        "alerts.jsonl: 4 alerts new, 0 changed\n"
        "alerts.jsonl: 4 filings came with them\n"
        "decisions.jsonl: 1 decisions new\n"
    )
    listed = run("alerts", "list", "--format", "jsonl", "--store", "other.duckdb").out
    states = {one["alert_id"]: one["state"] for one in map(json.loads, listed.splitlines())}
    assert states[first] == "confirmed"


def test_a_brand_in_conflict_stays_and_is_told(run: Run, centre: Path) -> None:
    run("export", "brands", "brands.jsonl", "--store", centre)
    assert run("import", "brands.jsonl").code == 0
    with Store.open(Path("squatwatch.duckdb")) as store:
        watch(store, [replace(BRANDS[0], note="our own")])
    done = run("import", "brands.jsonl", "--lang", "en")
    assert done.code == 2
    assert "brands.jsonl: 0 brands new, 0 changed" in done.err
    assert "1 in conflict with what is here, and left as they are: luckin: note;" in done.err
    assert run("import", "brands.jsonl", "--replace").code == 0
    assert run("import", "brands.jsonl").code == 0


def test_what_is_not_here_is_told(run: Run, centre: Path) -> None:
    run("export", "alerts", "alerts.jsonl", "--store", centre)
    done = run("import", "alerts.jsonl", "--lang", "en")
    assert "6 alerts are of brands that are not here: import these\n" in done.err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("alerts", "a.jsonl", "--since", "yesterday"), "which is no date and no moment"),
        (("decisions", "a.jsonl", "--region", "x"), "there is no brand of the region 'x'"),
        (("brands", "brands.csv"), "brands.csv: is there already; name another, or add --force"),
    ],
)
def test_records_that_cannot_be_exported_are_one_line(
    run: Run, arguments: tuple[str, ...], why: str
) -> None:
    done = run("export", *arguments)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert why in done.err


def test_since_takes_days_and_moments(run: Run, centre: Path) -> None:
    at = ("--store", centre, "--lang", "en", "--force")
    with Store.open(centre) as store:
        first = alert_of(store, "KR")
    run("alerts", "confirm", first, "--who", "desk", "--at", "2026-01-16T08:00+08:00",
        "--store", centre)  # fmt: skip
    for since, count in (("2026-01-16", 1), ("2026-01-16T00:00:00.1", 0), ("2026-01-17", 0)):
        done = run("export", "decisions", "d.jsonl", "--since", since, *at)
        assert done.err == f"d.jsonl: {count} decisions exported\n"


def test_a_file_of_another_kind_says_what_is_read(run: Run) -> None:
    Path("x.jsonl").write_text('{"schema": "squatwatch.alert/1"}\n', encoding="utf-8")
    done = run("import", "x.jsonl")
    assert done.code == 2
    assert "line 1: it is of the kind 'squatwatch.alert/1'; give lines of" in done.err
