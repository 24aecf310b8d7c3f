"""A person's data go for good; the filings stay. The person is made up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.errors import DataError, StoreError
from squatwatch.filers.keys import filer_key
from squatwatch.model import Decision, SetAside
from squatwatch.store import Counts, Store, rewriting
from squatwatch.store.alerts import ALERT_SCHEMA, TOLD_SCHEMA, SweepRecord
from squatwatch.store.erasing import Person
from squatwatch.store.masking import ERASED
from squatwatch.store.outbox import Message
from tests.store.samples import DAY, NEXT_DAY, batch, named, raw, row, stored

NAME, SPELLED, ADDRESS = "Nemo Example-Ünal", "EXAMPLE-ÜNAL, Nemo", "7 Nowhere Passage"
HERS = {"name": SPELLED, "country": "TR", "address": ADDRESS}
COMPANY = {"name": "Nordlicht Handels GmbH", "country": "DE", "address": "Kiel"}
NIGHT = datetime(2026, 1, 15, 2, 30, tzinfo=UTC)


def alert(applicants: list[str], values: str) -> pl.DataFrame:
    evidence = [{"code": "filer.group", "weight": 3.0, "values": values}]
    given: dict[str, object] = {
        "alert_id": "0" * 16, "brand_id": "a", "office": "EM", "application_key": "1",
        "level": "high", "cleared_by": None, "score": 0.9, "bits": 5.0, "conduct": False,
        "filer_group": "", "form": "HONGLI", "form_kind": "pinyin", "form_weight": 1.0,
        "unit": "hongli", "unit_source": "mark", "relation": "spelling", "edits": 0,
        "similarity": 1.0, "evidence": evidence, "status": "filed", "publication_date": None,
        "classes": [9], "applicants": applicants, "first_seen": date(2026, 1, 15),
        "changed": date(2026, 1, 15), "run_id": "r",
    }  # fmt: skip
    return pl.DataFrame([given], schema=ALERT_SCHEMA)


def filled(store: Store) -> None:
    """The person in every place where a store may have one."""
    store.begin_source(DAY)
    records = (row("1", applicants=[COMPANY, HERS]), row("2", applicants=[COMPANY]))
    store.put_filings(batch(*records), DAY)
    store.put_filings(batch(row("3", representative=NAME.upper())), DAY)
    store.put_applicants(named(("EM", "euipo-applicant:1", NAME)))
    store.keep_raw(raw(("EM", "1", f"<name>{SPELLED}</name>".encode())), DAY, NIGHT)
    store.keep_raw(raw(("EM", "2", b"<name>Nordlicht</name>")), DAY, NIGHT)
    aside = SetAside("day.xml", "record 9", f"no number: {SPELLED}")
    store.finish_source(DAY.digest, Counts(new=3), [aside])
    store.begin_source(NEXT_DAY)
    store.put_filings(batch(row("2", applicants=[HERS])), NEXT_DAY)
    store.put_filings(batch(row("2", applicants=[COMPANY])), NEXT_DAY)
    store.finish_source(NEXT_DAY.digest, Counts())
    told = json.dumps({"applicant": SPELLED, "others": 3})
    store.put_alerts(alert([COMPANY["name"], SPELLED], told))
    store.put_decisions(
        [Decision("0" * 16, NIGHT, "desk", "noted", why=f"asked:\n{NAME} at {ADDRESS}")]
    )
    record = SweepRecord("r", date(2026, 1, 15), {"groups": [SPELLED]}, "reported")
    groups = pl.DataFrame(
        schema={"filer_group": pl.String, "brands": pl.List(pl.String), "filings": pl.Int32}
    )
    told_of = pl.DataFrame(schema=TOLD_SCHEMA)
    store.put_sweep(record, told_of, groups)
    store.put_messages([Message("m", "r", "mail", "desk", {"text": f"new:\n{SPELLED}"})])


def in_file(path: Path, *texts: str) -> list[str]:
    """Which of the texts stand in the bytes of the file or its log."""
    log = path.with_name(f"{path.name}.wal")
    held = path.read_bytes() + (log.read_bytes() if log.exists() else b"")
    held = held.lower()
    written = [form for text in texts for form in (text, json.dumps(text)[1:-1])]
    return [text for text in written if text.encode().lower() in held]


def of_the_person(store: Store, name: str = NAME) -> Person:
    found = store.person(name)
    keys = tuple(sorted({filer_key(one) for one in found.names}))
    return Person(found.name, found.names, found.addresses, keys)


def test_nothing_of_the_person_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    with Store.create(path) as store:
        filled(store)
    assert in_file(path, SPELLED, ADDRESS)
    with Store.open(path) as store:
        counts = store.erase(of_the_person(store))
    assert {table for table, count in counts.items() if count} >= {
        "filing", "filing_change", "raw_record", "applicant_key", "alert", "decision", "set_aside",
        "outbox", "sweep",
    }  # fmt: skip
    assert in_file(path, NAME, SPELLED, ADDRESS, "Ünal") == []
    assert [one.name for one in tmp_path.iterdir()] == ["store.duckdb"]


def test_the_filings_stay_found_by_their_numbers_and_in_order(tmp_path: Path) -> None:
    with Store.create(tmp_path / "store.duckdb") as store:
        filled(store)
        store.erase(of_the_person(store))
        wanted = stored(*(("EM", number) for number in "123"))
        found = store.filings(wanted).sort("application_number")
        masked = {"name": ERASED, "country": None, "address": None}
        assert found["applicants"].to_list() == [[COMPANY, masked], [COMPANY], []]
        assert found["representative"].to_list() == [None, None, ERASED]
        assert "filings.altered" not in {one.code for one in store.health()}
        assert "raw.altered" not in {one.code for one in store.health()}
        [kept] = store.raw(stored(("EM", "1"), ("EM", "2")))["application_key"].to_list()
        assert kept == "2"
        [told] = store.alerts().to_dicts()
        assert told["applicants"] == [COMPANY["name"], ERASED]
        assert json.loads(told["evidence"][0]["values"]) == {"applicant": ERASED, "others": 3}
        [decision] = store.decisions()
        assert decision.why == f"asked:\n{ERASED} at {ERASED}"
        changes = store.changes(date(2026, 1, 1)).filter(pl.col("field") == "applicants")
        assert json.loads(changes["new"].to_list()[0]) == [masked]
        assert COMPANY["name"] in changes["old"].to_list()[0]


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    with Store.create(tmp_path / "store.duckdb") as store:
        filled(store)
        before = store.held_of(of_the_person(store))
        assert store.erase(of_the_person(store)) == before
        digest = store.filings_digest()
        assert not any(store.held_of(of_the_person(store)).values())
        assert not any(store.erase(of_the_person(store)).values())
        assert store.filings_digest() == digest


def test_looking_changes_nothing(tmp_path: Path) -> None:
    with Store.create(tmp_path / "store.duckdb") as store:
        filled(store)
        digest, trail = store.filings_digest(), store.decisions()
        assert store.held_of(of_the_person(store))["filing"] == 2
        assert (store.filings_digest(), store.decisions()) == (digest, trail)


def test_a_file_that_brings_the_name_again_is_masked_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    with Store.create(path) as store:
        filled(store)
        store.erase(of_the_person(store))
        digest = store.filings_digest()
        again = store.put_filings(batch(row("1", applicants=[COMPANY, HERS])), NEXT_DAY)
        assert again == Counts(unchanged=1)
        assert store.filings_digest() == digest
        assert store.put_filings(batch(row("8", applicants=[HERS]))) == Counts(new=1)
        store.put_applicants(named(("EM", "euipo-applicant:1", NAME)))
        keyed = {"name": None, "country": None, "address": "euipo-applicant:1"}
        store.put_filings(batch(row("9", applicants=[keyed])))
        found = store.filings(stored(("EM", "8"), ("EM", "9")))
        assert {one["name"] for people in found["applicants"] for one in people} == {ERASED}
    assert in_file(path, NAME, SPELLED, ADDRESS) == []


def test_others_keep_their_names(tmp_path: Path) -> None:
    with Store.create(tmp_path / "store.duckdb") as store:
        longer = {"name": "Nemo Example-Ünal Trading Ltd", "country": "TR", "address": ADDRESS}
        store.put_filings(batch(row("1", applicants=[HERS]), row("2", applicants=[longer])))
        store.erase(of_the_person(store))
        assert store.filings(stored(("EM", "2")))["applicants"].to_list() == [[longer]]


@pytest.mark.parametrize("spelled", ["nemo EXAMPLE Ünal", "Example Ünal; Nemo", SPELLED])
def test_the_words_count_whatever_their_order_case_and_punctuation(spelled: str) -> None:
    with Store.in_memory() as store:
        store.put_filings(batch(row("1", applicants=[HERS])))
        assert store.held_of(store.person(spelled))["filing"] == 1
        assert store.held_of(store.person("Nemo Example"))["filing"] == 0


def test_a_name_in_characters_is_compared_without_its_spaces() -> None:
    with Store.in_memory() as store:
        store.put_filings(batch(row("1", applicants=[{**HERS, "name": "例 某某"}])))
        assert store.held_of(store.person("例某某"))["filing"] == 1
        assert store.held_of(store.person("某某例"))["filing"] == 0


@pytest.mark.parametrize("name", ["", "  ", "-.,", "'", "\0", "A\0B", "A\udcff"])
def test_what_has_no_letter_is_no_name(name: str) -> None:
    with Store.in_memory() as store, pytest.raises(DataError, match="no name"):
        store.person(name)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30))
def test_any_text_is_a_name_or_is_refused_and_erases_nobody_else(name: str) -> None:
    with Store.in_memory() as store:
        store.put_filings(batch(row("1", applicants=[COMPANY])))
        try:
            found = store.person(name)
        except DataError:
            return
        assert COMPANY["name"] not in found.names or name.lower().split()
        if not found.addresses:
            assert not any(store.held_of(found).values())


def test_the_mark_is_nobody_among_filers() -> None:
    assert filer_key(ERASED) == ""


def test_a_mark_that_is_the_name_is_told_and_stays() -> None:
    with Store.in_memory() as store:
        store.put_filings(batch(row("1", mark=SPELLED, applicants=[HERS])))
        found = of_the_person(store)
        assert store.marks_with(found) == 1
        store.erase(found)
        assert store.filings(stored(("EM", "1")))["mark_text"].to_list() == [SPELLED]


def test_broken_off_before_the_file_is_written_anew_the_next_time_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.duckdb"

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with Store.create(path) as store:
        filled(store)
    with monkeypatch.context() as patched, Store.open(path) as store:
        patched.setattr(rewriting, "rewrite", stopped)
        with pytest.raises(KeyboardInterrupt):
            store.erase(of_the_person(store))
    assert in_file(path, SPELLED), "DuckDB keeps the bytes of what is deleted"
    with Store.open(path) as store:
        assert not any(store.erase(of_the_person(store)).values())
    assert in_file(path, NAME, SPELLED, ADDRESS) == []


def test_the_file_keeps_its_permissions_and_its_name_behind_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "elsewhere.duckdb", tmp_path / "store.duckdb"
    with Store.create(path) as store:
        filled(store)
    path.chmod(0o640)
    link.symlink_to(path)
    with Store.open(link) as store:
        store.erase(of_the_person(store))
        store.put_filings(batch(row("10")))
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert in_file(path, SPELLED) == []
    with Store.open(path) as store:
        assert store.count_filings() == 4


def test_a_rewrite_that_finds_no_room_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    with Store.create(path) as store:
        filled(store)
        (tmp_path / "store.rewriting.duckdb").mkdir()
        with pytest.raises((StoreError, OSError)):
            store.rewrite()
    with Store.open(path) as store:
        assert store.count_filings() == 3


def test_what_a_broken_off_rewrite_left_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    (tmp_path / "store.rewriting.duckdb").write_bytes(b"half")
    with Store.create(path) as store:
        filled(store)
        digest = store.filings_digest()
        store.rewrite()
        assert store.filings_digest() == digest
        store.put_filings(batch(row("10")))
    with Store.open(path) as store:
        assert store.count_filings() == 4
    assert [one.name for one in tmp_path.iterdir()] == ["store.duckdb"]
