"""The report as one HTML page that needs no network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.report.alerts_listing import (
    first_to_close,
    level_text,
    weighing,
)
from squatwatch.report.caution import window_text
from squatwatch.report.coverage import counts_line, coverage_line, group_lines
from squatwatch.report.labels import in_language, label
from squatwatch.report.plain import plain
from squatwatch.report.responding import sections_of


def html_report(result: RunResult, lang: Language) -> bytes:
    """The alerts of a run as a page: those that stand, then those that were cleared."""
    standing = [alert for alert in result.alerts if alert.assessment.level != "cleared"]
    cleared = [alert for alert in result.alerts if alert.assessment.level == "cleared"]
    page = (
        _environment()
        .get_template("report.html")
        .render(
            lang=lang,
            label=lambda key: label(key, lang),
            said=lambda item: in_language(item.text_en, item.text_zh, lang, " / "),
            result=result,
            sections=[("title.report", standing), ("title.cleared", cleared)],
            coverage=coverage_line(result.coverage, lang),
            counts=counts_line(result, lang),
            groups=list(zip(group_lines(result, lang), result.groups, strict=True)),
            level_text=lambda alert: level_text(alert, lang),
            window=lambda alert: window_text(first_to_close(alert.assessment.windows), lang),
            weighing=weighing,
            sections_of=lambda found: sections_of(found, lang, over=False),
            safe_link=safe_link,
        )
    )
    return page.encode()


def safe_link(address: str) -> str:
    """The address when it is a web address that shows whole; else nothing.

    A record must bring neither a script nor an address that looks like another one.
    """
    of_the_web = address.startswith(("https://", "http://")) and plain(address) == address
    return address if of_the_web else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("squatwatch.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    return environment
