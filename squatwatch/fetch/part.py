"""A file on its way: what is there of it, and by what the office can tell that it is the same."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from squatwatch.fetch.disk import telling_of_the_disk

HEAD = 512
"""Bytes kept of the beginning, by which the kind of file is told."""
_CHUNK = 1024**2


class Part:
    """The beginning of a file in the working folder, with its digest as far as it goes.

    ``validator`` is the ETag or the date of change under which the office gave it, empty when it
    gave none that serves; a file without one cannot be gone on with. Beside the part stands a
    note with the validator.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._note = path.with_name(f"{path.name}.json")
        self._stream: BinaryIO | None = None
        self.validator = self._noted()
        self._start_counting()
        if self.validator:
            self._read_again()

    def __enter__(self) -> Part:
        """The part itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes the file; what is there of it stays."""
        self.close()

    def close(self) -> None:
        """Have all that was written in the file; raises ``StoppedError`` when that fails."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with telling_of_the_disk(self.path):
                stream.close()

    def sha256(self) -> str:
        """The digest of what is there."""
        return self._digest.hexdigest()

    def begin(self, validator: str) -> None:
        """Begin anew with nothing, under that validator; raises as ``close``."""
        self.close()
        self._start_counting()
        self.validator = validator
        with telling_of_the_disk(self.path):
            # The old bytes go before the new note: they must never stand under it.
            self._stream = self.path.open("wb")
            self._note.write_text(json.dumps({"validator": validator}), encoding="utf-8")

    def write(self, chunk: bytes) -> None:
        """Add bytes; raises as ``close``."""
        with telling_of_the_disk(self.path):
            if self._stream is None:
                self._stream = self.path.open("ab")
            self._stream.write(chunk)
        self._count(chunk)

    def forget(self) -> None:
        """Throw away what is there."""
        self.close()
        self.path.unlink(missing_ok=True)
        self.forget_note()
        self._start_counting()

    def forget_note(self) -> None:
        """Throw the note away, as when the file has gone to its place."""
        self._note.unlink(missing_ok=True)
        self.validator = ""

    def _start_counting(self) -> None:
        self.bytes = 0
        self.head = b""
        self._digest = hashlib.sha256()

    def _count(self, chunk: bytes) -> None:
        self.bytes += len(chunk)
        self._digest.update(chunk)
        if len(self.head) < HEAD:
            self.head = (self.head + chunk)[:HEAD]

    def _read_again(self) -> None:
        with suppress(FileNotFoundError), self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                self._count(chunk)

    def _noted(self) -> str:
        try:
            note: Any = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        found = note.get("validator") if isinstance(note, dict) else None
        return found if isinstance(found, str) else ""
