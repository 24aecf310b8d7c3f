"""A name in characters cut into place, distinctive and generic parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.forms.parts import is_generic, is_place, parts_of
from tests.forms.names import NAMES

CODES = {"p": "place", "d": "distinctive", "g": "generic"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("西湖龙井", "西湖 p 龙井 g"),
        ("贵州茅台", "贵州 p 茅台 d"),
        ("贵州茅台酒股份有限公司", "贵州 p 茅台 d 酒 g 股份有限公司 g"),
        ("青岛啤酒", "青岛 p 啤酒 g"),
        ("青岛市啤酒厂", "青岛市 p 啤酒 g 厂 g"),
        ("北京同仁堂", "北京 p 同仁堂 d"),
        ("中国北京同仁堂", "中国 p 北京 p 同仁堂 d"),
        ("瑞幸咖啡", "瑞幸 d 咖啡 g"),
        ("海底捞火锅", "海底捞 d 火锅 g"),
        ("宁德时代", "宁德 p 时代 d"),
        ("中国移动", "中国 p 移动 g"),
        ("大益茶", "大益 d 茶 g"),
        ("雪花啤酒", "雪花 d 啤酒 g"),
        ("中华香烟", "中华 d 香烟 g"),
        ("TCL集团", "TCL d 集团 g"),
        ("西湖·龙井", "西湖 p 龙井 g"),
        ("貴州茅臺", "貴州 p 茅臺 d"),
    ],
)
def test_a_name_is_cut_at_places_and_generic_words(name: str, parts: str) -> None:
    words = parts.split()
    expected = [(text, CODES[code]) for text, code in zip(words[::2], words[1::2], strict=True)]
    assert [(part.text, part.part) for part in parts_of(name)] == [(name, "whole"), *expected]


@pytest.mark.parametrize(
    "name", ["华为", "喜茶", "汾酒", "云南红", "啤酒", "青岛", "阿里巴巴", "HUAWEI", "", "茶"]
)
def test_some_names_are_only_whole(name: str) -> None:
    assert [(part.text, part.part) for part in parts_of(name)] == [(name, "whole")]


@given(NAMES | st.text("北京市青岛啤酒茶厂有限公司茅台a· ", max_size=12))
def test_the_parts_stand_in_the_name_in_their_order(name: str) -> None:
    whole, *parts = parts_of(name)
    assert (whole.text, whole.part) == (name, "whole")
    after = 0
    for part in parts:
        found = name.find(part.text, after)
        assert found >= after
        after = found + len(part.text)
    assert sum(part.part == "distinctive" for part in parts) <= 1


def test_no_word_is_both_place_and_generic_and_each_stands_once() -> None:
    places = reference.table("place_parts")["name_zh"].to_list()
    generic = reference.table("generic_parts")["word"].to_list()
    assert len(set(places)) == len(places)
    assert len(set(generic)) == len(generic)
    assert not set(places) & set(generic)
    assert all(is_place(place) for place in places)
    assert all(is_generic(word) for word in generic)
