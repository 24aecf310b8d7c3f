"""A sweep that is killed at a moment, run again to its end, and what is left of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from squatwatch.scan import watch
from squatwatch.store import Store
from tests.report.samples import BRANDS

ROOT = Path(__file__).resolve().parents[1]
SWEEP = ("sweep", "--as-of", "2026-01-15", "--quiet", "--lang", "en")
SETTINGS = """
[notify]
smtp_host = "127.0.0.1"
smtp_port = "{port}"
smtp_security = "none"
smtp_from = "desk@example.org"
smtp_to = "all@example.org"
"""


class Mailbox:
    """What a real server on this machine accepted, by Message-ID."""

    def __init__(self) -> None:
        self.accepted: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """The hook of aiosmtpd: a message has arrived."""
        message = message_from_bytes(envelope.content)
        self.accepted[str(message["Message-ID"])] += 1
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[tuple[int, Mailbox]]:
    """A server on a free port of this machine, and what it accepts."""
    mailbox = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, mailbox
    finally:
        controller.stop()


def prepared(folder: Path, port: int, files: int = 4, filings: int = 300) -> Path:
    """A work folder with brands, an earlier night that was swept, and a new night's files."""
    folder.mkdir(parents=True)
    (folder / "squatwatch.toml").write_text(SETTINGS.format(port=port), encoding="utf-8")
    with Store.create(folder / "squatwatch.duckdb") as store:
        watch(store, BRANDS)
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "0.csv").write_text(_file(0, filings), encoding="utf-8")
    to_the_end(folder)
    for number in range(1, files):
        (inbox / f"{number}.csv").write_text(_file(number, filings), encoding="utf-8")
    return folder


def _file(number: int, filings: int) -> str:
    """Generated filings, some of which bear a watched brand; one filer takes both brands."""
    marks = ("LUCKIN COFFEE", "GREE ELECTRIC", "NORDLICHT", "COFFEE HOUSE", "瑞幸咖啡")
    head = "office,application_number,mark_text,classes,applicants,filing_date\n"
    rows = (
        f"MY,{number}-{place},{marks[place % 5]},30,Filer {place % 7} GmbH,2025-11-1{place % 10}"
        for place in range(filings)
    )
    return head + "\n".join(rows) + "\n"


def to_the_end(folder: Path) -> int:
    """A sweep that nobody disturbs; its exit code."""
    done = subprocess.run(_command(), cwd=folder, env=_environment(), capture_output=True)  # noqa: S603
    return done.returncode


def killed_after(folder: Path, seconds: float) -> bool:
    """A sweep that is killed so many seconds after its start; False when it had ended before."""
    child = subprocess.Popen(  # noqa: S603 - our own program
        _command(), cwd=folder, env=_environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return True
    return False


def left_of(folder: Path) -> dict[str, Any]:
    """All that a sweep leaves: the store's memory in plain values, and the bytes of reports."""
    with Store.open(folder / "squatwatch.duckdb") as store:
        told = {
            "alerts": store.alerts().to_dicts(),
            "decisions": store.decisions(),
            "sweeps": [(one.run_id, one.told, one.state) for one in store.sweeps()],
            "told": [store.told_by(one.run_id).to_dicts() for one in store.sweeps()],
            "groups": store.announced_groups().to_dicts(),
            "messages": sorted((one.message_id, one.state) for one in store.messages()),
            "filings": store.filings_digest(),
            "due": store.due_digest(),
        }
    reports = sorted(path for path in (folder / "reports").rglob("*") if path.is_file())
    return {
        **told,
        "reports": {str(path.relative_to(folder)): path.read_bytes() for path in reports},
    }


def _command() -> list[str]:
    return [sys.executable, str(ROOT / "cli.py"), *SWEEP]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SQUATWATCH_")}
