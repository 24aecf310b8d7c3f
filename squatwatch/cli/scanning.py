"""The scan that several commands begin with, and what they all say at the end."""

from __future__ import annotations

from datetime import date

from squatwatch.alerts.run import RunResult
from squatwatch.cli.output import say
from squatwatch.cli.searching import searching
from squatwatch.cli.weighing import weights_of
from squatwatch.config import Language, Settings
from squatwatch.errors import DataError
from squatwatch.model import Level
from squatwatch.report.coverage import coverage_line
from squatwatch.report.labels import label
from squatwatch.scan import scan
from squatwatch.store import Store


def scanned(
    store: Store,
    settings: Settings,
    day: date,
    *,
    memory: int,
    quiet: bool,
    level: Level | None = None,
) -> RunResult:
    """A scan of the whole store as the settings say, with its progress on stderr.

    ``level`` is the lowest that is wanted, where it is not that of the settings.
    """
    with searching(settings.lang, quiet=quiet) as progress:
        return scan(
            store,
            as_of=day,
            level=level or settings.level,  # type: ignore[arg-type]
            settings=settings.of_the_findings(),
            weights=weights_of(settings),
            memory=memory,
            progress=progress,
        )


def check_brand(store: Store, brand: str | None, where: str) -> None:
    """That the store watches the brand, where one is asked for."""
    if brand is not None and all(known.brand_id != brand for known in store.brands()):
        raise DataError(f"no brand {brand}", where=where, do="see 'squatwatch brands list'")


def tell_run(result: RunResult, lang: Language, *notes: str, quiet: bool) -> None:
    """What a run covered, then the notes, then what a match is not."""
    for note in (coverage_line(result.coverage, lang), *notes, label("note.disclaimer", lang)):
        say(note, quiet=quiet)
