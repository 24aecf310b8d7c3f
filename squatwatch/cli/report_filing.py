"""``squatwatch alerts report``: an owner hands in a filing that no alert had told of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from squatwatch.brands.values import iso_date, nice_class, office_code, status
from squatwatch.cli.alerts.desk import AtOption, WhoOption, desk, moment, person
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    QuietOption,
    StoreOption,
    as_of_day,
    settings_of,
)
from squatwatch.cli.output import emit, say
from squatwatch.cli.searching import searching
from squatwatch.cli.weighing import WeightsOption, weights_of
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.model import Applicant, Filing
from squatwatch.report.labels import label
from squatwatch.report.plain import plain
from squatwatch.report.waterfall import waterfall
from squatwatch.report_filing import Report, filing_in, report_filing


def report(
    brand: Annotated[str, typer.Option(help="The brand that it takes 品牌编号.")],
    office: Annotated[str, typer.Option(help="The office, such as EM 国家/地区代码.")],
    number: Annotated[str, typer.Option(help="The application number 申请号.")],
    note: Annotated[
        str, typer.Option(help="Who saw it and where, which is needed 来源说明（必填）.")
    ],
    filing: Annotated[
        Path | None, typer.Option(help="A file that has its record 含该申请的文件.")
    ] = None,
    mark: Annotated[str | None, typer.Option(help="Its mark, in words 商标文字.")] = None,
    applicant: Annotated[
        str | None, typer.Option(help="Its applicants by |, with --mark 申请人.")
    ] = None,
    classes: Annotated[
        str | None, typer.Option(help="Nice classes by ;, with --mark 尼斯分类.")
    ] = None,
    filing_date: Annotated[
        str | None, typer.Option(help="The day of filing, with --mark 申请日.")
    ] = None,
    publication_date: Annotated[
        str | None, typer.Option(help="The day of publication, with --mark 公告日.")
    ] = None,
    filing_status: Annotated[
        str | None, typer.Option("--status", help="Its status, with --mark 状态.")
    ] = None,
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    weights: WeightsOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Hand in a filing that no alert has told of; it becomes one 报送漏检的申请.

    The store has its record, or --filing, or --mark describes it. It is weighed as any other and
    stays an alert whatever its level; 'export cases' gives all of them as labelled filings.
    """
    settings, day = settings_of(store=store, lang=lang, weights=weights), as_of_day(as_of)
    if not note.strip():
        raise ConfigError("the note is empty", do="say with --note who saw it, and where")
    described = [applicant, classes, filing_date, publication_date, filing_status]
    if mark is None and any(item is not None for item in described):
        raise ConfigError("what describes a filing goes with --mark", do="add --mark TEXT")
    if mark is not None and filing is not None:
        raise ConfigError("--filing and --mark both say what the filing is", do="give one of them")
    handed_in = _filing(
        office, number, mark or "", applicant, classes, filing_date, publication_date, filing_status
    )
    if filing is not None:
        handed_in = filing_in(filing, handed_in.office, number)
    name, moment_given = person(who), moment(at)
    with (
        desk(settings, quiet=quiet) as opened,
        searching(settings.lang, quiet=quiet) as progress,
    ):
        done = report_filing(
            opened,
            brand,
            handed_in,
            who=name,
            note=note,
            at=moment_given,
            as_of=day,
            weights=weights_of(settings),
            progress=progress,
        )
    emit(waterfall(done.alert, settings.lang).encode(), None)
    say(plain(done_line(done, settings.lang)), quiet=quiet)


def _filing(
    office: str,
    number: str,
    mark: str,
    applicant: str | None,
    classes: str | None,
    filing_date: str | None,
    publication_date: str | None,
    filing_status: str | None,
) -> Filing:
    try:
        return Filing(
            office_code(office),
            number,
            mark_text=mark.strip(),
            classes=tuple(nice_class(one) for one in (classes or "").split(";") if one.strip()),
            applicants=tuple(
                Applicant(one.strip()) for one in (applicant or "").split("|") if one.strip()
            ),
            filing_date=iso_date(filing_date) if filing_date else None,
            publication_date=iso_date(publication_date) if publication_date else None,
            status=status(filing_status) if filing_status else "unknown",
        )
    except ValueError as error:
        raise ConfigError(str(error), do="correct the option and try again") from error


def done_line(done: Report, lang: Language) -> str:
    """The alert that it is, and why no alert had told of it."""
    again = label("note.handed_in_before", lang)
    why = label(f"missed.{done.missed}", lang)
    return f"{done.alert.alert_id}: {why}" + (f" ({again})" if done.again else "")
