"""A brand in other scripts, from its Latin mark and from its pinyin."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.kinds import script_of_form
from squatwatch.forms.name import Name
from squatwatch.forms.renderings import (
    MOST_A_SCRIPT,
    MOST_PRESS_FORMS,
    arabic_forms,
    devanagari_forms,
    rendering_forms,
)
from squatwatch.text.scripts import scripts_in
from tests.forms.names import NAMES, READINGS, Read, texts

LATIN = st.text("abcdefghijklmnopqrstuvwxyzXQÜé' -.&0189", max_size=14)


@pytest.mark.parametrize(
    ("mark", "form"),
    [
        ("ANKER", "АНКЕР"),
        ("ANKER", "アンカー"),
        ("ANKER", "앵커"),
        ("ANKER", "안커"),
        ("ANKER", "แองเคอร์"),
        ("ANKER", "أنكر"),
        ("ANKER", "एंकर"),
        ("SHEIN", "ШЕЙН"),
        ("SHEIN", "ШЕИН"),
        ("SHEIN", "シーイン"),
        ("SHEIN", "ชีอิน"),
        ("SHEIN", "شيإن"),
        ("TEMU", "ТЕМУ"),
        ("TEMU", "テム"),
        ("TEMU", "테무"),
        ("TEMU", "เทมู"),
        ("TEMU", "تيمو"),
        ("DJI", "ДЖИ"),
        ("DJI", "ディージェイアイ"),
        ("DJI", "디제이아이"),
        ("DJI", "دي جي آي"),
        ("DJI", "डीजेआई"),
        ("HUAWEI", "ХУАВЕЙ"),
        ("HUAWEI", "ファウェイ"),
        ("HUAWEI", "화웨이"),
        ("HUAWEI", "هواوي"),
        ("HUAWEI", "हुआवेई"),
        ("XIAOMI", "СЯОМИ"),
        ("XIAOMI", "シャオミ"),
        ("XIAOMI", "샤오미"),
        ("XIAOMI", "शाओमी"),
        ("OPPO", "オッポ"),
        ("OPPO", "오포"),
        ("OPPO", "ओप्पो"),
        ("POP MART", "ПОП МАРТ"),
        ("POP MART", "폽 마트"),
        ("Insta360", "ИНСТА360"),
        ("TCL", "ТКЛ"),
    ],
)
def test_a_latin_mark_is_rendered(mark: str, form: str) -> None:
    assert form in texts(list(rendering_forms(mark)))


@pytest.mark.parametrize("mark", ["", "360", "华为", "ЛАБУБУ", "-", "a very long slogan " * 3])
def test_what_is_no_latin_mark_gives_nothing(mark: str) -> None:
    assert texts(list(rendering_forms(mark))) == []


@given(LATIN | st.text(max_size=12))
def test_no_mark_breaks_it(mark: str) -> None:
    made = list(rendering_forms(mark))
    assert all(count <= MOST_A_SCRIPT for count in Counter(item.kind for item in made).values())
    assert len({(item.form, item.kind) for item in made}) == len(made)
    for item in made:
        assert set(scripts_in(item.form)) == {script_of_form(item.form, item.kind)}


@pytest.mark.parametrize(
    ("name", "arabic", "devanagari"),
    [
        ("华为", "هواوي", "हुआवेई"),
        ("小米", "شاومي", "शाओमी"),
        ("海尔", "هاير", "हाइर"),
        ("上海", "شانغهاي", "शांगहाई"),
        ("58同城", "58 تونغتشنغ", "58 तोंगचेंग"),
    ],
)
def test_a_name_as_the_press_writes_it(name: str, arabic: str, devanagari: str) -> None:
    assert arabic in texts(list(arabic_forms(Name(name))))
    assert devanagari in texts(list(devanagari_forms(Name(name))))


@given(NAMES.map(Name) | READINGS.map(lambda reading: Read(reading)))
def test_no_name_breaks_the_press_forms(name: Name) -> None:
    for system in (arabic_forms, devanagari_forms):
        made = list(system(name))
        assert len(made) <= MOST_PRESS_FORMS
        assert all(item.form and 0 < item.weight <= 1 for item in made)
