"""The page: what went wrong, what is new, the alerts one by one, and what the run covered."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import LEVELS, STATES, Alert
from squatwatch.report.caution import caution
from squatwatch.report.coverage import group_lines
from squatwatch.report.html.choices import choices
from squatwatch.report.html.entries import Entry, entries
from squatwatch.report.html.links import safe_link
from squatwatch.report.html.overview import next_to_close, tiles
from squatwatch.report.html.pictures.bars import by_change, by_office
from squatwatch.report.html.pictures.filers import filer_graph, filer_names
from squatwatch.report.html.pictures.windows import time_line
from squatwatch.report.html.wording import Words
from squatwatch.report.plain import plain

MOST_IN_FULL = 200
"""Alerts with all there is to say of them; the others have a line each."""
MOST_PRESSING = 10
"""Alerts named at the head of the page."""
MOST_DRAWN = 30
"""Filer groups that are drawn."""
MOST_IN_A_GROUP = 40
"""Alerts listed of a group."""
MOST_WINDOWS = 40
"""Windows on the time line."""


def html_report(result: RunResult, lang: Language) -> bytes:
    """What a run found as one page that loads nothing: the same bytes for the same run."""
    words = Words(lang)
    standing, cleared = _parted(result.alerts)
    shown = list(entries(standing, words, MOST_IN_FULL))
    beside = list(entries(cleared, words, max(MOST_IN_FULL - len(standing), 0)))
    groups = _groups(result, words)
    page = _environment().get_template("page.html").render(
        lang=lang,
        words=words,
        result=result,
        policy=_policy(),
        style=Markup(_asset("page.css")),  # noqa: S704 - a file of our own
        script=Markup(_asset("page.js")),  # noqa: S704 - a file of our own
        tiles=tiles(result, shown),
        next_to_close=next_to_close(shown),
        pressing=shown[:MOST_PRESSING],
        bars=[("change", by_change(standing)), ("office", by_office(standing))],
        groups=groups,
        group_ids={warning.filer_group for _, warning, _ in groups},
        alert_ids={alert.alert_id for alert in result.alerts},
        most_drawn=MOST_DRAWN,
        most_in_a_group=MOST_IN_A_GROUP,
        filer_names=filer_names,
        lists=[("alerts", "title.alerts", shown), ("cleared", "title.cleared", beside)],
        choices=choices([*shown, *beside]),
        time=time_line(standing, result.as_of, MOST_WINDOWS),
        states=[state for state in STATES if result.standing.get(state)],
        levels=[*LEVELS, "cleared"],
        counted=_counted(result),
        in_full=_in_full,
        safe_link=safe_link,
        caution=caution,
    )  # fmt: skip
    return page.encode()


def _parted(alerts: Sequence[Alert]) -> tuple[list[Alert], list[Alert]]:
    """The alerts that stand, and those that were cleared."""
    standing = [alert for alert in alerts if alert.assessment.level != "cleared"]
    return standing, [alert for alert in alerts if alert.assessment.level == "cleared"]


def _groups(result: RunResult, words: Words) -> list[tuple[str, GroupWarning, Markup | None]]:
    """The groups with a line each, the first of them with their graph."""

    def more(number: int) -> str:
        return words.text("page.more", number=number)

    return [
        (line, warning, filer_graph(warning, line, more) if place < MOST_DRAWN else None)
        for place, (line, warning) in enumerate(
            zip(group_lines(result, words.lang), result.groups, strict=True)
        )
    ]


def _counted(result: RunResult) -> list[tuple[str, int, int]]:
    """Each level with its pairs, and how many of those name an applicant."""
    found = dict.fromkeys(level for level, _, _ in result.counts)
    return [
        (
            level,
            sum(number for one, _, number in result.counts if one == level),
            sum(number for one, known, number in result.counts if one == level and known),
        )
        for level in found
    ]


def _in_full(shown: Sequence[Entry]) -> int:
    return sum(entry.body is not None for entry in shown)


@cache
def _asset(name: str) -> str:
    return files("squatwatch.report.html").joinpath("templates", name).read_text("utf-8")


@cache
def _policy() -> str:
    """Nothing is loaded from anywhere; the one style and the one script are known by digest."""
    style, script = (_digest(_asset(name)) for name in ("page.css", "page.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("squatwatch.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    return environment
