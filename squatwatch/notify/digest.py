"""What one recipient is told of a run: a subject, a text, a page, and the same as plain values.

It is short and names no applicant: those stand in the report. Failures come first.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import LEVELS, Alert, Window
from squatwatch.report.alerts_listing import first_to_close, level_text, reasons
from squatwatch.report.caution import with_caution
from squatwatch.report.coverage import coverage_line
from squatwatch.report.labels import in_language, label
from squatwatch.report.nameless import brand_text, change_text, number_of, without_names
from squatwatch.report.plain import plain
from squatwatch.report.run_lines import failure_lines

DIGEST_SCHEMA_NAME = "squatwatch.digest/1"
"""Keys are only added within a version of the schema."""
MOST_LISTED = 50
"""Alerts, reminders or groups that a digest lists; of more it says how many. A mail of 50 alerts
is a page; whoever gets more works with the report."""
REASONS_TOLD = 2


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a digest, such as the report of what its recipient may see."""

    name: str
    media_type: str
    data: bytes

    def as_dict(self) -> dict[str, str]:
        """The attachment as plain values."""
        content = b64encode(self.data).decode()
        return {"name": self.name, "media_type": self.media_type, "content": content}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is told: its first line, and those below it."""

    head: str
    lines: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind under a heading, ``more`` of them than are here."""

    title: str
    items: tuple[Item, ...]
    more: int = 0


def worth_telling(result: RunResult) -> bool:
    """Whether there is anything to tell: a run that found nothing new writes to nobody."""
    return bool(
        result.failures or result.reminders or result.groups or result.lapsed
        or _count(result)
    )  # fmt: skip


def digest(
    result: RunResult, lang: Language, attachments: Iterable[Attachment] = ()
) -> dict[str, Any]:
    """The digest of a run as plain JSON values (docs/notify.md)."""
    listed = _standing(result)
    parts = [part for part in _parts(result, listed, lang) if part.items or part.more]
    foot = _foot(result, lang)
    subject = plain(_subject(result, lang))
    page = {"lang": lang, "subject": subject, "parts": parts, "foot": foot}
    return {
        "schema": DIGEST_SCHEMA_NAME,
        "run_id": result.run_id,
        "as_of": result.as_of.isoformat(),
        "lang": lang,
        "subject": subject,
        "level": highest_level(result),
        "count": _count(result),
        "failures": list(failure_lines(result)),
        "alerts": [_alert_values(alert, lang) for alert in listed[:MOST_LISTED]],
        "reminders": [
            {**_alert_values(one.alert, lang), "limit": one.limit, "window": one.window.office}
            for one in result.reminders[:MOST_LISTED]
        ],
        "filer_groups": [_group_values(one) for one in result.groups[:MOST_LISTED]],
        "coverage": foot[0],
        "disclaimer": foot[-1],
        "text": _text(parts, foot),
        "html": _environment().get_template("digest.html").render(page),
        "attachments": [one.as_dict() for one in attachments],
    }


def highest_level(result: RunResult) -> str:
    """The most pressing level of what is told; empty where no alert is."""
    told = {level for level, number in result.told if number}
    told |= {one.assessment.level for one in _standing(result)}
    told |= {one.alert.assessment.level for one in result.reminders}
    told |= {alert.assessment.level for one in result.groups for alert in one.alerts}
    return next((level for level in LEVELS if level in told), "")


def _count(result: RunResult) -> int:
    """How many alerts are told, those that are not listed too."""
    return max(sum(number for _, number in result.told), len(_standing(result)))


def _standing(result: RunResult) -> list[Alert]:
    return [one for one in result.alerts if one.assessment.level != "cleared"]


def _subject(result: RunResult, lang: Language) -> str:
    counts = (
        ("notify.failures", len(result.failures)),
        ("notify.alerts", _count(result)),
        ("notify.reminders", len(result.reminders)),
        ("title.groups", len(result.groups)),
    )
    told = [f"{label(key, lang)} {number}" for key, number in counts if number]
    level = highest_level(result)
    head = f"{label(f'level.{level}', lang)}: " if level else ""
    return f"[squatwatch] {head}{', '.join(told)} ({result.as_of.isoformat()})"


