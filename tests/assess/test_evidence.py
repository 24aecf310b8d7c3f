"""Each piece of evidence: what it is told of, and what it must not be told of."""

from __future__ import annotations

import json
import math
from typing import Any

import polars as pl
import pytest

from squatwatch.assess.evidence import EVIDENCE_SCHEMA, evidence_rows
from squatwatch.assess.evidence.conduct import (
    partner,
    several_brands,
    several_forms,
    unknown_applicant,
)
from squatwatch.assess.evidence.distinctiveness import common_word, common_words, length
from squatwatch.assess.evidence.goods import UNSPECIFIC_CLASSES, classes, related_classes
from squatwatch.assess.evidence.nearness import form_kind, nearness, part, source
from tests.assess.samples import codes, hit, numbered

Hit = dict[str, Any]

NEARNESS = [
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
    ("hanzi-inside", hit("华为", "新华为手机")),
    ("hanzi-inside", hit("华为", "华为", "华为phone")),
]


@pytest.mark.parametrize(("cell", "found"), NEARNESS)
def test_nearness(cell: str, found: Hit) -> None:
    rows = nearness(numbered(found))
    assert codes(rows) == {0: f"match.{cell}"}
    assert json.loads(rows["values"][0]) == {
        "form": found["form"],
        "unit": found["unit"],
        "relation": found["relation"],
        "edits": found["edits"],
    }


def test_every_hit_has_one_nearness() -> None:
    rows = nearness(numbered(*(found for _, found in NEARNESS)))
    assert sorted(codes(rows)) == list(range(len(NEARNESS)))


def test_a_form_that_the_owner_does_not_use_counts_less_by_its_weight() -> None:
    rows = form_kind(
        numbered(
            hit("xiaomi"),
            hit("xiaomi", form_weight=0.5, form_kind="pinyin"),
            hit("xiaomi", form_weight=0.25, form_kind="wade-giles"),
        )
    )
    assert codes(rows) == {1: "form.derived", 2: "form.derived"}
    assert rows["times"].to_list() == [-1, -2]
    assert json.loads(rows["values"][1]) == {"form": "XIAOMI", "kind": "wade-giles", "weight": 0.25}


def test_the_place_and_the_generic_part_of_a_name_are_anybodys() -> None:
    parts = ["whole", "distinctive", "place", "generic"]
    rows = part(numbered(*(hit("xiaomi", form_part=one) for one in parts)))
    assert codes(rows) == {2: "form.place", 3: "form.generic"}


def test_a_unit_that_is_not_the_mark_says_less() -> None:
    sources = ["mark", "pseudo-mark", "office-reading", "translation", "description"]
    rows = source(
        numbered(*(hit("xiaomi", unit_source=one) for one in [*sources, "transliteration"]))
    )
    assert codes(rows) == {
        3: "source.translation",
        4: "source.description",
        5: "source.transliteration",
    }


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("x", "form.one-two-letters"),
        ("mi", "form.one-two-letters"),
        ("byd", "form.three-letters"),
        ("anta", "form.four-letters"),
        ("haier", "form.five-letters"),
        ("xiaomi", None),
        ("hisense", None),
        ("deepseek", "form.long"),
        ("guifaxiang", "form.long"),
        ("лаб", "form.three-letters"),
        ("茶", "form.one-character"),
        ("华为", "form.two-characters"),
        ("王老吉", None),
        ("青岛啤酒", "form.long"),
    ],
)
def test_length(form: str, code: str | None) -> None:
    assert codes(length(numbered(hit(form)))) == ({0: code} if code else {})


TIERS = dict(common_words().iter_rows())
FIRST_OF_TIER = {
    tier: min(word for word, of in TIERS.items() if of == tier) for tier in set(TIERS.values())
}


@pytest.mark.parametrize("tier", sorted(FIRST_OF_TIER))
def test_a_form_that_is_a_word(tier: int) -> None:
    rows = common_word(numbered(hit(FIRST_OF_TIER[tier])))
    expected = "very-common" if tier <= 20 else "common" if tier <= 40 else "known"
    assert codes(rows) == {0: f"word.{expected}"}
    assert json.loads(rows["values"][0]) == {"unit": FIRST_OF_TIER[tier], "tier": tier}


def test_the_tiers_are_all_there() -> None:
    assert min(FIRST_OF_TIER) == 10
    assert {tier <= 20 for tier in FIRST_OF_TIER} == {True, False}
    assert any(20 < tier <= 40 for tier in FIRST_OF_TIER)
    assert any(tier > 40 for tier in FIRST_OF_TIER)


def test_a_unit_that_is_another_word_than_the_form() -> None:
    rows = common_word(
        numbered(
            hit("ohuhu"),
            hit("haier", "hair", edits=1),
            hit("xiaomi", "xaomi", edits=1),
            hit("hair", "haier", edits=1),
            hit("华为"),
        )
    )
    assert codes(rows) == {1: "word.other-than-form"}
    assert json.loads(rows["values"][0]) == {"unit": "hair", "form": "HAIER", "tier": TIERS["hair"]}


