"""``squatwatch alerts``: what was found and kept, and what people decide about it."""

from __future__ import annotations

import typer

from squatwatch.cli import report_filing
from squatwatch.cli.alerts import decisions, listing

app = typer.Typer(
    help="The alerts that are kept, and decisions about them 预警及其处理.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

app.command("list")(listing.list_)
app.command("show")(listing.show)
app.command("confirm")(decisions.confirm)
app.command("dismiss")(decisions.dismiss)
app.command("snooze")(decisions.snooze)
app.command("monitor")(decisions.monitor)
app.command("review")(decisions.review)
app.command("second")(decisions.second)
app.command("assign")(decisions.assign)
app.command("note")(decisions.note)
app.command("receipt")(decisions.receipt)
app.command("outcome")(decisions.outcome)
app.command("decide")(decisions.decide)
app.command("export")(listing.export)
app.command("report")(report_filing.report)
