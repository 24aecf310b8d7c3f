"""The bytes of an XML file without what offices leave in it although XML forbids it.

The gazette of INPI Brazil has references to control characters (``&#x1f;``), and some services
serve blank lines before the XML declaration. One of them would cost the whole file; taking it out
loses nothing. A blank takes the place of a reference, so that no words grow together.
"""

from __future__ import annotations

import re
from typing import BinaryIO

_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_LONGEST = 16
"""Bytes of a reference that may be cut off at the end of a block."""
_BOM = b"\xef\xbb\xbf"


class CleanXml:
    """A stream as an XML parser reads it, without references to what is no character of XML.

    Only encodings of which ASCII is a part are cleaned; UTF-16 and UTF-32 pass as they are.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._begun = False
        self._wide = False

    def read(self, size: int) -> bytes:
        """About ``size`` bytes; none at the end."""
        block = self._stream.read(max(size, _LONGEST))
        if not self._begun:
            self._begun, self._wide = True, _is_wide(block)
            block = block if self._wide else _without_lead(block)
        if self._wide:
            return block
        whole = self._held + block if self._held else block
        self._held = b""
        cut = whole.rfind(b"&", -_LONGEST) if block else -1
        if cut > 0 and b";" not in whole[cut:]:
            whole, self._held = whole[:cut], whole[cut:]
        return _without_forbidden(whole)


def clean_beginning(head: bytes) -> bytes:
    """The first bytes of a file, cleaned."""
    return head if _is_wide(head) else _without_forbidden(_without_lead(head))


def _without_forbidden(block: bytes) -> bytes:
    return _REFERENCE.sub(_allowed, block) if b"&#" in block else block


def _allowed(reference: re.Match[bytes]) -> bytes:
    """The reference, or a blank where XML does not allow its character (XML 1.0, 2.2)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    good = (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
    return reference[0] if good else b" "


def _without_lead(block: bytes) -> bytes:
    """The block without a byte order mark and blank lines before the XML declaration."""
    stripped = block.removeprefix(_BOM).lstrip()
    return stripped if stripped.startswith(b"<") else block


def _is_wide(block: bytes) -> bool:
    return block[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in block[:4]