def _parts(result: RunResult, listed: Sequence[Alert], lang: Language) -> Iterator[Part]:
    failures = tuple(map(Item, failure_lines(result)))
    yield Part(label("notify.failures", lang), failures)
    alerts = tuple(_alert(one, lang) for one in listed[:MOST_LISTED])
    yield Part(label("notify.alerts", lang), alerts, max(0, _count(result) - len(alerts)))
    reminders = tuple(
        _alert(replace(one.alert, change=None), lang, one.window)
        for one in result.reminders[:MOST_LISTED]
    )
    left = len(result.reminders) - len(reminders)
    yield Part(label("notify.reminders", lang), reminders, left)
    groups = tuple(_group(one, lang) for one in result.groups[:MOST_LISTED])
    yield Part(label("title.groups", lang), groups, len(result.groups) - len(groups))
    lapsed = tuple(
        Item(plain(f"{one.rule} ({one.expired.isoformat()})"), (plain(one.reason),))
        for one in result.lapsed
    )
    yield Part(label("notify.lapsed", lang), lapsed)


def _foot(result: RunResult, lang: Language) -> tuple[str, ...]:
    """What the run covered, what it is called, and what a match is not."""
    covered = f"{label('title.coverage', lang)}: {coverage_line(result.coverage, lang)}"
    run = f"{label('word.as_of', lang)} {result.as_of.isoformat()} · {result.run_id}"
    return covered, run, label("note.disclaimer", lang)


def _alert(alert: Alert, lang: Language, window: Window | None = None) -> Item:
    found, filing = alert.assessment, alert.assessment.filing
    head = (level_text(alert, lang), change_text(alert, lang), brand_text(alert))
    where = f"{filing.mark_text} · {number_of(alert)}"
    closes = _closes(window or first_to_close(found.windows), lang)
    why = "; ".join(_why(alert, lang))
    told = (where, closes, f"{label('column.why', lang)}: {why}" if why else "")
    lines = tuple(plain(line) for line in told if line)
    return Item(plain(" · ".join(filter(None, head))), lines, found.level)


def _closes(window: Window | None, lang: Language) -> str:
    if window is None or window.closes is None:
        return f"{label('column.closes', lang)}: {label('note.no_date', lang)}"
    day = with_caution(window.closes, window, lang)
    left = f"{label('word.days_left', lang)} {window.days_left}"
    return f"{label('column.closes', lang)}: {day} · {left}"


def _why(alert: Alert, lang: Language) -> list[str]:
    """The weightiest reasons, without names."""
    return reasons(without_names(alert.assessment.evidence), lang)[:REASONS_TOLD]


def _group(group: GroupWarning, lang: Language) -> Item:
    names = "; ".join(next(iter(brand.names), brand.brand_id) for brand in group.brands)
    told = in_language(
        f"{len(group.filings)} filings like {len(group.brands)} watched brands ({names})"
        f" at {', '.join(group.offices)}",
        f"{len(group.filings)} 件申请近似 {len(group.brands)} 个品牌（{names}），"
        f"国家/地区 {'、'.join(group.offices)}",
        lang,
        " / ",
    )
    head = f"{group.filer_group} ({label(f'link.{group.link}', lang)})"
    return Item(plain(head), (plain(told),))


def _alert_values(alert: Alert, lang: Language) -> dict[str, Any]:
    found, filing = alert.assessment, alert.assessment.filing
    window = first_to_close(found.windows)
    return {
        "alert_id": alert.alert_id,
        "change": alert.change,
        "level": found.level,
        "score": found.score,
        "brand_id": found.brand.brand_id,
        "brand": brand_text(alert),
        "mark": plain(filing.mark_text),
        "office": filing.office,
        "application_number": plain(filing.application_number),
        "closes": window.closes.isoformat() if window and window.closes else None,
        "days_left": window.days_left if window else None,
        "confidence": window.confidence if window else None,
        "why": [plain(reason) for reason in _why(alert, lang)],
    }


def _group_values(group: GroupWarning) -> dict[str, Any]:
    return {
        "filer_group": group.filer_group,
        "link": group.link,
        "brands": [brand.brand_id for brand in group.brands],
        "offices": list(group.offices),
        "filings": len(group.filings),
    }


def _text(parts: Sequence[Part], foot: Sequence[str]) -> str:
    """The digest as plain text; its lines end with line feeds."""
    lines: list[str] = []
    for part in parts:
        lines += [f"== {part.title} ({len(part.items) + part.more}) ==", ""]
        for number, item in enumerate(part.items, 1):
            lines += [f"{number}. {item.head}", *(f"   {line}" for line in item.lines), ""]
        if part.more:
            lines += [f"+{part.more}", ""]
    return "\n".join([*lines, "--", *foot, ""])


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("squatwatch.notify"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
