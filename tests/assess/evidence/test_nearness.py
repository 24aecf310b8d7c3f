"""How the mark matches: the cell of the relation, how alike what differs is, and from what text."""

from __future__ import annotations

from typing import Any

import pytest

from squatwatch.assess.evidence.nearness import CONFUSABLE, UNLIKE, likeness, match, source
from squatwatch.model import UNIT_SOURCES
from tests.assess.samples import answers, hit, numbered, rests_on

Hit = dict[str, Any]

CELLS = [
    ("identical-whole", hit("xiaomi")),
    ("identical-part", hit("xiaomi", whole="superxiaomi")),
    ("identical-whole", hit("лабубу")),
    ("identical-part", hit("xiaomi", whole="xiaomiphone", relation="inside")),
    ("inside", hit("xiaomi", "myxiaomis", relation="inside")),
    ("inside", hit("xiaomi", "myxiaomis", "themyxiaomis", relation="inside")),
    ("affix", hit("xiaomi", "superxaomi", relation="inside", edits=1)),
    ("one-edit-whole", hit("xiaomi", "xaomi", edits=1)),
    ("one-edit-part", hit("xiaomi", "xaomi", "superxaomi", edits=1)),
    ("two-edits-whole", hit("deepseek", "dipsek", edits=2)),
    ("two-edits-part", hit("deepseek", "dipsek", "dipsekai", edits=2)),
    ("one-edit-whole", hit("лабубу", "лабуба", edits=1)),
    ("sound-whole", hit("xiaomi", "hsiaomi", relation="sound")),
    ("sound-part", hit("xiaomi", "hsiaomi", "superhsiaomi", relation="sound")),
    ("sound-edit", hit("beiketola", "peiketole", relation="sound", edits=1)),
    ("sound-edit", hit("beiketola", "peiketole", "apeiketole", relation="sound", edits=1)),
    ("hanzi-whole", hit("华为", "華為")),
    ("hanzi-run", hit("华为", "华为", "华为phone")),
    ("hanzi-inside", hit("华为", "新华为手机")),
    ("hanzi-inside", hit("华为", "新华为手机", "新华为手机phone")),
    ("hanzi-near-whole", hit("王老吉", "王老古", edits=1)),
    ("hanzi-near-inside", hit("王老吉", "王老古", "王老古tea", edits=1)),
    ("hanzi-near-inside", hit("王老吉", "王老古凉茶", edits=1)),
]  # fmt: skip
SAID = [
    ("said-whole", hit("xiaomi")),
    ("said-part", hit("xiaomi", whole="superxiaomi")),
    ("said-near", hit("xiaomi", "xaomi", edits=1)),
    ("said-near", hit("xiaomi", "myxiaomis", relation="inside")),
    ("said-near", hit("xiaomi", "hsiaomi", relation="sound")),
    ("said-whole", hit("华为", "華為")),
    ("said-near", hit("王老吉", "王老古", edits=1)),
]


@pytest.mark.parametrize(("cell", "found"), CELLS)
def test_the_cell_of_the_relation(cell: str, found: Hit) -> None:
    pairs = numbered(found)
    assert answers(match(), pairs) == {0: f"match.{cell}"}
    assert rests_on(match(), pairs) == [
        {name: found[name] for name in ("form", "unit", "relation", "edits")}
        | {"source": found["unit_source"]}
    ]


@pytest.mark.parametrize("text", ["translation", "description"])
@pytest.mark.parametrize(("cell", "found"), SAID)
def test_what_a_mark_is_said_to_mean_is_not_the_mark(cell: str, found: Hit, text: str) -> None:
    assert answers(match(), numbered(found | {"unit_source": text})) == {0: f"match.{cell}"}


def test_what_a_mark_is_read_like_is_weighed_as_the_mark() -> None:
    readings = ["mark", "transliteration", "pseudo-mark", "office-reading", "read-back"]
    rows = numbered(*(hit("xiaomi", unit_source=one) for one in readings))
    assert set(answers(match(), rows).values()) == {"match.identical-whole"}


def test_every_hit_has_one_cell() -> None:
    rows = [found | {"unit_source": text} for _, found in CELLS for text in UNIT_SOURCES]
    assert sorted(answers(match(), numbered(*rows))) == list(range(len(rows)))


@pytest.mark.parametrize(
    ("similarity", "code"),
    [
        (1.0, "near.confusable"),
        (CONFUSABLE, "near.confusable"),
        (CONFUSABLE - 0.001, None),
        (UNLIKE, None),
        (UNLIKE - 0.001, "near.unlike"),
        (0.0, "near.unlike"),
    ],
)
def test_how_alike_what_differs_is(similarity: float, code: str | None) -> None:
    near = hit("xiaomi", "xiaome", edits=1, similarity=similarity)
    assert answers(likeness(), numbered(near)) == ({0: code} if code else {})
    by_sound = near | {"relation": "sound"}
    assert answers(likeness(), numbered(by_sound)) == ({0: code} if code else {})


def test_where_nothing_differs_likeness_says_nothing() -> None:
    rows = numbered(
        hit("xiaomi", similarity=0.5),
        hit("xiaomi", "hsiaomi", relation="sound", similarity=0.5),
        hit("xiaomi", "myxiaomis", relation="inside", similarity=0.95),
        hit("王老吉", "王老古", edits=1, similarity=0.95),
    )
    assert answers(likeness(), rows) == {}


def test_the_limits_of_likeness_are_those_of_the_page() -> None:
    assert (CONFUSABLE, UNLIKE) == (0.9, 0.8)


def test_from_which_text_the_unit_is() -> None:
    rows = numbered(*(hit("xiaomi", unit_source=one) for one in UNIT_SOURCES))
    told = {UNIT_SOURCES[row]: code for row, code in answers(source(), rows).items()}
    assert told == {
        "transliteration": "source.transliteration",
        "read-back": "source.read-back",
    }
    assert rests_on(source(), rows)[0] == {"form": "XIAOMI", "source": "transliteration"}
