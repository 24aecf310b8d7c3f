"""Filings out of a store and into another one: what is the same, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow.dataset
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.errors import DataError
from squatwatch.export import (
    MANIFEST,
    PART_BATCHES,
    Wanted,
    check_part,
    counted,
    export_file,
    export_folder,
    parts_of,
    strays,
)
from squatwatch.ingest import ingest
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Store
from tests.any_filings import odd, tidy
from tests.store.samples import FULL, batch, row

TODAY = date(2026, 1, 15)
SUFFIXES = (".csv", ".jsonl", ".parquet")

a_few = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def holding(made: pl.DataFrame) -> Store:
    store = Store.in_memory()
    store.put_filings(made)
    return store


def read_back(paths: Sequence[Path]) -> str:
    """The digest of a store into which these files were read."""
    with Store.in_memory() as store:
        for outcome in ingest(store, paths, today=TODAY):
            assert (outcome.error, outcome.set_aside, outcome.notes) == (None, (), ())
        return store.filings_digest()


def files_of(folder: Path) -> list[Path]:
    return [folder / part.path for part in parts_of(folder)]


@a_few
@given(made=st.lists(odd, min_size=1, max_size=8))
def test_a_folder_gives_back_every_record_to_the_letter(
    tmp_path: Path, made: list[dict[str, Any]]
) -> None:
    with holding(batch(*made)) as store:
        written = export_folder(store, tmp_path / "out", force=True)
        assert sum(written.values()) == store.count_filings()
        assert read_back(files_of(tmp_path / "out")) == store.filings_digest()


@pytest.mark.parametrize("suffix", SUFFIXES)
@a_few
@given(made=st.lists(tidy, min_size=1, max_size=8))
def test_a_file_gives_back_every_record_that_a_reader_makes(
    tmp_path: Path, suffix: str, made: list[dict[str, Any]]
) -> None:
    path = tmp_path / f"out{suffix}"
    with holding(batch(*made)) as store:
        export_file(store, path, force=True)
        assert read_back([path]) == store.filings_digest()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_filings_without_a_text_come_back_and_countries_stay_in_their_place(
    tmp_path: Path, suffix: str
) -> None:
    people = [{"name": "Beispiel GmbH", "country": "Hong Kong", "address": None}]
    path = tmp_path / f"out{suffix}"
    with holding(batch(row("1", None), row("2", None, applicants=people))) as store:
        export_file(store, path)
        assert read_back([path]) == store.filings_digest()


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    made = [row(f"A-{number}", office=office) for number in range(30) for office in ("US", "EM")]
    exports = []
    for turn, order in enumerate((made, made[::-1])):
        folder = tmp_path / str(turn)
        with holding(batch(*order[:20])) as store:
            store.put_filings(batch(*order[20:]))
            export_folder(store, folder)
            for suffix in SUFFIXES:
                export_file(store, folder / f"all{suffix}")
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        exports.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert exports[0] == exports[1]
    assert len(exports[0]) == 6


@pytest.mark.parametrize("most", [1, 2, 7, 100])
def test_batches_hold_every_filing_of_the_office_once_and_in_order(most: int) -> None:
    made = [row(str(number * 7919 % 10_007)) for number in range(7)]
    with holding(batch(*made, row("1", office="US"))) as store:
        batches = list(store.filing_batches("EM", most=most))
        assert [one.height for one in batches[:-1]] == [most] * (len(batches) - 1)
        numbers = pl.concat(batches)["application_number"].to_list()
        assert numbers == sorted(one["application_number"] for one in made)
        assert list(store.filing_batches("ZZ")) == []
        assert pl.concat(batches).schema == FILING_SCHEMA


def test_the_connection_takes_other_work_between_two_batches() -> None:
    with holding(batch(row("1"), row("2"))) as store:
        for one in store.filing_batches("EM", most=1):
            assert (one.height, store.count_filings()) == (1, 2)


def test_since_is_the_day_of_filing_publication_or_registration(tmp_path: Path) -> None:
    day = date(2025, 6, 1)
    made = [
        row("1", filing_date=day), row("2", publication_date=day), row("3", registration_date=day),
        row("4", filing_date=date(2025, 5, 31)), row("5", expiry_date=day), row("6"),
    ]  # fmt: skip
    with holding(batch(*made)) as store:
        (found,) = store.filing_batches("EM", day)
        assert found["application_number"].to_list() == ["1", "2", "3"]
        assert export_folder(store, tmp_path / "out", Wanted(since=day)) == {"EM": 3}
        assert json.loads((tmp_path / "out" / MANIFEST).read_bytes())["since"] == "2025-06-01"
        assert export_folder(store, tmp_path / "none", Wanted(since=date(2026, 1, 1))) == {}
        assert parts_of(tmp_path / "none") == ()


def test_only_the_offices_that_are_wanted(tmp_path: Path) -> None:
    made = [row("1"), row("1", office="US"), row("2", office="US"), row("1", office="WO")]
    with holding(batch(*made)) as store:
        assert export_file(store, tmp_path / "a.csv", "", Wanted(("US", "WO"))) == {
            "US": 2, "WO": 1,
        }  # fmt: skip
        with pytest.raises(DataError, match="there is no filing of XX, ZZ"):
            export_folder(store, tmp_path / "out", Wanted(("ZZ", "US", "XX")))
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_other_programs_read_the_folder_as_one_table(tmp_path: Path) -> None:
    with holding(batch(FULL, row("1"), row("1", office="US"))) as store:
        export_folder(store, tmp_path / "out")
    everything = str(tmp_path / "out" / "*" / "*.parquet")
    by_duckdb = duckdb.execute(
        "select office, count(*) from read_parquet(?, hive_partitioning = true)"
        " group by office order by office",
        [everything],
    ).fetchall()
    assert by_duckdb == [("EM", 2), ("US", 1)]
    by_polars = pl.scan_parquet(everything, hive_partitioning=True).collect()
    assert sorted(by_polars["office"]) == ["EM", "EM", "US"]
    arrow: Any = pyarrow.dataset
    assert arrow.dataset(str(tmp_path / "out"), partitioning="hive").count_rows() == 3


def test_a_large_office_has_several_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = batch(*(row(str(number)) for number in range(25)))
    with holding(made) as store:
        whole = Store.filing_batches
        monkeypatch.setattr(
            Store, "filing_batches", lambda self, *given: whole(self, *given, most=1)
        )
        told: list[int] = []
        export_folder(store, tmp_path / "out", progress=told.append)
        parts = parts_of(tmp_path / "out")
        assert [part.filings for part in parts] == [PART_BATCHES, PART_BATCHES, 5]
        assert parts[2].path == "office=EM/part-0002.parquet"
        assert (counted(parts), sum(told)) == ({"EM": 25}, 25)
        assert read_back(files_of(tmp_path / "out")) == store.filings_digest()


def test_what_is_there_is_kept_unless_it_may_go(tmp_path: Path) -> None:
    target, file = tmp_path / "out", tmp_path / "out.csv"
    with holding(batch(row("1"))) as store:
        export_folder(store, target)
        export_file(store, file)
        store.put_filings(batch(row("2")))
        with pytest.raises(DataError, match="out: is there already; name another, or add --force"):
            export_folder(store, target)
        with pytest.raises(DataError, match=r"out\.csv: is there already"):
            export_file(store, file)
        assert counted(parts_of(target)) == {"EM": 1}
        export_folder(store, target, force=True)
        export_file(store, file, force=True)
        assert counted(parts_of(target)) == {"EM": 2}
        with pytest.raises(DataError, match="is a folder"):
            export_file(store, target, "csv", force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.csv"]


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    (tmp_path / "out.unfinished").mkdir()
    (tmp_path / "out.unfinished" / "letter.txt").write_text("dear")
    with holding(batch(row("1"))) as store:
        for name in ("mine", "mine/letter.txt", "out"):
            with pytest.raises(DataError, match="is no export of squatwatch and is not replaced"):
                export_folder(store, tmp_path / name, force=True)
        with pytest.raises(DataError, match="cannot be written"):
            export_folder(store, tmp_path / "missing" / "out")
    assert len(list(tmp_path.rglob("letter.txt"))) == 2


@pytest.mark.parametrize("force", [False, True])
def test_an_export_that_fails_half_way_leaves_what_was_there(
    tmp_path: Path,
    force: bool,
) -> None:
    def fail(_: int) -> None:
        raise RuntimeError("half way")

    target = tmp_path / "out"
    with holding(batch(row("1"), row("1", office="US"))) as store:
        if force:
            export_folder(store, target)
        with pytest.raises(RuntimeError, match="half way"):
            export_folder(store, target, force=force, progress=fail)
        with pytest.raises(RuntimeError, match="half way"):
            export_file(store, tmp_path / "out.csv", progress=fail)
    assert [path.name for path in tmp_path.iterdir()] == (["out"] if force else [])
    if force:
        assert counted(parts_of(target)) == {"EM": 1, "US": 1}


def test_a_part_that_is_not_as_written_is_known(tmp_path: Path) -> None:
    with holding(batch(row("1"), row("1", office="US"))) as store:
        export_folder(store, tmp_path / "out")
    folder = tmp_path / "out"
    first, second = parts_of(folder)
    whole = (folder / second.path).read_bytes()
    (folder / second.path).write_bytes(whole[:-9] + b"x" + whole[-8:])
    check_part(folder, first)
    with pytest.raises(DataError, match=r"office=US/part-0000.parquet: is not as it was written"):
        check_part(folder, second)
    (folder / second.path).unlink()
    with pytest.raises(DataError, match=r"office=US/part-0000.parquet: there is no such file"):
        check_part(folder, second)
    (folder / "office=US" / "more.parquet").write_bytes(whole)
    assert strays(folder, (first, second)) == (folder / "office=US" / "more.parquet",)


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (None, "so it is no export of squatwatch"),
        ("{", "is damaged"),
        ("[]", "is damaged"),
        ('{"schema": "squatwatch.filings/2", "parts": []}', "not squatwatch.filings/1"),
        ('{"schema": "squatwatch.filings/1"}', "is damaged"),
        ("[" * 100_000, "is damaged"),
        *(
            (
                json.dumps(
                    {
                        "schema": "squatwatch.filings/1",
                        "parts": [{"path": path, "office": "EM", "filings": 1, "sha256": "0"}],
                    }
                ),
                "is damaged",
            )
            for path in ("../a.parquet", "/a.parquet", "office=../../part-0000.parquet", "a")
        ),
    ],
)
def test_a_folder_that_is_no_export_is_refused(
    tmp_path: Path, manifest: str | None, why: str
) -> None:
    if manifest is not None:
        (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(DataError, match=why):
        parts_of(tmp_path)


@pytest.mark.parametrize("form", ["folder", *SUFFIXES])
def test_the_real_filings_come_back(real_data: Path, tmp_path: Path, form: str) -> None:
    source = real_data / "filings" / "filings_all.parquet"
    if not source.exists():
        pytest.skip(f"there is no {source.name} in the folder of real data")
    with Store.in_memory() as store:
        assert [one.error for one in ingest(store, [source], today=TODAY)] == [None]
        target = tmp_path / ("out" if form == "folder" else f"out{form}")
        written = (export_folder if form == "folder" else export_file)(store, target)
        assert sum(written.values()) == store.count_filings() > 100_000
        files = files_of(target) if form == "folder" else [target]
        assert read_back(files) == store.filings_digest()
