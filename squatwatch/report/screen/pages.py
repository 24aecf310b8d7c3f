"""One page an exhibitor: in Markdown, and as HTML that prints by itself and loads nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from squatwatch.alerts.screening import GROUPS, Group, Met, Page, Screening
from squatwatch.config import Language
from squatwatch.model import Assessment, Response
from squatwatch.report.html.links import safe_link
from squatwatch.report.html.wording import Words
from squatwatch.report.labels import label
from squatwatch.report.markdown import code, escaped
from squatwatch.report.plain import plain
from squatwatch.report.responding import Item, sections_of
from squatwatch.report.screen.listings import Row, table_row
from squatwatch.report.screen.wording import coverage_lines

COLUMNS = (
    "level", "mark", "office", "number", "status", "classes", "shared", "applicants",
    "filing_date", "closes",
)  # fmt: skip
AS_CODE = ("mark", "number")
"""What strangers typed to be told apart by every character."""
MOST_OF_A_GROUP = 30
"""Filings of a group that a page shows; the other formats have all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A filing on a page, and its row."""

    met: Met
    row: Row

    @property
    def address(self) -> str:
        """The office's page on it, where the record has a safe one."""
        return safe_link(self.met.alert.assessment.filing.source_url)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to respond, and the numbers of the filings to which it is open, now or later."""

    item: Item
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with the filings of each group that are shown; a group of nothing is left out.

    ``ways``: what can be done about those in the exhibitor's classes, each way once.
    """

    page: Page
    groups: tuple[tuple[Group, tuple[Line, ...]], ...]
    ways: tuple[Way, ...]

    def more(self, group: Group) -> int:
        """How many of a group are not shown."""
        return max(0, len(self.page.of(group)) - MOST_OF_A_GROUP)


def screen_html(found: Screening, lang: Language) -> bytes:
    """The pages in HTML, each on paper of its own: the same bytes for the same run."""
    page = _environment().get_template("screen.html").render(
        lang=lang,
        words=Words(lang),
        found=found,
        sheets=[_sheet(page, lang) for page in found.pages],
        lines=coverage_lines(found, lang),
        columns=COLUMNS,
        policy=_policy(),
        style=Markup(_style()),  # noqa: S704 - a file of our own
    )  # fmt: skip
    return page.encode()


def screen_markdown(found: Screening, lang: Language) -> bytes:
    """The pages in Markdown, each under a heading of its own, a rule between them."""
    head = (
        f"# {label('title.screen', lang)} · {found.as_of.isoformat()}",
        *map(escaped, coverage_lines(found, lang)),
        escaped(label("note.disclaimer", lang)),
    )
    sheets = ("\n\n".join(_in_markdown(_sheet(page, lang), lang)) for page in found.pages)
    return ("\n\n---\n\n".join(("\n\n".join(head), *sheets)) + "\n").encode()


def _sheet(page: Page, lang: Language) -> Sheet:
    shown = {group: page.of(group)[:MOST_OF_A_GROUP] for group in GROUPS}
    groups = (
        (group, tuple(Line(one, table_row(one, lang)) for one in met))
        for group, met in shown.items()
        if met
    )
    return Sheet(page, tuple(groups), _ways(shown["in-class"], lang))


def _ways(met: Sequence[Met], lang: Language) -> tuple[Way, ...]:
    """Each way to respond once, what is open now first, else as the filings have them."""
    numbers: dict[tuple[bool, Item], list[str]] = {}
    for one in met:
        found = one.alert.assessment
        for response in found.responses:
            if response.standing in ("now", "later"):
                key = (response.standing != "now", _item(found, response, lang))
                numbers.setdefault(key, []).append(found.filing.application_number)
    ordered = sorted(numbers, key=lambda key: key[0])
    return tuple(Way(key[1], tuple(numbers[key])) for key in ordered)


def _item(found: Assessment, response: Response, lang: Language) -> Item:
    alone = replace(found, windows=(), responses=(response,), precedents=())
    [section] = sections_of(alone, lang)
    return section.items[0]


def _in_markdown(sheet: Sheet, lang: Language) -> Iterator[str]:
    page = sheet.page
    yield f"## {escaped(page.exhibitor.name)} · {page.register.office}"
    yield f"**{label(f'screen.{page.risk}', lang)}**: {label(f'screen.why.{page.risk}', lang)}"
    yield "\n".join(f"- {line}" for line in _about(page, lang))
    if page.nobody_is_named:
        yield escaped(label("screen.unnamed", lang))
    for group, lines in sheet.groups:
        yield f"### {label(f'screen.{group}', lang)} ({len(page.of(group))})"
        yield _table(lines, lang)
        if more := sheet.more(group):
            yield escaped(label("page.more", lang).format(number=more))
    if sheet.ways:
        yield f"### {label('title.responses', lang)}"
        yield "\n".join(line for way in sheet.ways for line in _way(way))


def _about(page: Page, lang: Language) -> Iterator[str]:
    for brand in page.exhibitor.brands:
        classes = " ".join(map(str, brand.classes)) or label("screen.all_classes", lang)
        names = ", ".join(map(code, brand.names))
        told = f"{label('column.classes', lang)}: {classes}"
        yield f"{label('column.mark_shown', lang)}: {names} ({told})"
    if page.exhibitor.contact:
        yield f"{label('column.contact', lang)}: {escaped(page.exhibitor.contact)}"


def _table(lines: Sequence[Line], lang: Language) -> str:
    head = [[label(f"column.{name}", lang) for name in COLUMNS], ["---"] * len(COLUMNS)]
    body = [
        [(code if name in AS_CODE else escaped)(line.row[name]) for name in COLUMNS]
        for line in lines
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (*head, *body))


def _way(way: Way) -> Iterator[str]:
    yield f"- {escaped(way.item.line)}: {', '.join(map(code, way.numbers))}"
    yield from (f"  - {escaped(line)}" for line in way.item.below)


@cache
def _style() -> str:
    folder = files("squatwatch.report.screen").joinpath("templates")
    return folder.joinpath("screen.css").read_text("utf-8")


@cache
def _policy() -> str:
    """Nothing is loaded and nothing runs; the one style is known by its digest."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("squatwatch.report.screen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    return environment
