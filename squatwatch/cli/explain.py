"""``squatwatch explain``: why a filing has the level it has, and why it has none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts import alert_record
from squatwatch.cli.options import AsOfOption, LangOption, StoreOption, as_of_day, settings_of
from squatwatch.cli.output import emit
from squatwatch.cli.searching import searching
from squatwatch.errors import ConfigError, DataError
from squatwatch.model import application_key
from squatwatch.report.plain import json_text
from squatwatch.report.waterfall import waterfall
from squatwatch.scan import scan
from squatwatch.store import Store


def explain(
    office: Annotated[str, typer.Argument(help="The office, such as EM or US 国家/地区代码.")],
    number: Annotated[str, typer.Argument(help="The application number 申请号.")],
    brand: Annotated[str | None, typer.Option(help="Only against this brand 只看该品牌.")] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[str, typer.Option("--format", help="text, json.")] = "text",
) -> None:
    """Show the sum of evidence of one filing, step by step 逐项说明依据.

    Levels that a scan leaves out are shown too; the whole register is looked at again, so that
    rarity and filer groups are those of a scan.
    """
    if output_format not in ("text", "json"):
        raise ConfigError(f"--format is {output_format!r}, not text or json")
    settings, wanted = settings_of(store=store, lang=lang), application_key(number)
    with Store.open(Path(settings.store)) as opened:
        if brand is not None and all(known.brand_id != brand for known in opened.brands()):
            raise DataError(
                f"no brand {brand}", where=settings.store, do="see 'squatwatch brands list'"
            )
        asked = (office.upper(), wanted)
        with searching(settings.lang, quiet=False) as progress:
            result = scan(
                opened, as_of=as_of_day(as_of), level="low", of_filing=asked, progress=progress
            )
    alerts = [alert for alert in result.alerts if brand in (None, alert.assessment.brand.brand_id)]
    if not alerts:
        raise DataError(
            f"no watched brand meets filing {office.upper()} {number}"
            " (or the store does not hold it)",
            where=settings.store,
            do="check the number with 'squatwatch offices' and the brand with 'squatwatch forms'",
        )
    if output_format == "json":
        records = [alert_record(alert) for alert in alerts]
        emit((json_text(records, indent=2) + "\n").encode(), None)
        return
    emit("\n".join(waterfall(alert, settings.lang) for alert in alerts).encode(), None)
