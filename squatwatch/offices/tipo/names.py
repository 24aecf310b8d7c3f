"""The name under which TIPO keeps a mark: its words, and notes on the rest of the drawing.

``高強及圖`` is the mark 高強 with a picture, ``設計圖`` a picture alone. The notes stand in
``reference/tipo_name_notes.csv``; they are no words of the mark, and compared as a whole it would
seem to have more characters than it has.
"""

from __future__ import annotations

import re
from functools import cache

from squatwatch import reference

_BRACKETED = re.compile(r"\s*[(（]([^()（）]*)[)）]$")


def words_and_kind(name: str) -> tuple[str, str]:
    """The words in the name of a mark and the kind of mark that its notes tell.

    The kind is empty where the name has no note that tells one.

    >>> words_and_kind("高強及圖"), words_and_kind("設計圖(一)"), words_and_kind("藏寶圖")
    (('高強', 'combined'), ('', 'figurative'), ('藏寶圖', ''))
    """
    words, kind = name.strip(), ""
    while found := _note(words):
        words, told = words[: -len(found[0])].rstrip(), found[1]
        kind = told or kind
    if kind == "figurative" and words:
        kind = "combined"
    return words, kind


def _note(words: str) -> tuple[str, str] | None:
    """The note at the end as it stands there, with its kind; None when there is none."""
    bracketed = _BRACKETED.search(words)
    if bracketed:
        kind = _notes()["in brackets"].get(bracketed[1].strip().lower())
        return None if kind is None else (bracketed[0], kind)
    for place in ("at the end", "alone"):
        for note, kind in _notes()[place].items():
            whole = words.lower() == note
            if whole or (place == "at the end" and words.endswith(note)):
                return words[len(words) - len(note) :], kind
    return None


@cache
def _notes() -> dict[str, dict[str, str]]:
    """Place to notes and their kinds, the longest first."""
    rows = reference.table("tipo_name_notes").select("place", "note", "mark_kind").rows()
    ordered = sorted(rows, key=lambda row: -len(row[1]))
    places = ("at the end", "alone", "in brackets")
    return {
        place: {note: kind for where, note, kind in ordered if where == place} for place in places
    }
