"""``squatwatch forms``: every form of a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from squatwatch.brands import read_watchlist
from squatwatch.brands.suggestions import shown
from squatwatch.brands.watchlist import brand_of
from squatwatch.cli.options import (
    FormatOption,
    LangOption,
    OutputOption,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit_listing, say
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.forms import generate_forms, left_out
from squatwatch.forms.distinctiveness import distinctiveness
from squatwatch.forms.kinds import compared_as, kind_names
from squatwatch.model import Brand, Form
from squatwatch.report.labels import in_language, label

COLUMNS = ("name", "form", "kind", "weight", "script", "source", "part")
TABLE_COLUMNS = ("name", "kind", "form", "weight", "evidence", "source")


def forms(
    names: Annotated[list[str] | None, typer.Argument(help="Names in any script 名称.")] = None,
    brands: Annotated[
        Path | None, typer.Option(help="The names of a watch list 监测名单中的名称.")
    ] = None,
    latin: Annotated[
        str, typer.Option(help="The owner's own Latin marks, by ; 权利人的拉丁文商标.")
    ] = "",
    other: Annotated[
        str, typer.Option(help="The owner's other names and translations, by ; 其他名称或译名.")
    ] = "",
    classes: Annotated[str, typer.Option(help="Nice classes of the goods, by ; 商品类别.")] = "",
    override: Annotated[
        str, typer.Option(help="The owner's pinyin, syllables parted by spaces 权利人的拼音.")
    ] = "",
    lang: LangOption = None,
    listing_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show every form under which a name may be filed 列出名称的全部形式.

    --latin, --other, --classes and --override tell what the owner knows of the one name given.
    """
    settings = settings_of(lang=lang)
    wanted = listing_format_of(listing_format, output)
    told = {"name_latin": latin, "other_names": other, "classes": classes}
    asked = _asked(names or [], brands, told)
    if override and len(asked) != 1:
        raise ConfigError("--override tells how one name is read", do="give it with one name")
    made = [(brand, generate_forms(brand, override=override)) for brand in asked]
    for brand, forms_of_brand in made:
        for note in left_out(brand, forms_of_brand):
            say(f"{brand.brand_id}: {in_language(note.en, note.zh, settings.lang, ' / ')}")
    if wanted == "table":
        rows = list(_table_rows(made, settings.lang))
    else:
        rows = [asdict(form) for _, forms_of_brand in made for form in forms_of_brand]
    columns = TABLE_COLUMNS if wanted == "table" else COLUMNS
    headings = {name: label(f"column.{name}", settings.lang) for name in TABLE_COLUMNS}
    emit_listing(rows, columns, wanted, output, headings)


def _asked(names: Sequence[str], brands: Path | None, told: Mapping[str, str]) -> list[Brand]:
    """The brands that are meant: those of a watch list, and one for each name."""
    if any(told.values()) and len(names) != 1:
        raise ConfigError(
            "--latin, --other and --classes tell of one name", do="give them with one name"
        )
    listed = list(read_watchlist(brands).brands) if brands else []
    asked = [*listed, *(_named(name, told) for name in names)]
    if not asked:
        raise ConfigError("no name is given", do="squatwatch forms 王老吉, or --brands FILE")
    return asked


def _named(name: str, told: Mapping[str, str]) -> Brand:
    """A brand of that name, checked as a row of a watch list is."""
    cells = {"brand_id": "name", "name_zh": name, **told}
    return replace(brand_of(cells, shown(name)), brand_id=name)


Made = Sequence[tuple[Brand, Sequence[Form]]]


def _table_rows(made: Made, lang: Language) -> Iterator[dict[str, Any]]:
    """Forms grouped by kind, each kind where its best form stands."""
    sharing = _brands_by_key(made)
    for brand, forms in made:
        order: dict[str, None] = dict.fromkeys(form.kind for form in forms)
        for form in sorted(forms, key=lambda form: list(order).index(form.kind)):
            found = distinctiveness(
                form.form,
                form.script,
                brands=sharing[compared_as(form.form, form.kind)],
                classes=brand.classes,
            )
            yield {
                "name": form.name,
                "kind": in_language(*kind_names(form.kind), lang),
                "form": form.form,
                "weight": f"{form.weight:.2f}",
                "evidence": label("note.needs_evidence", lang) if found.needs_more else "",
                "source": form.source,
            }


def _brands_by_key(made: Made) -> Counter[str]:
    """How many of the brands share a form."""
    keys = ({compared_as(form.form, form.kind) for form in forms} for _, forms in made)
    return Counter(key for of_brand in keys for key in of_brand)
