"""Make the tables of readings and shapes of characters from the Unihan database of Unicode.

``sino_korean.csv``, ``onyomi.csv``, ``character_shapes.csv`` and ``character_variants.csv`` in
``squatwatch/reference``. Give the folder that holds the files ``Unihan_*.txt`` or
``Unihan_*.txt.bz2``, as Debian's package ``unicode-data`` installs them; the same version of
Unihan gives the same bytes:

    apt-get install unicode-data
    python tools/make_unihan.py /usr/share/unicode

Unicode's licence must stand in NOTICE.
"""

from __future__ import annotations

import argparse
import bz2
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "squatwatch" / "reference"

FILES = ("DictionaryLikeData", "IRGSources", "OtherMappings", "Readings", "Variants")
FIELDS = frozenset({
    "kBigFive", "kCangjie", "kFourCornerCode", "kGB0", "kHangul", "kHanyuPinlu", "kIICore",
    "kJapaneseOn", "kKorean", "kMandarin", "kSemanticVariant", "kSimplifiedVariant", "kTGH",
    "kTraditionalVariant", "kZVariant",
})  # fmt: skip

BIG5_LEVEL_1 = ("A440", "C67E")
"""The commoner 5,401 characters of Big5."""

SPOKEN_SHARE = 0.1
"""A reading counts beside the main one from this share of the character's uses on."""

TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}

NOTICE = """\
# Made by tools/make_unihan.py from the Unihan database of Unicode {version}: selected, rearranged.
# Copyright (c) 1991-2022 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in
# https://www.unicode.org/copyright.html; the copyright and permission notice stands in NOTICE.
"""

Characters = Mapping[str, Mapping[str, str]]
"""Characters with their fields, as Unihan writes them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables and say how many rows each has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="folder with the files Unihan_*.txt[.bz2]")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write to")
    options = parser.parse_args(arguments)
    unihan = read_unihan(options.folder)
    version = version_of(options.folder)
    for name, (head, rows) in tables(unihan).items():
        lines = [",".join(row) + "\n" for row in rows]
        text = head[0] + NOTICE.format(version=version) + head[1] + "\n" + "".join(lines)
        (options.out / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}.csv: {len(lines)} rows", file=sys.stderr)
    return 0


def tables(unihan: Characters) -> dict[str, tuple[tuple[str, str], Iterable[Sequence[str]]]]:
    """The tables: what stands above the notice, the heading, the rows."""
    used = in_use(unihan)
    return {
        "sino_korean": (SINO_KOREAN, sino_korean(unihan, used)),
        "onyomi": (ONYOMI, onyomi(unihan, used)),
        "character_shapes": (SHAPES, shapes(unihan, used)),
        "character_variants": (VARIANTS, variants(unihan)),
    }


def read_unihan(folder: Path) -> dict[str, dict[str, str]]:
    """The fields that are used, by character."""
    found: dict[str, dict[str, str]] = {}
    for name in FILES:
        for line in _text(folder, name).splitlines():
            parts = line.split("\t")
            if len(parts) == 3 and parts[1] in FIELDS:
                found.setdefault(_character(parts[0]), {})[parts[1]] = parts[2]
    return found


def version_of(folder: Path) -> str:
    """The version of Unicode that the files name."""
    named = re.search(r"^# Unicode version: (\S+)", _text(folder, "Readings"), re.MULTILINE)
    if named is None:
        raise SystemExit(f"{folder}: Unihan_Readings.txt names no version of Unicode")
    return named[1]


def _text(folder: Path, name: str) -> str:
    plain = folder / f"Unihan_{name}.txt"
    packed = plain.with_name(plain.name + ".bz2")
    data = plain.read_bytes() if plain.is_file() else bz2.decompress(packed.read_bytes())
    return data.decode("utf-8")


def _character(code_point: str) -> str:
    return chr(int(code_point.removeprefix("U+"), 16))


def _characters(field: str) -> list[str]:
    """The characters of a field of variants, without the sources that name them."""
    return [_character(value.partition("<")[0]) for value in field.split()]


def in_use(unihan: Characters) -> frozenset[str]:
    """The characters in use: GB 2312, China's of 2013, Big5 level 1, IICore, their variants."""
    standard = {
        character
        for character, fields in unihan.items()
        if fields.keys() & {"kGB0", "kTGH", "kIICore"}
        or BIG5_LEVEL_1[0] <= fields.get("kBigFive", "") <= BIG5_LEVEL_1[1]
    }
    traditional = {
        variant
        for character in standard
        for variant in _characters(unihan[character].get("kTraditionalVariant", ""))
    }
    return frozenset(standard | traditional)


