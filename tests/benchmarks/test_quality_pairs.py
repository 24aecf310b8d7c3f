from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.fuzz import WRatio

from benchmarks.quality.baselines import Baseline, Rapidfuzz
from benchmarks.quality.similarity_pairs import (
    PairSet,
    in_conflict,
    lines,
    methods,
    similarities,
    transferred,
)

UDRP = """\
domain_label,domain_label_unicode,trademark,outcome
qingwora-shop,qingwora-shop,QINGWORA,transferred
mobeilo,mobeilo,MOBELLO,transferred
other,other,OTHERMARK,denied
"""
INPI = "mark1,mark2\nQINGWORA BAR,QINGWORA\nQINGWORA BAR,CASA QINGWORA BAR\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("udrp/udrp_pairs", UDRP), ("inpi/inpi_conflict_pairs", INPI)):
        path = tmp_path / "pairs" / f"{name}.csv"
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_only_transfers_count(folder: Path) -> None:
    pairs = transferred(folder)
    assert pairs.marks == ("QINGWORA", "MOBELLO")
    assert pairs.containing.tolist() == [True, False]


def test_a_mark_belongs_to_every_text_it_stands_beside(folder: Path) -> None:
    assert in_conflict(folder).together.all()
    assert PairSet("", ("a", "b"), ("c", "d")).together.tolist() == [[True, False], [False, True]]


def test_similarity_is_that_of_the_hit_and_0_without_one() -> None:
    scores = similarities(("QINGWORA", "MOBELLO"), ("qingwora", "mobelo", "zzzz"))
    assert scores[0].tolist() == [1, 0, 0]
    assert 0 < scores[1, 1] < 1
    assert not np.any(scores[:, 2])


def test_each_line_has_a_cell_a_method(folder: Path) -> None:
    ways = methods([Baseline("WRatio", Rapidfuzz(WRatio, 100), 0.9)])
    told = {line.what: line.cells for line in lines(folder, ways)}
    assert {len(cells) for cells in told.values()} == {len(ways)}
    assert told["UDRP: domain names transferred"][0].startswith("2/2")
    assert told["first among the marks, transferred"][0].startswith("2/2")
    assert told["INPI: marks in conflict"][0].startswith("2/2")
    assert told["other marks raised for a domain name"][0] == "0 of 2"


def test_the_real_pairs_are_as_many_as_is_told(real_data: Path) -> None:
    domains, conflicts = transferred(real_data), in_conflict(real_data)
    assert len(domains.marks) == 269
    assert (~domains.containing).sum() == 51
    assert len(conflicts.marks) == 30