def test_a_word_of_another_script_is_no_english_word() -> None:
    assert common_word(numbered(hit("hair", script="cyrillic"))).is_empty()


def class_evidence(of_brand: list[int], of_filing: list[int] | None, form: str = "anta") -> Any:
    """The code of the evidence from classes and the classes that it names; None without any."""
    pairs = numbered(hit(form)).with_columns(
        brand_classes=pl.Series([of_brand], dtype=pl.List(pl.Int16)),
        classes=pl.Series([of_filing], dtype=pl.List(pl.Int16)),
    )
    rows = classes(pairs)
    assert rows.height < 2
    return (rows["code"][0], json.loads(rows["values"][0])["classes"]) if rows.height else None


@pytest.mark.parametrize(
    ("of_brand", "of_filing", "expected"),
    [
        ([25], [25], ("class.same", [25])),
        ([9, 42, 38], [45, 42, 9], ("class.same", [9, 42])),
        ([25], [18], ("class.related", [18])),
        ([25], [18, 12], ("class.related", [18])),
        ([25], [12], ("class.unrelated", [12])),
        ([25], [35], None),
        ([25], [35, 42], None),
        ([25], [35, 12], ("class.unrelated", [35, 12])),
        ([35], [35], ("class.same", [35])),
        ([], [25], None),
        ([25], [], None),
        ([25], None, None),
    ],
)
def test_classes(of_brand: list[int], of_filing: list[int] | None, expected: Any) -> None:
    assert class_evidence(of_brand, of_filing) == expected


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("anta", "class.unrelated"),
        ("haier", "class.unrelated"),
        ("xiaomi", "class.unrelated-rare"),
        ("forever", "class.unrelated"),
        ("华为", "class.unrelated"),
        ("王老吉", "class.unrelated-rare"),
    ],
)
def test_a_rare_name_counts_in_other_classes_too(form: str, code: str) -> None:
    assert class_evidence([25], [12], form) == (code, [12])
    assert class_evidence([25], [25], form) == ("class.same", [25])


def test_pairs_of_classes_that_have_no_direction_are_related_both_ways() -> None:
    # 3 and 44 are a pair of the EUIPO only.
    assert class_evidence([3], [44]) == ("class.related", [44])
    assert class_evidence([44], [3]) == ("class.related", [3])


def test_classes_that_all_are_related_to_relate_to_none() -> None:
    related = related_classes()
    assert related.is_unique().all()
    for column in related.columns:
        assert not related[column].is_in(UNSPECIFIC_CLASSES).any()


def test_several_forms_in_one_mark() -> None:
    pairs = pl.DataFrame(
        {"pair": [0, 1, 2], "exact_scripts": [0, 1, 2], "exact_forms": [[], ["A"], ["A", "甲"]]}
    )
    rows = several_forms(pairs)
    assert codes(rows) == {2: "mark.several-forms"}
    assert json.loads(rows["values"][0]) == {"forms": ["A", "甲"]}


def test_several_brands_names_the_others() -> None:
    pairs = pl.DataFrame({"pair": [0, 1, 2, 3]})
    brands, owners = ["a", "b", "c", "d"], ["x", "y", "x", "z"]
    groups = pl.DataFrame(
        {
            "pair": [0, 2, 7],
            "owner": ["x", "y", "x"],
            "brands": [brands] * 3,
            "owners": [owners] * 3,
        }
    )
    rows = several_brands(pairs, groups)
    assert codes(rows) == {0: "filer.several-brands", 2: "filer.several-brands"}
    # c belongs to the owner of a
    assert [json.loads(values) for values in rows["values"]] == [
        {"count": 2, "brands": ["b", "d"]},
        {"count": 3, "brands": ["a", "c", "d"]},
    ]


def test_partner() -> None:
    pairs = pl.DataFrame({"pair": [0, 1]})
    rows = partner(pairs, pl.DataFrame({"pair": [1, 7], "name": ["Agent", "Other"]}))
    assert codes(rows) == {1: "filer.partner"}
    assert json.loads(rows["values"][0]) == {"name": "Agent"}


def test_unknown_applicant() -> None:
    pairs = pl.DataFrame({"pair": [0, 1], "applicant_known": [True, False]})
    assert codes(unknown_applicant(pairs)) == {1: "applicant.unknown"}


@pytest.mark.parametrize("tell", [nearness, form_kind, part, source, length, common_word])
def test_no_hits_no_evidence(tell: Any) -> None:
    assert tell(numbered()).schema == EVIDENCE_SCHEMA
    assert tell(numbered()).is_empty()


def test_a_row_without_a_code_goes() -> None:
    frame = pl.DataFrame({"pair": [0, 1], "code": ["class.same", None], "classes": [[9], [9]]})
    rows = evidence_rows(frame, pl.col("code"), "classes", times=math.pi)
    assert rows.rows() == [(0, "class.same", math.pi, '{"classes":[9]}')]