SINO_KOREAN = (
    """\
# Sino-Korean readings of characters in use, parted by spaces: those taught at school first, then
# those of standards and of names (Unihan kHangul; where it has none, kKorean); those in ㄹ and ㄴ
# also as at the beginning. Read by squatwatch/forms/hangul_sino.py, from the traditional form.
""",
    "character,readings",
)


def sino_korean(unihan: Characters, used: frozenset[str]) -> Iterator[Sequence[str]]:
    """Characters and their readings in Hangul."""
    for character in sorted(used):
        fields = unihan[character]
        values = [value.split(":") for value in fields.get("kHangul", "").split()]
        # E: taught at school; N: for names; digits: KS X 1001 and 1002.
        values.sort(key=lambda value: ("E" not in value[1], value[1] == "N"))
        found = [reading for reading, _ in values] or [
            hangul for hangul in map(from_yale, fields.get("kKorean", "").split()) if hangul
        ]
        if found:
            yield character, " ".join(found)


# The Yale letters of Korean in the order of the jamo.
YALE_ONSETS = (
    "K", "KK", "N", "T", "TT", "L", "M", "P", "PP", "S", "SS", "-",
    "C", "CC", "CH", "KH", "TH", "PH", "H",
)  # fmt: skip
YALE_VOWELS = (
    "A", "AY", "YA", "YAY", "E", "EY", "YE", "YEY", "O", "WA", "WAY", "OY",
    "YO", "WU", "WE", "WEY", "WI", "YU", "U", "UY", "I",
)  # fmt: skip
YALE_CODAS = (
    "-", "K", "KK", "KS", "N", "NC", "NH", "T", "L", "LK", "LM", "LP",
    "LS", "LTH", "LPH", "LH", "M", "P", "PS", "S", "SS", "NG", "C", "CH",
    "KH", "TH", "PH", "H",
)  # fmt: skip
YALE_SYLLABLE = re.compile(r"([KNTLMPSCH]{0,2})([AEIOUWY]+)([A-Z]*)")


def from_yale(romanized: str) -> str:
    """A Korean syllable in Yale romanization as Hangul; empty where it is not to be read.

    >>> from_yale("YEN"), from_yale("SANG"), from_yale("KWANG")
    ('연', '상', '광')
    """
    parts = YALE_SYLLABLE.fullmatch(romanized)
    if parts is None:
        return ""
    onset, vowel, coda = (parts[1] or "-", parts[2], parts[3] or "-")
    if onset not in YALE_ONSETS or vowel not in YALE_VOWELS or coda not in YALE_CODAS:
        return ""
    letters = YALE_ONSETS.index(onset) * 21 + YALE_VOWELS.index(vowel)
    return chr(0xAC00 + letters * 28 + YALE_CODAS.index(coda))


ONYOMI = (
    """\
# On'yomi of characters in use, in katakana, parted by spaces, in the order of Unihan (kJapaneseOn).
# Read by squatwatch/forms/onyomi.py, from the traditional form.
""",
    "character,readings",
)

KANA_ROWS = {
    "": "アイウエオ", "K": "カキクケコ", "G": "ガギグゲゴ", "S": "サシスセソ", "Z": "ザジズゼゾ",
    "T": "タチツテト", "D": "ダヂヅデド", "N": "ナニヌネノ", "H": "ハヒフヘホ", "B": "バビブベボ",
    "P": "パピプペポ", "M": "マミムメモ", "R": "ラリルレロ", "Y": "ヤ ユ ヨ", "W": "ワヰ ヱヲ",
}  # fmt: skip
KANA = {
    **{on + "AIUEO"[i]: kana for on, row in KANA_ROWS.items() for i, kana in enumerate(row)},
    **{
        on + "Y" + vowel: KANA_ROWS[on][1] + small
        for on in KANA_ROWS
        if on not in ("", "Y", "W")
        for vowel, small in zip("AUO", "ャュョ", strict=True)
    },
    **{
        on + vowel: kana + small
        for on, kana in (("SH", "シ"), ("CH", "チ"), ("J", "ジ"))
        for vowel, small in zip("AUO", "ャュョ", strict=True)
    },
    "SHI": "シ", "CHI": "チ", "TSU": "ツ", "FU": "フ", "JI": "ジ", "N": "ン",
}  # fmt: skip
KANA_SYLLABLE = re.compile("|".join(sorted(KANA, key=lambda syllable: (-len(syllable), syllable))))


