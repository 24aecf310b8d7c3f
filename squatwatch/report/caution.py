"""Dates of windows as they may be shown: one of low confidence never stands bare."""

from __future__ import annotations

from datetime import date

from squatwatch.config import Language
from squatwatch.model import Window
from squatwatch.report.labels import label


def with_caution(day: date | None, window: Window, lang: Language) -> str:
    """A day of a window, with what is to be said beside it; empty for none."""
    if day is None:
        return ""
    told = caution(window, lang)
    return f"{day.isoformat()} ({told})" if told else day.isoformat()


def caution(window: Window, lang: Language) -> str:
    """What is to be said beside every date of a window of low confidence."""
    return label("note.low_confidence", lang) if window.confidence == "low" else ""


def window_text(window: Window | None, lang: Language) -> str:
    """The last day of a window with the days left; empty where none is known."""
    if window is None or window.closes is None:
        return ""
    return f"{with_caution(window.closes, window, lang)} ({window.days_left})"
