"""``squatwatch forms``: every form of a name."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from squatwatch.cli.options import FormatOption, OutputOption, listing_format_of
from squatwatch.cli.output import emit_listing
from squatwatch.errors import ConfigError
from squatwatch.forms import generate_forms

COLUMNS = ("name", "form", "kind", "weight", "script", "source", "part")


def forms(
    names: Annotated[list[str], typer.Argument(help="Names in any script 名称.")],
    listing_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show every form under which a name may be filed 列出名称的全部形式."""
    if not all(name.strip() for name in names):
        raise ConfigError("a name is empty", do="give each name as a word: squatwatch forms 王老吉")
    rows = [asdict(form) for name in names for form in generate_forms(name.strip())]
    emit_listing(rows, COLUMNS, listing_format_of(listing_format, output), output)
