"""``squatwatch init``: a folder to work in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from squatwatch.brands import write_template
from squatwatch.cli.options import settings_of
from squatwatch.cli.output import say
from squatwatch.config import SETTINGS_FILE
from squatwatch.errors import DataError
from squatwatch.files import write_bytes
from squatwatch.store import Store

SETTINGS_TEMPLATE = """\
# Settings of squatwatch; what is commented out is the default. 设置；注释掉的为默认值。
# store = "squatwatch.duckdb"
# lang = "both"          # zh, en, both
# level = "medium"       # lowest level shown: urgent, high, medium, low
# fail_on = "high"       # exit code 1 from this level up
# weights = ""           # a file of fitted weights; empty: those that come with squatwatch
# inbox = "inbox"        # where a sweep looks for files of offices
# reports = "reports"    # where a sweep writes its reports
# second_reader = "no"   # yes: a notice needs somebody else's agreement first
# issuer = ""            # who issues notices
# regions = ""           # a table region,centre,contact,channel: who gets the alerts of whom
# templates = ""         # a folder of your own templates for notices

# [notify]               # docs/notify.md; secrets only in the environment 密码只放在环境变量中
# smtp_host = ""         # such as mail.example.org
# smtp_from = ""
# smtp_to = ""
"""


def init(
    folder: Annotated[Path, typer.Argument(help="The folder 目录.")] = Path(),
) -> None:
    """Make a store, a settings file, an empty watch list and an inbox 新建工作目录.

    What is there already is left as it is.
    """
    if folder.exists() and not folder.is_dir():
        raise DataError("is a file, not a folder", where=str(folder), do="name a folder")
    try:
        (folder / "inbox").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(
            f"the folder cannot be made ({error.strerror})", where=str(folder), do="check its path"
        ) from error
    store = folder / settings_of().store
    Store.create(store).close()
    watch_list, settings = folder / "brands.csv", folder / SETTINGS_FILE
    if not watch_list.exists():
        write_template(watch_list)
    if not settings.exists():
        write_bytes(settings, SETTINGS_TEMPLATE.encode())
    say(
        f"{store}, {settings}, {watch_list}, {folder / 'inbox'}\n"
        f"下一步 next: fill in {watch_list}, then 'squatwatch brands import {watch_list}'"
        " and 'squatwatch ingest FILE...'"
    )
