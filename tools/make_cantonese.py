"""Make ``squatwatch/reference/cantonese.csv`` from the dictionary of ToJyutping.

ToJyutping's Python package ships its dictionary and the program that reads it, which takes a second
to do so; this table is read in a moment. The same version of ToJyutping gives the same bytes:

    python tools/make_cantonese.py

ToJyutping's licence (BSD 2-Clause) must stand in NOTICE.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ToJyutping.Trie import root

OUT = Path(__file__).resolve().parent.parent / "squatwatch" / "reference"
NAME = "cantonese.csv"

HEADER = """\
# Cantonese readings in Jyutping without tones: of a character all that it has, the likeliest first;
# of a word one a character, and only words that are read otherwise than their characters (and the
# shorter words in them) by themselves. Read by squatwatch/forms/jyutping.py.
# Made by tools/make_cantonese.py from ToJyutping {version}: a selection, tones left out.
# Copyright (c) 2024 Cantonese Computational Linguistics Infrastructure Development Workgroup.
# All rights reserved. BSD 2-Clause License, which stands in NOTICE.
text,readings
"""

Table = Mapping[str, Sequence[str]]
"""Characters with all their readings, or words with one a character."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=OUT / NAME, help="file to write")
    options = parser.parse_args(arguments)
    dictionary = dict(_entries(root))
    characters = characters_of(dictionary)
    words = words_of(dictionary, characters)
    lines = [
        f"{text},{' '.join(readings)}\n"
        for text, readings in sorted({**characters, **words}.items())
    ]
    text = HEADER.format(version=version("ToJyutping")) + "".join(lines)
    options.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.out.name}: {len(characters)} characters, {len(words)} words", file=sys.stderr)
    return 0


def _entries(node: Any, text: str = "") -> Iterator[tuple[str, list[str]]]:
    """The characters and words of the dictionary with their readings, tones left out."""
    if node.v:
        spelled = (str(reading).split() for reading in node.v)
        yield text, [" ".join(one.rstrip("123456") for one in syllables) for syllables in spelled]
    for character, below in node.items():
        yield from _entries(below, text + character)


def characters_of(dictionary: Table) -> dict[str, list[str]]:
    """The characters with their readings of one syllable (卅 is saa, and saa aa as if 三十)."""
    found = {
        text: list(dict.fromkeys(reading for reading in readings if " " not in reading))
        for text, readings in dictionary.items()
        if len(text) == 1
    }
    return {character: readings for character, readings in found.items() if readings}


def words_of(dictionary: Table, characters: Table) -> dict[str, list[str]]:
    """The words whose likeliest reading the characters and shorter words in them do not give."""
    found: dict[str, list[str]] = {}
    for word in sorted((text for text in dictionary if len(text) > 1), key=len):
        readings = dictionary[word][0].split()
        if readings != read(word, characters, found):
            found[word] = readings
    return found


def read(text: str, characters: Table, words: Table) -> list[str]:
    """The reading of each character: as in the longest word that it stands in, the first of these.

    This is the order in which ToJyutping gives its candidates.
    """
    readings = [characters.get(character, ("",))[0] for character in text]
    for size in range(2, len(text) + 1):
        for start in range(len(text) - size, -1, -1):
            of_word = words.get(text[start : start + size])
            if of_word:
                readings[start : start + size] = of_word
    return readings


if __name__ == "__main__":
    raise SystemExit(main())
