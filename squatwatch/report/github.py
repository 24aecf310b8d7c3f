"""Alerts as annotations of GitHub Actions: one workflow command a line.

A line is a command where it begins with ``::``; its properties end at ``::`` and are parted by
commas. So nothing of a record may break a line or stand unescaped among the properties. Nobody is
named (``report.nameless``). A step shows ten annotations of a kind: what presses most comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import Alert
from squatwatch.report.labels import label
from squatwatch.report.nameless import brand_text, fact_lines, filing_text, group_text
from squatwatch.report.plain import plain
from squatwatch.report.run_lines import (
    failure_lines,
    lapsed_lines,
    outcome_lines,
    reminder_lines,
)
from squatwatch.report.watched_in import WatchedIn

Command = Literal["error", "warning", "notice"]
COMMANDS: dict[str, Command] = {
    "urgent": "error", "high": "error", "medium": "warning", "low": "notice",
}  # fmt: skip
"""The command of a level; cleared filings have none."""


def github_annotations(
    result: RunResult, lang: Language, watched: WatchedIn | None = None
) -> bytes:
    """The commands: failures, alerts, reminders, what lapsed; last what the run covered.

    ``watched`` says where the brands stand, so that an alert is shown at its line.
    """
    return "".join(line + "\n" for line in _lines(result, lang, watched)).encode()


def command(name: Command, message: str, **properties: str) -> str:
    r"""One workflow command; properties without a value are left out.

    >>> command("error", "50 %\nof it", title="a: b, c")
    '::error title=a%3A b%2C c::50 %25%0Aof it'
    """
    told = ",".join(f"{key}={_property(text)}" for key, text in properties.items() if text)
    return f"::{name}{' ' if told else ''}{told}::{_data(message)}"


def _lines(result: RunResult, lang: Language, watched: WatchedIn | None) -> Iterator[str]:
    failed, lapsed = label("title.failures", lang), label("title.lapsed", lang)
    soon, groups = label("title.reminders", lang), label("title.groups", lang)
    yield from (command("error", line, title=failed) for line in failure_lines(result))
    yield from (
        _alert(alert, lang, watched)
        for alert in result.alerts
        if alert.assessment.level in COMMANDS
    )
    yield from (command("warning", line, title=soon) for line in reminder_lines(result, lang))
    yield from (command("warning", line, title=lapsed) for line in lapsed_lines(result, lang))
    yield from (command("notice", group_text(one, lang), title=groups) for one in result.groups)
    told = "\n".join(outcome_lines(result, lang))
    yield command("notice", told, title=label("title.coverage", lang))


def _alert(alert: Alert, lang: Language, watched: WatchedIn | None) -> str:
    found = alert.assessment
    line = watched.lines.get(found.brand.brand_id) if watched else None
    return command(
        COMMANDS[found.level],
        f"{filing_text(alert)}\n{fact_lines(alert, lang)}",
        file=watched.path if watched else "",
        line=str(line or ""),
        title=f"{label(f'level.{found.level}', lang)}: {brand_text(alert)}",
    )


def _data(text: str) -> str:
    """The message: the runner takes it as it is but for line ends, and % that stands for them."""
    shown = "\n".join(map(plain, text.split("\n")))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
