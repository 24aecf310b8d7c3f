"""The kinds of form: their scripts and their names in both languages."""

from __future__ import annotations

from functools import cache
from typing import cast

from squatwatch import reference
from squatwatch.model import FormKind, Script
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


def kind_names(kind: FormKind) -> tuple[str, str]:
    """The names of a kind in English and Chinese.

    >>> kind_names("trad")
    ('traditional characters', '繁体字')
    """
    row = _kinds()[kind]
    return row["en"], row["zh"]
