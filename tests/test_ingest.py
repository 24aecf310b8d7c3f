"""The job from files to the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

from squatwatch.ingest import AT_ONCE, BAD_LEAST, Outcome, ingest
from squatwatch.model import Counts
from squatwatch.offices.ahead.reading import Wanted
from squatwatch.offices.batch import EXPERIMENTAL
from squatwatch.store import Store
from tests.offices.samples import case, daily, euipo, zipped
from tests.offices.test_euipo_applicants import KEYED, applicants

TODAY = date(2026, 1, 15)
GOOD = b"office,application_number,mark_text\nEM,1,HONGLI\nEM,2,HAIER\n"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def taken(store: Store, *paths: Path, **options: Any) -> list[Outcome]:
    return list(ingest(store, paths, today=TODAY, **options))


def marks(store: Store) -> dict[str, str]:
    rows = store.texts().filter(pl.col("source") == "mark")
    return dict(rows.select("application_key", "text").iter_rows())


def test_a_file_is_taken_with_all_that_it_says(store: Store, tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", GOOD + b"EM,,NUMBERLESS\n")
    (outcome,) = taken(store, path)
    assert outcome.counts == Counts(new=2)
    assert [one.position for one in outcome.set_aside] == ["row 4"]
    (source,) = store.sources()
    assert (source.name, source.reader, source.state) == ("a.csv", "exchange", "taken")
    assert (source.taken_on, source.size) == (TODAY, path.stat().st_size)
    assert (source.counts, source.set_aside) == (Counts(new=2), 1)
    assert [one.position for one in store.records_set_aside(source.digest)] == ["row 4"]


def test_a_content_is_taken_once_whatever_its_name(store: Store, tmp_path: Path) -> None:
    first, second = file(tmp_path, "a.csv", GOOD), file(tmp_path, "b.csv", GOOD)
    for jobs in (1, 2):
        outcomes = taken(store, first, second, jobs=jobs)
        assert [one.known is None for one in outcomes] == [jobs == 1, False]
    assert outcomes[1].known == store.sources()[0]
    (again,) = taken(store, second, again=True)
    assert (again.known, again.counts) == (None, Counts(unchanged=2))


def test_a_file_that_fails_leaves_nothing_and_may_be_taken_later(
    store: Store, tmp_path: Path
) -> None:
    whole = daily(*(case(str(97_000_000 + n)) for n in range(50)))
    path = file(tmp_path, "a.xml", whole[:-200])
    bad, good = taken(store, path, file(tmp_path, "b.csv", GOOD))
    assert bad.error is not None
    assert "a.xml" in bad.error.line()
    assert good.counts == Counts(new=2)
    assert len(store.sources()) == 1
    path.write_bytes(whole)
    (now,) = taken(store, path)
    assert now.counts == Counts(new=50)


def test_what_changed_is_known_by_the_file_that_changed_it(store: Store, tmp_path: Path) -> None:
    content = b"office,application_number,mark_text,classes\nEM,1,HONGLI,9\nEM,2,HAIER,9\n"
    taken(store, file(tmp_path, "a.csv", content))
    taken(store, file(tmp_path, "b.csv", content.replace(b"HAIER,9", b"HAIER,9;11")))
    changes = store.changes(TODAY)
    assert changes.select("application_key", "field").rows() == [("2", "classes")]
    assert changes["source"].to_list() == [store.sources()[1].digest]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_order_of_files_decides_whatever_the_jobs(
    store: Store, tmp_path: Path, jobs: int
) -> None:
    """Of five files the later ones are shorter, so that they are read sooner."""
    paths = []
    for turn in range(5):
        cases = [case(str(97_000_000 + n), mark=f"TURN{turn}") for n in range(500 >> turn)]
        paths.append(file(tmp_path, f"{turn}.xml", daily(*cases, case("97000499", owners=""))))
    paths.append(file(tmp_path, "delete.xml", euipo("", operation="Delete")))
    outcomes = taken(store, *paths, tmp_path / "missing", jobs=jobs)
    with Store.in_memory() as slow:
        one_by_one = [taken(slow, path)[0] for path in [*paths, tmp_path / "missing"]]
        assert [str(one.error) for one in outcomes] == [str(one.error) for one in one_by_one]
        assert [one.counts for one in outcomes] == [one.counts for one in one_by_one]
        assert store.filings_digest() == slow.filings_digest()
    found = marks(store)
    assert (found["97000000"], found["97000499"]) == ("TURN4", "HONGLI")


@pytest.mark.parametrize("jobs", [1, 2])
def test_raw_records_are_kept_on_request(store: Store, tmp_path: Path, jobs: int) -> None:
    record = case("97000001")
    xml, other = file(tmp_path, "a.xml", daily(record)), file(tmp_path, "b.csv", GOOD)
    outcomes = taken(store, xml, other, wanted=Wanted(keep_raw=True), jobs=jobs)
    assert [one.kept for one in outcomes] == [1, 0]
    keys = pl.DataFrame({"office": ["US"], "application_key": ["97000001"]})
    (kept,) = store.raw(keys).to_dicts()
    assert kept["content"].decode() == record.rstrip("\n")
    assert kept["source"] == outcomes_source(store, "a.xml")
    assert kept["retrieved"].timestamp() == pytest.approx(xml.stat().st_mtime, abs=1)


def outcomes_source(store: Store, name: str) -> str:
    return next(one.digest for one in store.sources() if one.name == name)


def test_nothing_raw_is_kept_unasked(store: Store, tmp_path: Path) -> None:
    (outcome,) = taken(store, file(tmp_path, "a.xml", daily(case("97000001"))))
    keys = pl.DataFrame({"office": ["US"], "application_key": ["97000001"]})
    assert (outcome.kept, store.raw(keys).height) == (0, 0)


@pytest.mark.parametrize(("bad", "fails"), [(BAD_LEAST // 5, False), (BAD_LEAST // 5 + 1, True)])
def test_too_many_bad_records_fail_the_file(
    store: Store, tmp_path: Path, bad: int, fails: bool
) -> None:
    good = BAD_LEAST - bad
    rows = [f"EM,{n},A" for n in range(good)] + ["EM,,A"] * bad
    content = "\n".join(["office,application_number,mark_text", *rows, ""])
    (outcome,) = taken(store, file(tmp_path, "a.csv", content.encode()))
    assert (outcome.error is not None) == fails
    assert len(marks(store)) == (0 if fails else good)


def test_of_few_records_most_may_be_bad(store: Store, tmp_path: Path) -> None:
    (outcome,) = taken(store, file(tmp_path, "a.csv", GOOD + b"EM,,X\n" * 9))
    assert (outcome.error, len(outcome.set_aside)) == (None, 9)


@pytest.mark.parametrize("jobs", [1, 2])
def test_headings_and_the_office_of_a_list_are_told_to_its_reader(
    store: Store, tmp_path: Path, jobs: int
) -> None:
    paths = [file(tmp_path, f"{n}.csv", f"Number,Blazon\n{n},HONGLI\n".encode()) for n in "12"]
    wanted = Wanted(headings={"Blazon": "mark_text", "Number": "application_number"}, office="CL")
    assert [one.counts for one in taken(store, *paths, wanted=wanted, jobs=jobs)] == [
        Counts(new=1), Counts(new=1)
    ]  # fmt: skip
    assert store.texts()["office"].unique().to_list() == ["CL"]


NAMES = applicants(("1", "Pear GmbH", "DE"), ("7", "Plum SA", "FR"))
"""Names of which the mark of ``KEYED`` has the first as a key; its other key is not among them."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_names_of_applicants_come_before_or_behind_their_keys(
    store: Store, tmp_path: Path, jobs: int
) -> None:
    names = file(tmp_path, "names.xml", NAMES.content())
    marks = file(tmp_path, "marks.xml", euipo(KEYED))
    before, behind = taken(store, marks, names, jobs=jobs)
    assert (before.counts, behind.counts) == (Counts(new=1), Counts(changed=1))
    assert "2 applicants by their keys 申请人名称" in behind.notes
    assert EXPERIMENTAL in behind.notes
    assert outcomes_source(store, "names.xml") == store.changes(TODAY)["source"].item()
    with Store.in_memory() as other:
        before, behind = taken(other, names, marks, jobs=jobs)
        assert (before.counts, behind.counts) == (Counts(), Counts(new=1))
        assert other.filings_digest() == store.filings_digest()
        assert other.source(outcomes_source(other, "names.xml")) is not None
    keys = pl.DataFrame({"office": ["EM"], "application_key": ["019999001"]})
    assert store.filings(keys)["applicants"].to_list() == [[
        {"name": "Pear GmbH", "country": "DE", "address": "1 Road"},
        {"name": None, "country": None, "address": "euipo-applicant:9"},
    ]]  # fmt: skip


