from __future__ import annotations

import random
from itertools import product

import numpy as np
import polars as pl
import pytest

from benchmarks.matching.methods import METHODS, Method
from benchmarks.matching.ours import core_of, spelling_effort
from benchmarks.matching.task import Channel, Pairs, Task, packed, recall, task_of, unpacked
from squatwatch.match.relation import agreements, units

PACKAGES = {
    "symspell": "symspellpy",
    "splink": "splink",
    "sparse-dot": "sparse_dot_topn",
    "string-grouper": "string_grouper",
    "aho-corasick": "ahocorasick",
}
"""What a method needs that squatwatch does not."""


@pytest.fixture(scope="module")
def task() -> Task:
    """Forms and texts of few letters, so that many are near each other; a few are not ASCII."""
    chance = random.Random(3)  # noqa: S311
    words = ["".join(chance.choices("abn", k=chance.randint(1, 9))) for _ in range(60)]
    several = [*words, "老吉", "é한"]
    texts = [" ".join(chance.choices(several, k=chance.randint(1, 5))) for _ in range(60)]
    forms = ["".join(chance.choices("abn", k=chance.randint(4, 12))) for _ in range(60)]
    return task_of(
        pl.Series(forms).unique(maintain_order=True), pl.Series(texts).unique(maintain_order=True)
    )


@pytest.fixture(scope="module")
def reference(task: Task) -> dict[Channel, Pairs]:
    """The pairs by the definition: of form and unit; of form and whole text for ``inside``."""
    rows = {unit: row for row, unit in enumerate(task.unit_texts)}
    found: dict[Channel, set[tuple[int, int]]] = {"spelling": set(), "inside": set()}
    for (row, form), text in product(enumerate(task.forms), task.texts):
        for relation, unit, edits in agreements(form, "latin", text):
            if relation == "spelling":
                found[relation].add((row, rows[unit]))
            elif relation == "inside" and not edits:
                found[relation].add((row, rows[text.replace(" ", "")]))
    columns = {channel: np.array(sorted(pairs)).T for channel, pairs in found.items()}
    return {channel: packed((forms, others)) for channel, (forms, others) in columns.items()}


def test_units_are_those_of_the_relation(task: Task) -> None:
    runs = {"".join(run) for text in task.texts for run in units(text)}
    assert set(task.unit_texts) == runs
    assert task.unit_texts.is_unique().all()
    assert task.units.is_unique().all()
    wholes = {text.replace(" ", "") for text in task.texts}
    assert set(task.unit_texts.gather(task.whole)) == wholes


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if method.exact])
def test_an_exact_method_finds_the_relation_and_no_more(
    name: str, task: Task, reference: dict[Channel, Pairs]
) -> None:
    method = asked(name)
    found = packed(method.prepare(task)())
    assert found.tolist() == reference[method.channel].tolist()


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if not method.exact])
def test_another_method_finds_some_of_it(
    name: str, task: Task, reference: dict[Channel, Pairs]
) -> None:
    found = packed(asked(name).prepare(task)())
    forms, units_found = unpacked(found)
    assert forms.max() < task.forms.len()
    assert units_found.max() < task.units.len()
    assert recall(reference["spelling"], found) > 0


def test_ours_is_told_as_the_peers_are(task: Task, reference: dict[Channel, Pairs]) -> None:
    core = core_of(task)
    found = core.unit_pairs(core.find(("spelling",)))
    assert found.tolist() == reference["spelling"].tolist()
    for channel, pairs in reference.items():
        assert core.pairs(channel).tolist() == pairs.tolist()
    _, effort = core.near()
    assert effort.candidates >= len(found)


def test_the_effort_of_find_is_that_of_its_words_and_runs(task: Task) -> None:
    core = core_of(task)
    pairs, effort = spelling_effort(core.index, core.units)
    assert effort.candidates >= pairs >= len(core.pairs("spelling"))


def asked(name: str) -> Method:
    """The method; the test is skipped where its package is not installed."""
    if name in PACKAGES:
        pytest.importorskip(PACKAGES[name], reason=f"{name} needs the extra bench")
    return METHODS[name]


def test_pairs_are_packed_in_order_and_once() -> None:
    rows = (np.array([2, 0, 2]), np.array([1, 7, 1]))
    assert [column.tolist() for column in unpacked(packed(rows))] == [[0, 2], [7, 1]]


def test_recall_is_the_share_of_the_true_pairs() -> None:
    true, found = np.array([1, 2, 4], np.uint64), np.array([2, 3], np.uint64)
    assert recall(true, found) == pytest.approx(1 / 3)
    assert recall(true[:0], found) == 1
