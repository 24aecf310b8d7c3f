"""The USPTO's codes of statuses and drawings, by its own tables."""

from __future__ import annotations

from functools import cache
from typing import cast

from squatwatch import reference
from squatwatch.model import MarkKind, Status


def status_of_code(code: str) -> Status:
    """The status that a code of three digits stands for.

    >>> status_of_code("686"), status_of_code("999")
    ('published', 'unknown')
    """
    return cast(Status, _statuses().get(code, ("unknown", ""))[0])


def status_text(code: str) -> str:
    """The code with the office's words for it.

    >>> status_text("700")
    '700 REGISTERED'
    """
    return f"{code} {_statuses().get(code, ('', ''))[1]}".strip()


def kind_of_drawing(code: str) -> MarkKind | str:
    """The kind of mark by the first position of a drawing code; empty while it is not entered.

    >>> kind_of_drawing("4000"), kind_of_drawing("0")
    ('word', '')
    """
    return _drawings().get(code[:1], "")


@cache
def _statuses() -> dict[str, tuple[str, str]]:
    """Status code to our status and to the office's words."""
    rows = reference.table("uspto_status_codes").select("code", "status", "description")
    return {code: (status, description) for code, status, description in rows.iter_rows()}


@cache
def _drawings() -> dict[str, MarkKind]:
    rows = reference.table("uspto_drawing_codes").select("code", "mark_kind")
    return dict(rows.iter_rows())
