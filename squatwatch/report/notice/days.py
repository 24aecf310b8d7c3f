"""The languages of a notice, and days as a document writes them."""

from __future__ import annotations

from datetime import date
from typing import Literal

NoticeLanguage = Literal["zh", "en"]
NOTICE_LANGUAGES: tuple[NoticeLanguage, ...] = ("zh", "en")

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_words(day: date | None, lang: NoticeLanguage) -> str:
    """A day as a document writes it; empty for none.

    >>> day_words(date(2026, 1, 5), "zh"), day_words(date(2026, 1, 5), "en")
    ('2026年1月5日', '5 January 2026')
    """
    if day is None:
        return ""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
