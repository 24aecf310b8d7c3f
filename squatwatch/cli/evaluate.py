"""``squatwatch evaluate``: weights fitted anew, and what they are worth."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.brands.labelled import read_labelled
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    MemoryOption,
    QuietOption,
    StoreOption,
    as_of_day,
    settings_of,
)
from squatwatch.cli.output import emit, say, terminal_width
from squatwatch.cli.scan import store_of
from squatwatch.cli.searching import memory_of, searching
from squatwatch.errors import ConfigError
from squatwatch.evaluate import evaluate as run_evaluation
from squatwatch.files import write_bytes
from squatwatch.report.evaluation import evaluation_json, evaluation_text, fitted_on
from squatwatch.report.labels import label
from squatwatch.report.weights_file import weights_file

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def evaluate(
    labelled: Annotated[
        Path, typer.Argument(metavar="LABELLED", help="A file of labelled filings 标注文件.")
    ],
    brands: Annotated[
        Path | None, typer.Option(help="A watch list, instead of the store's 监测名单.")
    ] = None,
    filings: Annotated[
        list[Path] | None,
        typer.Option(help="Filings, instead of the store's; may be repeated 申请文件."),
    ] = None,
    store: StoreOption = None,
    write: Annotated[
        Path | None, typer.Option("--write", help="Write the fitted weights 写入权重文件.")
    ] = None,
    weights_version: Annotated[
        str | None, typer.Option(help="What to call the weights 权重版本名 [as-of day].")
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[
        str | None, typer.Option("--format", help="table, json [table].")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead 写入文件.")
    ] = None,
    memory: MemoryOption = None,
    quiet: QuietOption = False,
) -> None:
    """Fit the weights to labelled filings, and say what they are worth 拟合并评估证据权重.

    The register is that of the store, or of --brands and --filings. Nothing changes the weights
    in use: scan and explain take the file written with --weights.
    """
    settings, day = settings_of(store=store, lang=lang), as_of_day(as_of)
    name, version = _format(output_format, output), _version(weights_version or day.isoformat())
    allowed = memory_of(memory)
    with (
        store_of(brands, filings or [], settings, quiet=quiet) as opened,
        searching(settings.lang, quiet=quiet) as progress,
    ):
        watched = [brand.brand_id for brand in opened.brands()]
        found = run_evaluation(
            opened,
            read_labelled(labelled, known_brands=watched),
            version=version,
            memory=allowed,
            progress=progress,
        )
    width = terminal_width() if output is None else None
    as_text = evaluation_text(found, settings.lang, width) if name == "table" else None
    emit(as_text or evaluation_json(found), output)
    if write is not None:
        write_bytes(write, weights_file(found))
    say(fitted_on(found, settings.lang), quiet=quiet)
    say(label("note.evaluation", settings.lang), quiet=quiet)
    for path in (output, write):
        if path is not None:
            say(str(path), quiet=quiet)


def _format(given: str | None, output: Path | None) -> str:
    name = given or ("json" if output and output.suffix.lower() == ".json" else "table")
    if name not in ("table", "json"):
        raise ConfigError(f"--format is {name!r}, not table or json")
    return name


def _version(given: str) -> str:
    if not _VERSION.fullmatch(given):
        raise ConfigError(
            f"--weights-version is {given!r}",
            do="use letters A to Z, digits, - _ and . and begin with a letter or digit",
        )
    return given