@pytest.mark.parametrize("jobs", [1, 2])
def test_names_and_keys_may_stand_in_archives(store: Store, tmp_path: Path, jobs: int) -> None:
    names, marks = {"names.xml": NAMES.content()}, {"marks.xml": euipo(KEYED)}
    inner = zipped(tmp_path / "inner.zip", names).read_bytes()
    digests = set()
    for members in (names | marks, marks | names, marks | {"inner.zip": inner}):
        with Store.in_memory() as one:
            taken(one, zipped(tmp_path / "a.zip", members), jobs=jobs)
            digests.add(one.filings_digest())
    for content in (marks, names):
        taken(store, zipped(tmp_path / "a.zip", content), jobs=jobs)
    assert digests == {store.filings_digest()}


def test_a_file_of_applicants_that_fails_names_nobody(store: Store, tmp_path: Path) -> None:
    taken(store, file(tmp_path, "marks.xml", euipo(KEYED)))
    before = store.filings_digest()
    (bad,) = taken(store, file(tmp_path, "names.xml", NAMES.content()[:-60]))
    assert bad.error is not None
    taken(store, file(tmp_path, "more.xml", euipo(KEYED.replace("019999001", "019999002"))))
    assert store.filings_digest() != before
    keys = pl.DataFrame({"office": ["EM"] * 2, "application_key": ["019999001", "019999002"]})
    (first, second) = store.filings(keys)["applicants"].to_list()
    assert first == second
    assert first[0]["name"] is None


def test_small_batches_are_written_together_and_say_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filings and deletions of few numbers, in many batches that take each other back."""
    chance = Random(5)  # noqa: S311 - a generator of samples
    names: dict[str, bytes] = {}
    for turn in range(40):
        number = f"01999900{chance.randrange(4)}"
        body = f"<ApplicationNumber>{number}</ApplicationNumber>"
        body += f"<WordMarkSpecification><MarkVerbalElementText>T{turn}</MarkVerbalElementText>"
        operation = chance.choice(("Insert", "Insert", "Delete"))
        names[f"{turn:02}.xml"] = euipo(f"{body}</WordMarkSpecification>", operation=operation)
        stub = f"office,application_number,mark_text\nEM,{number},S{turn}\n"
        names[f"{turn:02}.csv"] = stub.encode()
    path = zipped(tmp_path / "a.zip", names)
    digests = []
    for at_once in (1, 7, AT_ONCE):
        monkeypatch.setattr("squatwatch.ingest.AT_ONCE", at_once)
        with Store.in_memory() as one:
            (outcome,) = taken(one, path)
            assert outcome.error is None
            digests.append(one.filings_digest())
    assert len(set(digests)) == 1
