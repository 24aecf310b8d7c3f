"""Case files of the USPTO as they stand in the file, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.files.source import OfficeFile

RECORDS = 1_000
"""Records a frame: about 14 MB."""
LONGEST = 64 * 1024**2
"""Most bytes of one record; the longest real ones have 1 MB."""

_START, _END = b"<case-file>", b"</case-file>"
_SERIAL = re.compile(rb"<serial-number>\s*([0-9]{8})\s*</serial-number>")
_BLOCK = 1024 * 1024
_SCHEMA = {"office": pl.String, "application_number": pl.String, "content": pl.Binary}


def raw_records(source: OfficeFile) -> Iterator[pl.DataFrame]:
    """The case files that have a serial number: ``office, application_number, content``.

    They are cut out of the file and not parsed: the bytes are the office's own, in the encoding of
    the file, which must be one that ASCII is a part of. Raises ``DataError`` for a record longer
    than ``LONGEST``.
    """
    found: list[tuple[str, str, bytes]] = []
    with source.open() as stream:
        for content in _case_files(stream, source.name):
            if serial := _SERIAL.search(content):
                found.append(("US", serial[1].decode(), content))
            if len(found) == RECORDS:
                yield pl.DataFrame(found, schema=_SCHEMA, orient="row")
                found = []
    if found:
        yield pl.DataFrame(found, schema=_SCHEMA, orient="row")


def _case_files(stream: BinaryIO, name: str) -> Iterator[bytes]:
    held = b""
    while block := stream.read(_BLOCK):
        *whole, held = (held + block).split(_END)
        for part in whole:
            start = part.find(_START)
            if start >= 0:
                yield part[start:] + _END
        if len(held) > LONGEST:
            raise DataError(
                f"has a record of more than {LONGEST // 1024**2} MiB",
                where=name,
                do="check where the file comes from",
            )
