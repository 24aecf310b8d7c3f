"""``squatwatch explain``: why a filing has the level it has, and why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts import alert_record
from squatwatch.assess.weights import Weights
from squatwatch.brands.values import iso_date, nice_class, office_code
from squatwatch.cli.options import AsOfOption, LangOption, StoreOption, as_of_day, settings_of
from squatwatch.cli.output import emit
from squatwatch.cli.scanning import check_brand
from squatwatch.cli.searching import searching
from squatwatch.cli.weighing import WeightsOption, weights_of
from squatwatch.consider import consider
from squatwatch.errors import ConfigError, DataError
from squatwatch.model import Alert, Applicant, Filing, application_key
from squatwatch.report.plain import json_text
from squatwatch.report.waterfall import waterfall
from squatwatch.scan import renew_forms, scan
from squatwatch.search import Progress
from squatwatch.store import Store


def explain(
    office: Annotated[
        str | None, typer.Argument(help="The office, such as EM or US 国家/地区代码.")
    ] = None,
    number: Annotated[str | None, typer.Argument(help="The application number 申请号.")] = None,
    brand: Annotated[str | None, typer.Option(help="Only against this brand 只看该品牌.")] = None,
    mark: Annotated[
        str | None, typer.Option(help="A mark that is not in the store 未入库的商标文字.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--office", help="The office, with --mark 国家/地区代码.")
    ] = None,
    classes: Annotated[
        str | None, typer.Option(help="Nice classes by ;, with --mark 尼斯分类.")
    ] = None,
    applicant: Annotated[
        str | None, typer.Option(help="The applicant, with --mark 申请人.")
    ] = None,
    filed: Annotated[
        str | None, typer.Option(help="The day of filing, with --mark 申请日.")
    ] = None,
    store: StoreOption = None,
    weights: WeightsOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[str, typer.Option("--format", help="text, json.")] = "text",
) -> None:
    """Show the sum of evidence of one filing, step by step 逐项说明依据.

    Levels that a scan leaves out are shown too; the whole register is looked at again, so that
    rarity and filer groups are those of a scan. With --mark, a mark is weighed that the store
    does not hold, as if it were filed.
    """
    if output_format not in ("text", "json"):
        raise ConfigError(f"--format is {output_format!r}, not text or json")
    settings, day = settings_of(store=store, lang=lang, weights=weights), as_of_day(as_of)
    weighed_by = weights_of(settings)
    asked = _asked(office, number, mark, at, classes, applicant, filed)
    with Store.open(Path(settings.store)) as opened:
        check_brand(opened, brand, settings.store)
        with searching(settings.lang, quiet=False) as progress:
            alerts = _alerts(opened, asked, day, weighed_by, progress)
    wanted = [alert for alert in alerts if brand in (None, alert.assessment.brand.brand_id)]
    if not wanted:
        raise _nothing(asked, settings.store)
    if output_format == "json":
        records = [alert_record(alert) for alert in wanted]
        emit((json_text(records, indent=2) + "\n").encode(), None)
        return
    emit("\n".join(waterfall(alert, settings.lang) for alert in wanted).encode(), None)


def _asked(
    office: str | None,
    number: str | None,
    mark: str | None,
    at: str | None,
    classes: str | None,
    applicant: str | None,
    filed: str | None,
) -> Filing:
    """The filing that is meant: one of the store, by office and number, or one as described."""
    if mark is None:
        described = [at, classes, applicant, filed]
        if office is None or number is None or any(item is not None for item in described):
            raise ConfigError(
                "explain takes an office and a number, or --mark with --office",
                do="write 'squatwatch explain EM 018222474', or"
                " 'squatwatch explain --mark TEXT --office EM --classes \"9;25\"'",
            )
        return Filing(office.upper(), number)
    if at is None or office is not None or not mark.strip():
        raise ConfigError(
            "a mark is explained for an office",
            do="write 'squatwatch explain --mark TEXT --office EM'",
        )
    try:
        return Filing(
            office_code(at),
            "",
            mark_text=mark,
            classes=tuple(nice_class(item) for item in (classes or "").split(";") if item.strip()),
            applicants=(Applicant(applicant),) if applicant else (),
            filing_date=iso_date(filed) if filed else None,
        )
    except ValueError as error:
        raise ConfigError(str(error), do="correct the option and try again") from error


def _alerts(
    store: Store, asked: Filing, day: date, weights: Weights, progress: Progress
) -> Sequence[Alert]:
    if asked.mark_text:
        renew_forms(store)
        return consider(store, asked, as_of=day, weights=weights, progress=progress)
    wanted = (asked.office, application_key(asked.application_number))
    return scan(
        store, as_of=day, level="low", of_filing=wanted, weights=weights, progress=progress
    ).alerts


def _nothing(asked: Filing, where: str) -> DataError:
    if asked.mark_text:
        return DataError(
            f"no watched brand meets the mark {asked.mark_text}",
            where=where,
            do="see how a brand may be written with 'squatwatch forms'",
        )
    return DataError(
        f"no watched brand meets filing {asked.office} {asked.application_number}"
        " (or the store does not hold it)",
        where=where,
        do="check the number with 'squatwatch offices' and the brand with 'squatwatch forms'",
    )
