"""Opening a store: fresh, again, of another version, and what is no store at all."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from squatwatch.errors import StoreError
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Store
from squatwatch.store.keys import keyed
from squatwatch.store.migrate import migrations, newest_version
from tests.store.samples import FULL, batch, row, stored


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
    assert {name for (name,) in columns} >= {"application_key", "digest", *FILING_SCHEMA}


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


def written_by_schema_1(path: Path) -> None:
    """A store as version 0.1 wrote it: a brand, a filing, a note, and nothing of later schemas."""
    [(number, sql)] = migrations()[:1]
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table schema_version (version integer not null)")
        connection.execute(sql)
        connection.execute("insert into schema_version values (?)", [number])
        filing = keyed(batch(FULL)).to_arrow()
        connection.register("incoming", filing)
        connection.execute("insert into filing by name select * from incoming")
        connection.execute("insert into set_aside values ('day.xml', 'record 3', 'no number')")


def schema_of(path: Path) -> int:
    with duckdb.connect(str(path)) as connection:
        [(found,)] = connection.execute("select max(version) from schema_version").fetchall()
    return int(found)


def beside(path: Path) -> set[str]:
    """The other files in the store's folder."""
    return {other.name for other in path.parent.iterdir()} - {path.name}


def test_a_store_of_schema_1_is_brought_up_and_a_copy_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "s.duckdb"
    written_by_schema_1(path)
    with Store.open(path) as store:
        found = store.filings(stored(("EM", "018222474"))).to_dicts()
        digest = store.filings_digest()
    assert found == [{"application_key": "018222474", **FULL}]
    with Store.in_memory() as fresh:
        fresh.put_filings(batch(FULL))
        assert digest == fresh.filings_digest()
    assert schema_of(path) == newest_version()
    assert beside(path) == {"s.before-0002.duckdb"}
    copy = tmp_path / "s.before-0002.duckdb"
    assert schema_of(copy) == 1
    assert str(copy) in caplog.text
    Store.open(path).close()
    assert len(caplog.records) == 1


def test_the_copy_is_a_store_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    written_by_schema_1(path)
    Store.open(path).close()
    with Store.open(tmp_path / "s.before-0002.duckdb") as store:
        assert store.filings(stored(("EM", "018222474"))).height == 1


def test_of_an_empty_store_no_copy_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    written_by_schema_1(tmp_path / "other.duckdb")
    run(tmp_path / "other.duckdb", "delete from filing; delete from set_aside")
    Store.open(tmp_path / "other.duckdb").close()
    assert beside(path) == {"other.duckdb"}


def test_where_no_copy_can_be_made_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.duckdb"
    written_by_schema_1(path)
    before = path.read_bytes()

    def full(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:1000])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("squatwatch.store.migrate.shutil.copyfile", full)
    message = refusal(path)
    assert "before-0002" in message
    assert "No space left on device); free" in message
    assert path.read_bytes() == before
    assert beside(path) == set()


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        store.put_filings(batch(row("1")))
        before = store.filings_digest()
    number = newest_version() + 1
    broken = (number, "create table half (a integer); delete from filing; select * from nowhere")
    steps = [*migrations(), broken]
    monkeypatch.setattr("squatwatch.store.migrate.migrations", lambda: steps)
    message = refusal(path)
    assert f"the store cannot be brought to schema {number}" in message
    assert f"s.before-{number:04}.duckdb" in message
    assert "\n" not in message
    monkeypatch.undo()
    for kept in (path, tmp_path / f"s.before-{number:04}.duckdb"):
        with Store.open(kept) as store:
            assert store.filings_digest() == before
        with duckdb.connect(str(kept)) as connection:
            tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        assert ("half",) not in tables
