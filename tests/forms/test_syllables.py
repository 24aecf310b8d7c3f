"""The table of syllables: complete, and what its rules make."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest
from pypinyin import Style, lazy_pinyin
from pypinyin.style import convert

from squatwatch.forms.syllables import known_syllables, spellings
from squatwatch.text.scripts import scripts_in

TOOL = Path(__file__).resolve().parents[2] / "tools" / "make_syllables.py"
TABLE = Path(__file__).resolve().parents[2] / "squatwatch" / "reference" / "syllables.csv"
SCRIPTS = {
    "wade_giles": "latin",
    "postal": "latin",
    "postal_sharp": "latin",
    "palladius": "cyrillic",
    "hangul": "hangul",
    "kana": "kana",
    "kana_plain": "kana",
    "kana_school": "kana",
}


def test_the_table_is_what_the_tool_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "syllables.csv"
    monkeypatch.setattr(sys, "argv", [str(TOOL), "--out", str(out)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(TOOL), run_name="__main__")
    assert ended.value.code == 0
    assert out.read_bytes() == TABLE.read_bytes()


@pytest.mark.parametrize("system", SCRIPTS)
def test_every_syllable_is_written_in_the_script_of_the_system(system: str) -> None:
    assert set(spellings(system)) == known_syllables()
    for spelling in spellings(system).values():
        assert set(scripts_in(spelling)) == {SCRIPTS[system]}


def test_the_table_has_every_syllable_of_common_characters() -> None:
    """The 3,755 characters of GB 2312 level 1, in the dictionary's first reading."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    characters = [code.decode("gb2312", errors="ignore") for code in codes]
    heard = lazy_pinyin("".join(characters), style=Style.NORMAL, v_to_u=True)
    assert set(heard) <= known_syllables()


@pytest.mark.parametrize("system", ["wade_giles", "palladius"])
def test_these_systems_keep_nearly_all_syllables_apart(system: str) -> None:
    shared: dict[str, list[str]] = {}
    for pinyin, spelling in spellings(system).items():
        shared.setdefault(spelling, []).append(pinyin)
    alike = [pinyins for pinyins in shared.values() if len(pinyins) > 1]
    assert [pinyins for pinyins in alike if pinyins not in (["e", "o"], ["lo", "luo"])] == []


def test_palladius_agrees_with_another_implementation() -> None:
    """pypinyin's, which writes уо where the system has о after some initials."""
    others = {syllable: convert(syllable, Style.CYRILLIC, True) for syllable in known_syllables()}
    differ = {
        syllable for syllable, other in others.items() if spellings("palladius")[syllable] != other
    }
    assert differ == {"chuo", "duo", "shuo", "suo", "tuo"}