def onyomi(unihan: Characters, used: frozenset[str]) -> Iterator[Sequence[str]]:
    """Characters and their readings in katakana."""
    for character in sorted(used):
        romanized = unihan[character].get("kJapaneseOn", "").split()
        readings = dict.fromkeys(kana for kana in map(katakana, romanized) if kana)
        if readings:
            yield character, " ".join(readings)


def katakana(romanized: str) -> str:
    """A Hepburn syllable or two in katakana; empty where it is not to be read."""
    syllables = KANA_SYLLABLE.findall(romanized.upper())
    return "".join(KANA[syllable] for syllable in syllables) * ("".join(syllables) == romanized)


SHAPES = (
    """\
# Shapes and sounds of characters in use, traditional forms left out: Cangjie code, four-corner code
# (four digits; the fifth left out), Mandarin readings with tone digits, the main one first, then
# those of at least a tenth of the uses (Unihan kCangjie, kFourCornerCode, kMandarin, kHanyuPinlu).
# Read by squatwatch/text/similar_characters.py.
""",
    "character,cangjie,four_corner,pinyin",
)


def shapes(unihan: Characters, used: frozenset[str]) -> Iterator[Sequence[str]]:
    """Characters with their shape codes and Mandarin readings."""
    for character in sorted(used):
        fields = unihan[character]
        if "kGB0" not in fields and simplified(unihan, character) != character:
            continue
        four_corner = fields.get("kFourCornerCode", "").partition(" ")[0].partition(".")[0]
        row = (fields.get("kCangjie", ""), four_corner, " ".join(mandarin(fields)))
        if any(row):
            yield character, *row


def mandarin(fields: Mapping[str, str]) -> list[str]:
    """The Mandarin readings of a character, the main one first."""
    counted = re.findall(r"(\S+)\((\d+)\)", fields.get("kHanyuPinlu", ""))
    total = sum(int(count) for _, count in counted)
    spoken = [reading for reading, count in counted if int(count) >= SPOKEN_SHARE * total]
    main = fields.get("kMandarin", "").split()[:1]
    return list(dict.fromkeys(with_tone_digit(reading) for reading in (*main, *spoken)))


def with_tone_digit(syllable: str) -> str:
    """A syllable with its tone mark as a digit: 5 for the light tone; ü stays ü."""
    parts = unicodedata.normalize("NFD", syllable)
    tone = next((TONES[mark] for mark in parts if mark in TONES), 5)
    bare = "".join(mark for mark in parts if mark not in TONES)
    return f"{unicodedata.normalize('NFC', bare)}{tone}"


VARIANTS = (
    """\
# Variants of characters of GB 2312 other than its traditional forms, and the character that each
# stands for: the one character of GB 2312 of which Unihan says in both directions that they are
# variants (kSemanticVariant, kZVariant). Read by squatwatch/text/variants.py.
""",
    "variant,character",
)


def variants(unihan: Characters) -> Iterator[Sequence[str]]:
    """Characters outside GB 2312 and the one character of it that each is a variant of."""
    for character in sorted(unihan):
        own = simplified(unihan, character)
        if "kGB0" in unihan.get(own, {}) or own != character:
            continue
        related = {
            simplified(unihan, other)
            for other in _related(unihan, character)
            if character in _related(unihan, other)
        }
        standard = sorted(other for other in related if "kGB0" in unihan.get(other, {}))
        if len(standard) == 1:
            yield character, standard[0]


def _related(unihan: Characters, character: str) -> set[str]:
    fields = unihan.get(character, {})
    return {
        other
        for field in ("kSemanticVariant", "kZVariant")
        for other in _characters(fields.get(field, ""))
    }


def simplified(unihan: Characters, character: str) -> str:
    """The simplified form of a character, itself where it has none or is one of several."""
    forms = _characters(unihan.get(character, {}).get("kSimplifiedVariant", ""))
    return character if not forms or character in forms else forms[0]


if __name__ == "__main__":
    raise SystemExit(main())
