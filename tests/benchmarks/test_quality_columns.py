"""The small register of this file: made-up brands, marks and companies."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import JaroWinkler

from benchmarks.quality.baselines import Baseline, Rapidfuzz
from benchmarks.quality.columns import Column, Ours, Theirs, sample
from benchmarks.quality.labelled import Labelled, batch
from benchmarks.quality.load import Load
from benchmarks.quality.misses import named
from benchmarks.quality.ranking import places
from benchmarks.quality.register import Found, keys, marks, register, scanned
from benchmarks.quality.rows import Sets, lines
from squatwatch import Brand

BRAND = Brand(
    "qingwo", name_zh=("青蜗",), name_latin=("QINGWORA",), owner_en="Qingwora Technology Co., Ltd.",
    classes=(9,),
)  # fmt: skip
BRANDS = {BRAND.brand_id: BRAND}


def labelled(
    row_id: str, mark: str, applicant: str, kind: str = "identical-latin", label: str = ""
) -> Labelled:
    filing = {
        "office": "EM", "application_number": row_id, "mark_text": mark, "classes": [9],
        "applicants": [{"name": applicant, "country": None, "address": None}],
        "status": "filed",
    }  # fmt: skip
    return Labelled(row_id, BRAND.brand_id, kind, label, filing)


CASE = labelled("C1", "QINGWORA", "Example Trading GmbH", label="adjudged")
NEAR = labelled("C2", "XYZZYQ", "Example Trading GmbH", "near-miss-spelling")
OWN = labelled("N1", "QINGWORA 青蜗", "Qingwora Technology Co., Ltd.", "own-filing")
OTHER = labelled("N2", "TABLE LAMP", "Sample Lighting SARL", "different-mark")
ROWS = [CASE, NEAR, OWN, OTHER]


@pytest.fixture(scope="module")
def found() -> Found:
    with register([batch(ROWS)]) as store:
        return scanned(store, [BRAND])


@pytest.fixture(scope="module")
def sets(found: Found) -> Sets:
    return Sets([CASE, NEAR], [OWN, OTHER], found)


@pytest.fixture(scope="module")
def theirs() -> Theirs:
    equal = Baseline("equal", Rapidfuzz(JaroWinkler.similarity, 1), 1.0)
    return Theirs(equal, BRANDS, ["QINGWORA", "TABLE LAMP"])


def test_a_scan_tells_the_level_of_each_pair(found: Found) -> None:
    assert found.reaches(CASE.pair, "medium")
    assert found.level(OWN.pair) == "cleared"
    assert found.level(NEAR.pair) == found.level(OTHER.pair) == "no hit"


def test_only_pairs_of_the_filings_asked_for_are_counted(found: Found) -> None:
    everything = keys(batch(ROWS))
    assert found.raised("medium", everything) == 1
    assert found.raised("medium", everything - {CASE.key}) == 0


def test_another_scan_of_the_register_watches_its_own_brands_alone() -> None:
    other = Brand("lamp", name_latin=("TABLE LAMP",))
    with register([batch(ROWS)]) as store:
        scanned(store, [BRAND])
        again = scanned(store, [other])
    assert {pair[0] for pair in again.by_pair} == {"lamp"}


def test_places_count_what_is_neither_cleared_nor_apart(found: Found) -> None:
    assert places(found.alerts) == {CASE.pair: 1}
    assert places(found.alerts, {CASE.key}) == {}


def test_our_column_goes_by_level(found: Found) -> None:
    ours = Ours("medium", found, Found(()))
    assert ours.raises(CASE)
    assert not ours.raises(OWN)
    assert not ours.raises_by_characters(CASE)
    assert (ours.place(CASE), ours.place(NEAR)) == (1, None)


def test_a_baseline_goes_by_names(theirs: Theirs) -> None:
    assert theirs.raises(CASE)
    assert not theirs.raises(OTHER)
    assert not theirs.raises_by_characters(CASE)


def test_the_place_of_a_baseline_is_in_the_middle_of_its_equals(theirs: Theirs) -> None:
    assert theirs.place(CASE) == 1.5
    assert theirs.place(OTHER) == 2.5


def test_a_baseline_counts_filings_by_their_marks(theirs: Theirs, found: Found) -> None:
    load = Load("", "", [BRAND], keys(batch(ROWS)), marks(batch(ROWS)), found)
    assert theirs.raised(load) == (1, 4)
    ours_alone = Load("", "", [BRAND], load.filings, load.marks, found, for_all=False)
    assert theirs.raised(ours_alone) is None


def test_of_a_slow_baseline_a_sample_is_asked(theirs: Theirs, found: Found) -> None:
    slow = Theirs(theirs.baseline._replace(most=2), BRANDS, theirs.marks)
    load = Load("", "", [BRAND], keys(batch(ROWS)), ["QINGWORA"] * 4, found)
    assert slow.raised(load) == (2, 2)


def test_a_sample_is_drawn_where_there_are_more() -> None:
    texts = [str(number) for number in range(10)]
    assert sample(texts, None) == sample(texts, 10) == texts
    assert len(set(sample(texts, 4))) == 4
    assert sample(texts, 4) == sample(texts, 4)


def test_every_line_has_a_cell_a_column(sets: Sets, theirs: Theirs, found: Found) -> None:
    load = Load("a day", "", [BRAND], keys(batch(ROWS)), marks(batch(ROWS)), found)
    columns: list[Column] = [Ours("medium", found, Found(())), theirs]
    told = {line.what: line.cells for line in lines(sets, columns, [load])}
    assert {len(cells) for cells in told.values()} == {2}
    assert told["cases, near misses apart"][0].startswith("1/1 = 1.00")
    assert told["near misses outside the relation"][0].startswith("0/1")
    assert told["own filings that are hits: cleared"][0].startswith("1/1")
    assert told["a day"][0].startswith("1, scaled 5,000 [")


def test_what_is_behind_the_shares_is_named(sets: Sets, found: Found) -> None:
    told = "\n".join(named(sets, Ours("medium", found, Found(()))))
    assert "C2 qingwo: XYZZYQ" in told
    assert "C1" not in told
    assert "hard negatives at medium or above: 0" in told
