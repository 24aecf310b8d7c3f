"""Archives that are the same bytes for the same members."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can give its members: a notice bears no clock."""


def packed(members: Mapping[str, bytes]) -> bytes:
    """An archive of the members in their order, without the time at which it was made."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            told = zipfile.ZipInfo(name, _EPOCH)
            told.compress_type = zipfile.ZIP_DEFLATED
            told.create_system = 3  # Unix, whatever this machine is
            told.external_attr = 0o644 << 16
            archive.writestr(told, content)
    return written.getvalue()
