"""All formats of a run in one place: what they are called, their suffixes, what writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.report.alerts_listing import alerts_listing
from squatwatch.report.atom import atom_feed
from squatwatch.report.github import github_annotations
from squatwatch.report.html import html_report
from squatwatch.report.junit import junit
from squatwatch.report.listing import ListingFormat
from squatwatch.report.markdown import markdown
from squatwatch.report.sarif import sarif
from squatwatch.report.scan_json import scan_json
from squatwatch.report.watched_in import WatchedIn
from squatwatch.report.windows_calendar import windows_calendar


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a report is wanted.

    ``width`` is that of a terminal in columns; None for a file or a pipe. ``fail_on`` is the level
    at which the run fails. ``watched`` says where the brands stand, if in a file; ``issuer`` who
    gives the report out.
    """

    lang: Language
    width: int | None = None
    fail_on: str = "high"
    watched: WatchedIn | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name; ``suffixes`` are without the first dot, the usual one first."""

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[RunResult, Wanted], bytes]
    binary: bool = False


def _listed(name: ListingFormat) -> Callable[[RunResult, Wanted], bytes]:
    def write(result: RunResult, wanted: Wanted) -> bytes:
        life = result.command == "sweep"
        return alerts_listing(result.alerts, name, wanted.lang, wanted.width, life=life)

    return write


_ALL = (
    Format("table", ("txt",), _listed("table")),
    Format("json", ("json",), lambda result, wanted: scan_json(result, wanted.fail_on)),
    Format("jsonl", ("jsonl", "ndjson"), _listed("jsonl")),
    Format("csv", ("csv",), _listed("csv")),
    Format("xlsx", ("xlsx",), _listed("xlsx"), binary=True),
    Format("html", ("html", "htm"), lambda result, wanted: html_report(result, wanted.lang)),
    Format("md", ("md", "markdown"), lambda result, wanted: markdown(result, wanted.lang)),
    Format(
        "sarif",
        ("sarif", "sarif.json"),
        lambda result, wanted: sarif(result, wanted.lang, wanted.watched),
    ),
    Format(
        "junit",
        ("junit.xml", "xml"),
        lambda result, wanted: junit(result, wanted.lang, wanted.fail_on),
    ),
    Format(
        "github",
        ("github", "github.txt"),
        lambda result, wanted: github_annotations(result, wanted.lang, wanted.watched),
    ),
    Format("ics", ("ics",), lambda result, wanted: windows_calendar(result, wanted.lang)),
    Format(
        "atom",
        ("atom", "atom.xml"),
        lambda result, wanted: atom_feed(result, wanted.lang, wanted.issuer),
    ),
)

FORMATS: Mapping[str, Format] = {one.name: one for one in _ALL}
_BY_SUFFIX = {suffix: one.name for one in _ALL for suffix in one.suffixes}


def rendered(
    result: RunResult,
    name: str,
    lang: Language,
    width: int | None = None,
    fail_on: str = "high",
    *,
    watched: WatchedIn | None = None,
    issuer: str = "",
) -> bytes:
    """The run in the format of that name, the same bytes for the same run (see ``Wanted``)."""
    return FORMATS[name].write(result, Wanted(lang, width, fail_on, watched, issuer))


def format_of(asked: str) -> str:
    """The name of a format that is asked for by its name or a suffix.

    >>> format_of("SARIF"), format_of("junit.xml"), format_of("htm")
    ('sarif', 'junit', 'html')

    Raises:
        ConfigError: there is no such format.
    """
    wanted = asked.lower()
    known = wanted if wanted in FORMATS else _BY_SUFFIX.get(wanted)
    if known is None:
        raise ConfigError(f"{asked!r} is no format of a run", do=f"use one of {', '.join(FORMATS)}")
    return known


def format_of_file(path: Path, asked: str | None = None) -> str:
    """What the suffixes of a file name; ``asked`` for a file whose suffixes name nothing.

    >>> [format_of_file(Path(name)) for name in ("a.xml", "2026.atom.xml", "a.sarif.json")]
    ['junit', 'atom', 'sarif']

    Raises:
        ConfigError: they name nothing, and nothing or no format is asked for.
    """
    suffixes = path.name.lower().split(".")[1:]
    for first in range(len(suffixes)):
        if known := _BY_SUFFIX.get(".".join(suffixes[first:])):
            return known
    if asked is None:
        raise ConfigError(
            "the suffix names no format of a run",
            where=str(path),
            do=f"use one of {', '.join(FORMATS)}, or name one with --format",
        )
    return format_of(asked)
