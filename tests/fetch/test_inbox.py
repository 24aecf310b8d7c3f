"""The inbox and the folder beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.fetch.errors import StoppedError
from squatwatch.fetch.inbox import Inbox

ROOT = Path(__file__).resolve().parents[2]

HOLDER = """
import sys
from pathlib import Path
from squatwatch.fetch.inbox import Inbox

with Inbox(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_file_grows_beside_the_inbox_and_is_placed_whole(inbox: Inbox) -> None:
    with inbox.held():
        part = inbox.part("a.zip")
        part.write_bytes(b"whole")
        assert part.parent == inbox.folder.with_name(".inbox-fetch")
        assert inbox.place(part, "a.zip").read_bytes() == b"whole"
    assert not part.exists()
    assert [file.name for file in inbox.folder.iterdir()] == ["a.zip"]


def test_what_is_there_is_told_by_name_and_size(inbox: Inbox) -> None:
    (inbox.folder / "a.zip").write_bytes(b"12345")
    assert inbox.has("a.zip", None)
    assert inbox.has("a.zip", 5)
    assert not inbox.has("a.zip", 6)
    assert not inbox.has("b.zip", None)


def test_an_inbox_behind_a_link_has_its_working_folder_beside_the_real_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "disk" / "real").mkdir(parents=True)
    (tmp_path / "inbox").symlink_to(tmp_path / "disk" / "real")
    inbox = Inbox(tmp_path / "inbox")
    with inbox.held():
        assert inbox.working == tmp_path / "disk" / ".real-fetch"


@pytest.mark.parametrize("name", ["missing", "file"])
def test_an_inbox_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="there is no such folder; make it, or name"):
        Inbox(tmp_path / name)


def test_a_working_folder_that_cannot_be_made_is_told(inbox: Inbox) -> None:
    inbox.working.touch()
    told = r"\.inbox-fetch: cannot be written to \(File exists\)"
    with pytest.raises(StoppedError, match=told), inbox.held():
        pass


def test_an_inbox_on_another_file_system_is_refused_before_anything(inbox: Inbox) -> None:
    shared = Path("/dev/shm")  # noqa: S108 - the one other file system that is at hand
    if not (shared.is_dir() and os.access(shared, os.W_OK)):
        pytest.skip("there is no second file system to write to")
    if shared.stat().st_dev == inbox.folder.stat().st_dev:
        pytest.skip("there is no second file system")
    inbox.working.symlink_to(shared)
    with pytest.raises(StoppedError, match="lies on another file system"), inbox.held():
        pass


def test_a_second_process_is_told_who_holds_the_inbox(inbox: Inbox) -> None:
    holder = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOLDER, str(inbox.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        told = f"process {holder.pid} is fetching into this inbox"
        with pytest.raises(DataError, match=told), inbox.held():
            pass
        holder.kill()
        holder.communicate()
    with inbox.held():
        pass
