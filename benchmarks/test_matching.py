"""Speed of the matching core on generated forms and filings; run with ``make bench``.

Small enough for every change: ratios to two peers stand in ``extra_info``, and no time is
asserted. The whole table is ``python -m benchmarks.matching.peers_table``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.matching.fixed_set import forms_of_brands
from benchmarks.matching.haystack import generated_marks, normalized
from benchmarks.matching.methods import METHODS
from benchmarks.matching.ours import Core, core_of
from benchmarks.matching.task import packed, task_of
from benchmarks.matching.timing import in_turns
from squatwatch.match import FormIndex, Units
from squatwatch.model import RELATIONS, Relation

BRANDS = 1_500
FILINGS = 20_000
ROUNDS = 3


@pytest.fixture(scope="module")
def core() -> Core:
    """1,500 generated brands and 20,000 generated filings; every channel has run once."""
    texts = normalized(generated_marks(FILINGS), generated=True)
    made = core_of(task_of(forms_of_brands(BRANDS)["form"], texts))
    made.find()
    return made


def test_build_index(benchmark: BenchmarkFixture, core: Core) -> None:
    forms = core.index.forms.select("form", "script")
    assert benchmark(FormIndex.build, forms).forms.height == forms.height


def test_load_index(benchmark: BenchmarkFixture, core: Core, tmp_path: Path) -> None:
    core.index.save(tmp_path)
    loaded = benchmark(FormIndex.load, tmp_path)
    assert loaded.forms.equals(core.index.forms)


def test_units(benchmark: BenchmarkFixture, core: Core) -> None:
    assert len(benchmark(Units.of, core.task.texts)) == len(core.units)


@pytest.mark.parametrize("relation", [name for name in RELATIONS if name != "script"])
def test_find(benchmark: BenchmarkFixture, core: Core, relation: Relation) -> None:
    hits = benchmark(core.find, (relation,))
    benchmark.extra_info["hits"] = hits.height


def test_near(benchmark: BenchmarkFixture, core: Core) -> None:
    pairs, effort = benchmark(core.near)
    distinct = len(packed(pairs))
    benchmark.extra_info |= effort._asdict()
    benchmark.extra_info["candidates a pair"] = round(effort.candidates / distinct, 2)


@pytest.mark.parametrize("name", ["cdist-units", "duckdb-places"])
def test_near_beside_a_peer(benchmark: BenchmarkFixture, core: Core, name: str) -> None:
    method = METHODS[name]
    ours, theirs = core.like_for_like(method.channel), method.prepare(core.task)
    assert packed(theirs()).tolist() == packed(benchmark(ours)).tolist()
    turns = in_turns(ours, theirs, ROUNDS)
    benchmark.extra_info["times as long as ours"] = [round(ratio, 1) for ratio in turns.ratios]
