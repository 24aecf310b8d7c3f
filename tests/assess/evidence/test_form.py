"""What the form is: whose spelling, how sure, which part, how long."""

from __future__ import annotations

from typing import Any

import pytest

from squatwatch.assess.evidence.form import OWNERS_OWN, doubt, is_exact, kind, length, part
from squatwatch.forms.kinds import script_of_form
from squatwatch.model import FORM_KINDS, FormKind
from tests.assess.samples import answers, hit, numbered, rests_on

Hit = dict[str, Any]

BY_KIND = {
    "pinyin": ("pinyin", "pinyin-polyphone", "pinyin-u"),
    "initials": ("initials",),
    "translation": ("translation",),
    "translation-part": ("translation-part",),
    "romanization": (
        "wade-giles", "postal", "jyutping", "hk-romanization", "hokkien", "teochew", "hakka",
        "sino-viet",
    ),
    "rendering": (
        "palladius", "katakana", "onyomi", "hangul-mandarin", "hangul-sino", "thai", "arabic",
        "devanagari",
    ),
}  # fmt: skip


def test_whose_spelling_it_is() -> None:
    rows = numbered(*(hit("xiaomi", form_kind=one) for one in FORM_KINDS))
    told = {FORM_KINDS[row]: code for row, code in answers(kind(), rows).items()}
    assert told == {one: f"form.{code}" for code, kinds in BY_KIND.items() for one in kinds}
    assert set(FORM_KINDS) - set(told) == OWNERS_OWN
    assert rests_on(kind(), numbered(hit("xiaomi", form_kind="pinyin"))) == [
        {"form": "XIAOMI", "kind": "pinyin"}
    ]


@pytest.mark.parametrize("one", BY_KIND["romanization"])
def test_a_romanization_is_in_latin_letters(one: FormKind) -> None:
    assert script_of_form("茶", one) == "latin"


@pytest.mark.parametrize("one", BY_KIND["rendering"])
def test_a_rendering_is_in_another_script(one: FormKind) -> None:
    assert script_of_form("茶", one) not in ("latin", "han")


def test_a_form_counts_less_the_less_sure_it_is() -> None:
    rows = numbered(
        hit("xiaomi"),
        hit("xiaomi", form_weight=0.5, form_kind="pinyin"),
        hit("xiaomi", form_weight=0.25, form_kind="wade-giles"),
        hit("xiaomi", form_weight=0.999),
    )
    assert answers(doubt(), rows) == dict.fromkeys((1, 2, 3), "form.derived")
    assert rows.select(times=doubt().times)["times"].to_list()[:3] == [0, -1, -2]
    assert rests_on(doubt(), rows)[0] == {"form": "XIAOMI", "weight": 0.5}


def test_the_place_and_the_generic_part_of_a_name_are_anybodys() -> None:
    parts = ["whole", "distinctive", "place", "generic"]
    rows = numbered(*(hit("xiaomi", form_part=one) for one in parts))
    assert answers(part(), rows) == {2: "form.place", 3: "form.generic"}


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
        ("ハオ", "form.four-letters"),
        ("シャオ", None),
        ("シャオミー", "form.long"),
        ("샤오미", None),
        ("ไห", "form.four-letters"),
        ("茶", "form.one-character"),
        ("华为", "form.two-characters"),
        ("王老吉", None),
        ("青岛啤酒", "form.long"),
    ],
)
def test_the_length_of_what_agrees_to_the_letter(form: str, code: str | None) -> None:
    assert answers(length(), numbered(hit(form))) == ({0: code} if code else {})


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (hit("haier", "haiar", edits=1), "near.five-letters"),
        (hit("haier", "shaiers", relation="inside"), "near.five-letters"),
        (hit("xiaomi", "xaomi", edits=1), None),
        (hit("hisense", "hisence", edits=1), None),
        (hit("deepseek", "deepseec", edits=1), "near.long"),
        (hit("guifaxian", "guifaxia", edits=1), "near.long"),
        (hit("guifaxiang", "guifaxeng", edits=2), "near.very-long"),
        (hit("xiaomi", "hsiaomi", relation="sound"), None),
        (hit("beiketola", "peiketole", relation="sound", edits=1), "near.long"),
        (hit("deepseek", "mydeepseeks", relation="inside"), "near.long"),
        # characters count alike, near or not
        (hit("王老吉", "王老古", edits=1), None),
        (hit("青岛啤酒", "青鸟啤酒", edits=1), "form.long"),
    ],
)
def test_the_length_of_what_agrees_nearly(found: Hit, code: str | None) -> None:
    assert answers(length(), numbered(found)) == ({0: code} if code else {})


@pytest.mark.parametrize(
    ("found", "letters"),
    [
        (hit("haier", "haiar", edits=1), 5),
        (hit("샤오미테크놀로지"), 17),
        (hit("シャオミー"), 10),
        (hit("华为"), 2),
    ],
)
def test_the_sentence_of_a_length_names_the_letters(found: Hit, letters: int) -> None:
    assert rests_on(length(), numbered(found)) == [{"form": found["form"], "letters": letters}]


def test_what_is_the_same_to_the_letter() -> None:
    rows = numbered(
        hit("xiaomi"),
        hit("xiaomi", whole="xiaomistore"),
        hit("华为", "华为手机"),
        hit("xiaomi", "xaomi", edits=1),
        hit("xiaomi", "myxiaomis", relation="inside"),
        hit("xiaomi", "hsiaomi", relation="sound"),
        hit("王老吉", "王老古", edits=1),
    )
    exact = rows.select(exact=is_exact())["exact"].to_list()
    assert exact == [True, True, True, False, False, False, False]
