"""Opening a store: fresh, again, of another version, and what is no store at all."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from squatwatch.errors import StoreError
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Store
from squatwatch.store.migrate import migrations, newest_version
from tests.store.samples import batch, row


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    return str(caught.value)


def run(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, newest_version() + 1))


def test_a_fresh_store_has_the_newest_schema_and_every_column_of_a_filing(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    with duckdb.connect(str(path)) as connection:
        versions = connection.execute("select version from schema_version").fetchall()
        columns = connection.execute(
            "select column_name from information_schema.columns where table_name = 'filing'"
        ).fetchall()
    assert versions == [(number,) for number, _ in migrations()]
    assert {name for (name,) in columns} == {"application_key", *FILING_SCHEMA}


def test_a_store_that_is_opened_again_has_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        store.put_filings(batch(row("1"), row("2")))
        before = store.filings_digest()
    for opened in (Store.create, Store.open):
        with opened(path) as store:
            assert store.filings_digest() == before
    with duckdb.connect(str(path)) as connection:
        counted = connection.execute("select count(*) from schema_version").fetchall()
    assert counted == [(len(migrations()),)]


def test_a_missing_store_is_told_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    assert refusal(path) == (
        f"{path}: there is no store here; make one with 'squatwatch init', or name one with --store"
    )
    assert not path.exists()


def test_a_newer_schema_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    newer = newest_version() + 1
    run(path, f"insert into schema_version values ({newer})")  # noqa: S608 - a number
    assert refusal(path) == (
        f"{path}: the store has schema {newer}, this squatwatch knows {newest_version()} at most; "
        "upgrade squatwatch"
    )
    with duckdb.connect(str(path)) as connection:
        versions = connection.execute("select max(version) from schema_version").fetchall()
    assert versions == [(newer,)]


@pytest.mark.parametrize("sql", ["create table sales (sum integer)", "create view v as select 1"])
def test_a_duckdb_file_of_something_else_is_refused_and_left_as_it_is(
    tmp_path: Path, sql: str
) -> None:
    path = tmp_path / "sales.duckdb"
    run(path, sql)
    assert refusal(path) == f"{path}: this is no squatwatch store; name another with --store"
    with duckdb.connect(str(path)) as connection:
        tables = connection.execute("select count(*) from information_schema.tables").fetchall()
    assert tables == [(1,)]


@pytest.mark.parametrize(
    "content", [b"a text, and no database at all\n" * 500, b"x", b"PK\x03\x04"]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert refusal(path) == f"{path}: this is no squatwatch store; name another with --store"
    assert path.read_bytes() == content


def test_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    message = refusal(tmp_path)
    assert message.startswith(f"{tmp_path}: the store cannot be opened (")
    assert "\n" not in message


def test_a_refused_store_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    run(path, "insert into schema_version values (99)")
    refusal(path)
    run(path, "delete from schema_version where version = 99")
    Store.open(path).close()


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.duckdb"
    broken = (newest_version() + 1, "create table half (a integer); select * from nowhere")
    steps = [*migrations(), broken]
    monkeypatch.setattr("squatwatch.store.migrate.migrations", lambda: steps)
    with pytest.raises(duckdb.Error):
        Store.create(path)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert store.brands() == ()
    with duckdb.connect(str(path)) as connection:
        half = connection.execute(
            "select count(*) from information_schema.tables where table_name = 'half'"
        ).fetchall()
    assert half == [(0,)]
