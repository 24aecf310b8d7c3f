"""A sweep in which every text that comes from outside is hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from squatwatch.alerts.run import Lapsed, Reminder, RunResult
from squatwatch.model import Counts, SourceFile
from tests.report.samples import AS_OF, by, scan_of
from tests.report.test_hostile import HOSTILE, LIVE, attack
from tests.store.samples import row

COMMANDS = (
    "\n::error::x", "\r\n::set-output name=a::b", "::error file=a,line=1::x", "::", "%0A::error::x",
    "a,title=b::c", "##[error]x", "::stop-commands::x", "@octocat", "#1", "https://example.org",
    "www.example.org", "me@example.org", "|a|b|", "\\|", "\\", "`", "``a`", "![x](y)", "[x](y)",
    "<https://example.org>", "{0}", "{{0}}", "$a$", "~~x~~", "---", "1. x", "- x", "<!-- x -->",
    ":smile:", "\ufffe", "\uffff", "\ud800", "]]>", "&amp;", "&#64;you", "BEGIN:VALARM",
    "\r\nEND:VEVENT",
)  # fmt: skip
"""What is live in the outputs for programs and renderers, beside what is live anywhere."""
EVERY = (*HOSTILE, *COMMANDS)


def mark_of(hostile: str) -> str:
    """The mark of the filing that carries the text."""
    return f"{hostile} LUCKIN COFFEE"


@cache
def hostile_sweep() -> RunResult:
    """The alerts of the hostile scan and more, told by a sweep whose every line is hostile too."""
    more = scan_of(
        *(
            row(
                f"{number}{storable(hostile)}",
                mark_of(storable(hostile)),
                applicants=by(f"{storable(hostile)} GmbH"),
                publication_date=date(2025, 12, 1),
                classes=[30],
            )
            for number, hostile in enumerate(COMMANDS, 1000)
        )
    )
    found = (*attack().alerts, *more.alerts)
    alerts = tuple(
        replace(
            alert,
            change="new",
            assessment=replace(
                alert.assessment, brand=replace(alert.assessment.brand, name_zh=(EVERY[number],))
            ),
        )
        for number, alert in enumerate(found)
    )
    dated = next(alert for alert in alerts if alert.assessment.windows)
    window = dated.assessment.windows[0]
    return replace(
        more,
        command="sweep",
        alerts=alerts,
        told=(("medium", len(alerts)),),
        failures=EVERY,
        taken=tuple(
            SourceFile(f"{number:064}", name, 1, "exchange", AS_OF, Counts())
            for number, name in enumerate(EVERY)
        ),
        lapsed=tuple(Lapsed(text, text, AS_OF) for text in EVERY),
        reminders=(Reminder(dated, window, 20),),
        standing={"new": len(alerts)},
    )


def storable(text: str) -> str:
    """The text as a store can hold it: a lone surrogate is no text."""
    return text.encode("utf-8", "replace").decode()


__all__ = ["COMMANDS", "EVERY", "HOSTILE", "LIVE", "hostile_sweep", "mark_of", "storable"]
