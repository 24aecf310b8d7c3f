"""The sentences that say why a gap is worth closing, and what is not known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from squatwatch import reference


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with the values it rests on; the sentences have no full stop."""

    code: str
    text_en: str
    text_zh: str
    values: Mapping[str, Any] = field(default_factory=dict)


def reason(code: str, **values: Any) -> Reason:
    """The reason of a code (``reference/exposure_reasons.csv``), its words filled in.

    Lists are told with commas. Raises ``KeyError`` for a code or a value that is missing.

    >>> reason("market", markets=["TH", "VN"]).text_en
    'A market that the owner named: TH, VN'
    """
    text_en, text_zh = _sentences()[code]
    en = {name: _told(value, ", ") for name, value in values.items()}
    zh = {name: _told(value, "、") for name, value in values.items()}
    return Reason(code, text_en.format(**en), text_zh.format(**zh), values)


def in_order(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Reasons in the order in which they are told: that of the table."""
    order = list(_sentences())
    return tuple(sorted(reasons, key=lambda one: order.index(one.code)))


def _told(value: Any, between: str) -> str:
    if isinstance(value, list | tuple):
        return between.join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)


@cache
def _sentences() -> dict[str, tuple[str, str]]:
    rows = reference.table("exposure_reasons").iter_rows()
    return {code: (en, zh) for code, en, zh in rows}
