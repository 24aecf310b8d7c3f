"""The reports of a sweep as files: a folder for each run, and what others subscribe to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.errors import SquatwatchError
from squatwatch.files import write_bytes
from squatwatch.report.formats import rendered

REPORTS: Mapping[str, str] = {
    "report.html": "html",
    "summary.md": "md",
    "alerts.jsonl": "jsonl",
    "alerts.xlsx": "xlsx",
    "windows.ics": "ics",
    "run.json": "json",
}
"""The files of a run's folder and their formats."""

SUBSCRIBED: Mapping[str, str] = {"new.atom": "atom", "windows.ics": "ics"}
"""What keeps its address from run to run, beside the folders."""


def folder_of(result: RunResult) -> str:
    """The name of a run's folder: its day, and what tells it from others of the day."""
    return f"{result.as_of.isoformat()}-{result.run_id[:8]}"


def has_something_to_tell(result: RunResult) -> bool:
    """Whether a sweep has anything to report; a night in which nothing came writes nothing."""
    told = (result.alerts, result.groups, result.reminders, result.lapsed, result.failures)
    return any(told) or bool(result.taken)


def write_reports(
    result: RunResult, reports: Path, lang: Language, *, fail_on: str, issuer: str
) -> Iterator[tuple[Path, SquatwatchError | None]]:
    """Write all reports of a sweep; each path, with what went wrong where it could not be.

    One that fails stops no other. The same result gives the same bytes in the same place.
    """
    places = {
        **{Path(folder_of(result)) / name: kind for name, kind in REPORTS.items()},
        **{Path(name): kind for name, kind in SUBSCRIBED.items()},
    }
    for name, kind in places.items():
        path = reports / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, rendered(result, kind, lang, fail_on=fail_on, issuer=issuer))
        except SquatwatchError as error:
            yield path, error
        except OSError as error:
            yield path, SquatwatchError(str(error.strerror), where=str(path), do="check the folder")
        else:
            yield path, None
