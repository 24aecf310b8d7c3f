"""Readings: the owner's word, known names, surnames, words; tones; what cannot be read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.pieces import known_readings, pieces_of, polyphones, surnames
from squatwatch.forms.readings import READINGS_A_NAME, SECOND_READING_WEIGHT, readings_of
from squatwatch.forms.syllables import known_syllables
from tests.forms.names import NAMES
from tests.text.unicode_texts import ANY_UNICODE

FRESH = Path(__file__).resolve().parents[2] / "benchmarks" / "fresh_readings.csv"
FRESH_FIRST_RUN = 41
"""Of 50, at the first run and without a rule for any of them."""


def first(name: str, override: str = "") -> str:
    return " ".join(readings_of(name, override)[0].syllables)


def spoken(name: str, override: str = "") -> str:
    reading = readings_of(name, override)[0]
    heard = zip(reading.syllables, reading.tones, strict=True)
    return " ".join(f"{syllable}{tone}" for syllable, tone in heard)


@pytest.mark.parametrize("name", known_readings())
def test_a_known_name_is_read_as_the_table_says(name: str) -> None:
    assert spoken(name) == " ".join(known_readings()[name])
    assert len(readings_of(name)) == 1


def test_the_tables_hold_syllables_of_mandarin_with_tones() -> None:
    rows = [*known_readings().values(), *polyphones().values()]
    rows += [said.split() for said in surnames().values()]
    said = [syllable for row in rows for syllable in row]
    assert all(syllable[:-1] in known_syllables() and syllable[-1] in "12345" for syllable in said)
    assert all(len(name) == len(said) for name, said in known_readings().items())
    assert all(len(name) == len(said.split()) for name, said in surnames().items())


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("王老吉", "wang2 lao3 ji2"),
        ("绿源", "lü4 yuan2"),
        ("西湖龙井", "xi1 hu2 long2 jing3"),
        ("重庆长安", "chong2 qing4 chang2 an1"),
        ("安徽六安", "an1 hui1 lu4 an1"),
        ("阿胶糕", "e1 jiao1 gao1"),
    ],
)
def test_parts_and_words_are_read_with_their_tones(name: str, pinyin: str) -> None:
    assert spoken(name) == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("曾记", "zeng ji"),
        ("仇家", "qiu jia"),
        ("单氏", "shan shi"),
        ("解府", "xie fu"),
        ("上海盖记", "shang hai ge ji"),
        ("区氏兄弟", "ou shi xiong di"),
        ("曾小厨", "zeng xiao chu"),
        ("万俟", "mo qi"),
        ("尉迟世家", "yu chi shi jia"),
        ("华为", "hua wei"),
        ("单县", "shan xian"),
        ("解放", "jie fang"),
        ("单车", "dan che"),
        ("查理", "cha li"),
        ("盖世", "gai shi"),
        ("曾经", "ceng jing"),
    ],
)
def test_surnames_are_read_so_where_the_name_looks_like_one(name: str, pinyin: str) -> None:
    assert first(name) == pinyin


def test_a_surname_is_a_second_reading_where_the_character_heads_other_words_too() -> None:
    best, second = readings_of("查理")
    assert best.syllables == ("cha", "li")
    assert second.syllables == ("zha", "li")
    assert second.weight == SECOND_READING_WEIGHT


def test_words_settle_a_reading_and_single_characters_do_not() -> None:
    assert [reading.syllables[-1] for reading in readings_of("中国银行")] == ["hang"]
    assert [reading.syllables[-1] for reading in readings_of("永安行")] == ["xing", "hang"]


def test_the_same_character_changes_everywhere_and_only_one_changes() -> None:
    readings = [" ".join(reading.syllables) for reading in readings_of("乐单乐")]
    assert readings[0] == "le dan le"
    assert set(readings[1:]) == {"yue dan yue", "le shan le"}


@pytest.mark.parametrize(
    ("override", "pinyin"),
    [
        ("da tong xing", "da4 tong1 xing2"),
        ("da4 tong1 hang2", "da4 tong1 hang2"),
        ("DÀ TŌNG HÁNG", "da4 tong1 hang2"),
    ],
)
def test_the_owners_pinyin_comes_first_and_the_dictionary_second(
    override: str, pinyin: str
) -> None:
    readings = readings_of("大通行", override)
    assert spoken("大通行", override) == pinyin
    assert readings[0].weight == 1.0
    assert readings[0].source == "owner's pinyin"
    assert all(reading.weight == SECOND_READING_WEIGHT for reading in readings[1:])


def test_the_owners_pinyin_may_have_another_length_and_ü_in_any_spelling() -> None:
    assert spoken("绿源电动", "lv4 yuan") == "lü4 yuan1"
    assert spoken("绿源", "lu: yuan") == "lü4 yuan2"
    assert spoken("58同城", "58 tong cheng") == "580 tong2 cheng2"


def test_an_override_without_mandarin_is_left_aside() -> None:
    assert readings_of("华为", "HUAWEI") == readings_of("华为")


def test_letters_and_digits_stand_as_they_are_without_a_tone() -> None:
    (reading,) = readings_of("Z.AI智谱58")
    assert reading.syllables == ("Z.AI", "zhi", "pu", "58")
    assert reading.tones == (0, 4, 3, 0)


def test_a_character_without_a_reading_is_left_out_and_told() -> None:
    reading = readings_of("王\ue000老𫠝吉")[0]
    assert reading.syllables == ("wang", "lao", "ji")
    assert "left out: \ue000" in reading.source


@pytest.mark.parametrize("name", ["", "58", "Z.AI", "\ue000", " · ", "🐼", "々"])
def test_where_nothing_is_readable_there_are_no_readings(name: str) -> None:
    assert readings_of(name) == ()


def test_fresh_hard_names_are_read_as_well_as_at_the_first_run() -> None:
    lines = [line for line in FRESH.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    right = sum(first(row["name_zh"]) == row["pinyin"] for row in rows)
    assert len(rows) == 50
    assert right >= FRESH_FIRST_RUN


@given(name=NAMES, override=st.just("") | st.sampled_from(["wang lao", "58", "lü4"]) | ANY_UNICODE)
def test_any_name_has_at_most_four_well_made_readings(name: str, override: str) -> None:
    readings = readings_of(name, override)
    assert len(readings) <= READINGS_A_NAME
    assert len({reading.syllables for reading in readings}) == len(readings)
    for place, reading in enumerate(readings):
        assert reading.weight == (SECOND_READING_WEIGHT if place else 1.0)
        assert len(reading.syllables) == len(reading.tones)
        assert any(reading.tones)
        assert all(reading.syllables)
        assert all(tone in range(6) for tone in reading.tones)


@given(name=NAMES)
def test_the_pieces_of_a_name_stand_in_its_order(name: str) -> None:
    place = 0
    for piece in pieces_of(name):
        found = name.find(piece.text, place)
        assert found >= place
        place = found + len(piece.text)
