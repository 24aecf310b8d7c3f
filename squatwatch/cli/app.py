"""The commands put together, and the one place where errors become lines and exit codes."""

from __future__ import annotations

import os
import sys

import typer

from squatwatch.cli import brands, explain, filings, forms, init, scan
from squatwatch.cli.output import FAILED
from squatwatch.errors import SquatwatchError
from squatwatch.report.plain import plain

app = typer.Typer(
    name="squatwatch",
    help="海外商标抢注预警 Early warning of possible pre-emptive filings of Chinese brands abroad.",
    epilog="Exit codes 退出码: 0 nothing at --fail-on or above; 1 something; 2 the run failed.",
    no_args_is_help=True,
    rich_markup_mode=None,  # it would take [defaults] in brackets for markup
    pretty_exceptions_enable=False,
    add_completion=True,
)
app.command("init")(init.init)
app.add_typer(brands.app, name="brands")
app.command("forms")(forms.forms)
app.command("ingest")(filings.ingest)
app.command("offices")(filings.offices)
app.command("scan")(scan.scan)
app.command("explain")(explain.explain)


def main() -> None:
    """Run a command; a mistake that a person can mend is one line and exit code 2.

    Typer itself tells what was asked wrongly, with exit code 2 as well.
    """
    try:
        app()
    except SquatwatchError as error:
        fail(error.line())
    except Exception as error:
        # Exit code 1 says that something was found; a fault of ours must never look like that.
        if os.environ.get("SQUATWATCH_DEBUG"):
            raise
        fail(
            f"a fault of squatwatch ({type(error).__name__}: {plain(str(error))}); "
            "set SQUATWATCH_DEBUG=1 to see where, and please report it"
        )


def fail(message: str) -> None:
    """The message to stderr, and exit code 2; headings and names in it are made plain."""
    lines = [plain(line) for line in message.split("\n")]
    sys.stderr.write("squatwatch: " + "\n".join(lines) + "\n")
    sys.exit(FAILED)
