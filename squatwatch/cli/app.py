"""The commands put together, and the one place where errors become lines and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pkgutil import resolve_name
from typing import Any

import typer
from typer.core import TyperGroup

from squatwatch.cli.output import FAILED, INTERRUPTED, say
from squatwatch.errors import SquatwatchError
from squatwatch.report.plain import plain

COMMANDS = {
    "init": "squatwatch.cli.init:init",
    "brands": "squatwatch.cli.brands:app",
    "forms": "squatwatch.cli.forms:forms",
    "fetch": "squatwatch.cli.fetch:fetch",
    "ingest": "squatwatch.cli.filings:ingest",
    "export": "squatwatch.cli.exchange:export",
    "import": "squatwatch.cli.importing:import_",
    "offices": "squatwatch.cli.filings:offices",
    "scan": "squatwatch.cli.scan:scan",
    "alerts": "squatwatch.cli.alerts:app",
    "sweep": "squatwatch.cli.sweep:sweep",
    "explain": "squatwatch.cli.explain:explain",
    "deadlines": "squatwatch.cli.deadlines:deadlines",
    "exposure": "squatwatch.cli.exposure:exposure",
    "screen": "squatwatch.cli.screen:screen",
    "cases": "squatwatch.cli.cases:cases",
    "filers": "squatwatch.cli.filers:filers",
    "guide": "squatwatch.cli.guide:guide",
    "notice": "squatwatch.cli.notice:notice",
    "stats": "squatwatch.cli.stats:stats",
    "evaluate": "squatwatch.cli.evaluate:evaluate",
    "doctor": "squatwatch.cli.doctor:doctor",
}
"""The commands in the order in which --help lists them, and where each stands."""


class _Commands(Mapping[str, Any]):
    """The commands by name; one is imported when it is asked for, so that none waits for all."""

    def __getitem__(self, name: str) -> Any:
        found = resolve_name(COMMANDS[name])
        alone = typer.Typer(rich_markup_mode=None)
        if isinstance(found, typer.Typer):
            alone.add_typer(found, name=name)
        else:
            alone.command(name)(found)
        return typer.main.get_group(alone).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Group(TyperGroup):
    """What Typer makes of the app, with these commands."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "commands": _Commands()})

    def invoke(self, ctx: Any) -> Any:
        """Run the command; Ctrl-C ends it with a line, and no exit code that says what it found."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("squatwatch: interrupted, nothing is half done; run it again 已中断，可再次运行")
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    name="squatwatch",
    cls=_Group,
    help="海外商标抢注预警 Early warning of possible pre-emptive filings of Chinese brands abroad.",
    epilog="Exit codes 退出码: 0 nothing at --fail-on or above; 1 something; 2 the run failed.",
    no_args_is_help=True,
    rich_markup_mode=None,  # it would take [defaults] in brackets for markup
    pretty_exceptions_enable=False,
    add_completion=True,
)


@app.callback()
def _before_any_command() -> None:
    # Typer makes a group of an app that has a callback; the commands are those of _Group.
    pass


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
