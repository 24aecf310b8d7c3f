"""The kinds of form: their scripts and their names in both languages."""

from __future__ import annotations

from functools import cache
from typing import cast

from squatwatch import reference
from squatwatch.model import FormKind, Script
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of


@cache
def _kinds() -> dict[str, dict[str, str]]:
    rows = reference.table("form_kinds").iter_rows(named=True)
    return {row["kind"]: row for row in rows}


def script_of_form(form: str, kind: FormKind) -> Script:
    """The script of a form: that of its kind, or its own where a kind has no script.

    >>> script_of_form("ВАНЛАОЦЗИ", "palladius"), script_of_form("GROSSES KANINCHEN", "translation")
    ('cyrillic', 'latin')
    """
    script = _kinds()[kind]["script"]
    return cast(Script, script) if script else script_of(form)


def compared_as(form: str, kind: FormKind) -> str:
    """What of a form is compared with marks: its letters, normalised and joined.

    A name that an owner gave may end with a legal form, as a mark may; what was generated never
    does, whatever its last syllable looks like.

    >>> compared_as("LONG CƠ", "sino-viet"), compared_as("LUCKIN COFFEE CO LTD", "official-latin")
    ('longco', 'luckincoffee')
    """
    return joined(normalize(form, with_legal_form=not kind.startswith("official")))


def kind_names(kind: FormKind) -> tuple[str, str]:
    """The names of a kind in English and Chinese.

    >>> kind_names("trad")
    ('traditional characters', '繁体字')
    """
    row = _kinds()[kind]
    return row["en"], row["zh"]
