"""``squatwatch cases``: the case library, listed and searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from squatwatch.assess.case_library import Case, case_library, cases_of_brand, traits, values_of
from squatwatch.brands.suggestions import did_you_mean, shown
from squatwatch.cli.options import (
    FormatOption,
    LangOption,
    OutputOption,
    QuietOption,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit, say, terminal_width
from squatwatch.errors import ConfigError
from squatwatch.reference import table
from squatwatch.report.cases import cases_listing
from squatwatch.report.labels import label
from squatwatch.text.han import han_fold


def cases(
    text: Annotated[
        list[str] | None, typer.Argument(help="Words or phrases that all occur 检索词，须全部出现.")
    ] = None,
    brand: Annotated[
        str | None, typer.Option(help="A name of the brand, whole 品牌名称（全名）.")
    ] = None,
    office: Annotated[
        list[str] | None, typer.Option("--office", help="Only of this office 仅此官方; repeatable.")
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(help="How far it went 结果: adjudged, contested, settled, alleged."),
    ] = None,
    lang: LangOption = None,
    listing_format: FormatOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """List and search documented cases of brands filed abroad 检索典型案例.

    Alleged means that nobody has decided; contested, that the owner lost or it is unsettled.
    """
    settings = settings_of(lang=lang)
    wanted = listing_format_of(listing_format, output)
    found = _named(brand)
    found = _at(found, [_office(code) for code in office or []])
    found = _ended(found, outcome)
    found = [case for case in found if _tells(case, text or [])]
    width = terminal_width() if output is None else None
    listed = cases_listing(found, wanted, settings.lang, width)
    emit(listed, output, binary=wanted == "xlsx")
    if not found:
        say(label("note.no_case", settings.lang), quiet=quiet)
    say(label("note.cases", settings.lang), quiet=quiet)


def _named(brand: str | None) -> Sequence[Case]:
    return case_library() if brand is None else tuple(cases_of_brand([brand]))


def _at(found: Sequence[Case], offices: Sequence[str]) -> list[Case]:
    return [case for case in found if not offices or case.office in offices]


def _office(given: str) -> str:
    """The code of an office, in capitals."""
    code = given.upper()
    if code not in table("office_codes")["code"]:
        raise ConfigError(
            f"--office is {shown(given)}, which is no code", do="write it as EM or US"
        )
    return code


def _ended(found: Iterable[Case], outcome: str | None) -> list[Case]:
    labels = values_of("label")
    if outcome is not None and outcome not in labels:
        meant = did_you_mean(outcome, labels)
        raise ConfigError(f"--outcome is {shown(outcome)}, not {', '.join(labels)}{meant}")
    return [case for case in found if outcome is None or case.label == outcome]


def _tells(case: Case, words: Iterable[str]) -> bool:
    """Whether all the words occur in what is told of a case, in either language."""
    ways = [traits()["taken", way] for way in case.taken]
    conduct = [traits()["conduct", known] for known in case.conduct]
    told = [
        case.case_id, *case.brand, case.mark, case.year, case.outcome_en, case.outcome_zh,
        case.source, case.source_url, case.note_en, case.note_zh,
        *(text for trait in ways + conduct for text in (trait.value, trait.en, trait.zh)),
    ]  # fmt: skip
    text = _folded("\n".join(told))
    return all(_folded(word) in text for word in words)


def _folded(text: str) -> str:
    return han_fold(text.casefold())
