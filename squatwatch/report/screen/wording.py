"""The words of a screening: what was covered, and why an exhibitor has its word."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.alerts.exposure import STALE_AFTER
from squatwatch.alerts.run import OfficeCoverage
from squatwatch.alerts.screening import Met, Register, Screening
from squatwatch.config import Language
from squatwatch.model import Alert
from squatwatch.report.alerts_listing import level_text
from squatwatch.report.labels import in_language, label


def coverage_lines(found: Screening, lang: Language) -> tuple[str, ...]:
    """What was looked at, the offices of which nothing is there first; what it cannot say last."""
    return (*_failures(found, lang), *_held(found, lang), label("note.screen_unseen", lang))


def _failures(found: Screening, lang: Language) -> Iterator[str]:
    for office in found.without_data:
        yield _filled("note.screen_no_data", lang, office=office)


def _held(found: Screening, lang: Language) -> Iterator[str]:
    for register in found.registers:
        yield _register(register, lang)
        if register.missing:
            missing = ", ".join(register.missing)
            yield _filled("note.screen_missing", lang, office=register.office, missing=missing)
        if stale := register.stale(found.as_of):
            yield _filled("note.screen_stale", lang, parts=", ".join(stale), days=STALE_AFTER)


def _register(register: Register, lang: Language) -> str:
    en, zh = (
        label("note.screen_register", one).format(
            office=register.office, parts=", ".join(_part(part, one) for part in register.parts)
        )
        for one in _EACH
    )
    return in_language(en, zh, lang, " / ")


_EACH: tuple[Language, Language] = ("en", "zh")


def _part(part: OfficeCoverage, lang: Language) -> str:
    freshest = part.freshest.isoformat() if part.freshest else label("note.no_date", lang)
    return f"{part.office} {part.filings:,} ({freshest})"


def _filled(key: str, lang: Language, **values: object) -> str:
    en, zh = (label(key, one).format(**values) for one in _EACH)
    return in_language(en, zh, lang, " / ")


def evidence_level(one: Met, lang: Language) -> str:
    """The level of a living filing; of another, why it is not one against the exhibitor."""
    alert: Alert = one.alert
    if one.group == "ended" and not alert.assessment.cleared_by:
        return label("cleared.ended", lang)
    return level_text(alert, lang)
