"""Readings in Jyutping: the table that is made from ToJyutping, and that it is read like it."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path
from runpy import run_path

import pytest
import ToJyutping

from squatwatch import reference
from squatwatch.forms.jyutping import CantoneseReadings

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "make_cantonese.py"
TABLE = ROOT / "squatwatch" / "reference" / "cantonese.csv"
NOTICE = ROOT / "NOTICE"
MOST_BYTES = 500_000

ROWS = dict(reference.table("cantonese").iter_rows())
WORDS = [text for text in ROWS if len(text) > 1]


def read(text: str) -> list[str]:
    readings = CantoneseReadings(text)
    return ["/".join(readings.of_character(character)) for character in text]


def likeliest(text: str) -> list[str]:
    """The first candidate of ToJyutping for each character, for one that recurs its last."""
    candidates = dict(ToJyutping.get_jyutping_candidates(text))
    return [next(iter(candidates[character]), "").rstrip("123456") for character in text]


@pytest.mark.skipif(not TOOL.is_file(), reason="the tools are not part of this distribution")
def test_making_the_table_again_gives_the_same_bytes(tmp_path: Path) -> None:
    again = tmp_path / "cantonese.csv"
    assert run_path(str(TOOL))["main"](["--out", str(again)]) == 0
    assert again.read_bytes() == TABLE.read_bytes()


def test_the_table_is_small_and_its_licence_is_told() -> None:
    assert TABLE.stat().st_size < MOST_BYTES
    licence = distribution("ToJyutping").read_text("LICENSE")
    assert licence
    assert " ".join(licence.split()) in " ".join(NOTICE.read_text(encoding="utf-8").split())
    assert "Copyright (c) 2024 Cantonese Computational" in TABLE.read_text(encoding="utf-8")


def test_each_text_stands_once_in_order_and_a_word_has_a_reading_a_character() -> None:
    texts = reference.table("cantonese")["text"].to_list()
    assert texts == sorted(ROWS)
    assert all(len(ROWS[word].split()) == len(word) for word in WORDS)
    assert all(reading.isalpha() for readings in ROWS.values() for reading in readings.split())


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("銀行", ["ngan", "hong"]),
        ("行", ["haang/hang"]),
        ("龍井", ["lung", "zeng/zing"]),
        ("卅", ["saa"]),
        ("A。", ["", ""]),
        ("", []),
    ],
)
def test_readings(text: str, readings: list[str]) -> None:
    assert read(text) == readings


def test_words_are_read_as_tojyutping_reads_them() -> None:
    assert WORDS
    for word in WORDS:
        assert [one.split("/")[0] for one in read(word)] == likeliest(word), word


def test_words_beside_each_other_are_read_as_tojyutping_reads_them() -> None:
    """Words that the table leaves out may stand over the end of one: seldom."""
    half = len(WORDS) // 2
    texts = [first + second for first, second in zip(WORDS[:half], WORDS[half:], strict=False)]
    differ = [
        text for text in texts if [one.split("/")[0] for one in read(text)] != likeliest(text)
    ]
    assert len(differ) <= 0.005 * len(texts), differ
