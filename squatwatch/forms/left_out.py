"""What of a name no form was made of, said to the person who gave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from squatwatch.forms.name import Name
from squatwatch.model import Brand, Form
from squatwatch.text.normalize import normalize
from squatwatch.text.scripts import script_of, script_of_character

LONGEST_NAME = 40
"""Characters from which a name is more likely a sentence than a mark."""


class Note(NamedTuple):
    """A remark in both languages."""

    en: str
    zh: str


def left_out(brand: Brand, forms: Sequence[Form]) -> Iterator[Note]:
    """What was left out of the names of a brand, or looks as if it were no name.

    >>> [note.en for note in left_out(Brand("x", ("😀",)), ())]
    ['no letter or character of 😀 can be compared']
    >>> list(left_out(Brand("x", ("华为",)), ()))
    []
    """
    for name in brand.names:
        if not normalize(name):
            yield Note(
                f"no letter or character of {name} can be compared", f"{name} 中没有可比对的文字"
            )
        elif unread := _unread(name):
            yield Note(f"no reading is known of {unread}", f"{unread} 无已知读音")
        if len(name) >= LONGEST_NAME:
            yield Note(
                f"{len(name)} characters are long for a mark: forms of it are few and long",
                f"名称长达 {len(name)} 个字符，可用形式有限",
            )


def _unread(name: str) -> str:
    """The characters of a name that have no reading."""
    if script_of(name) != "han":
        return ""
    return "".join(
        character
        for character in name
        if script_of_character(character) == "han" and not Name(character).readings
    )
