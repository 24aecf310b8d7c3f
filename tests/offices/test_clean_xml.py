"""What offices leave in XML although it forbids it, however the bytes are cut into blocks."""

from __future__ import annotations

import io
import re

from hypothesis import given
from hypothesis import strategies as st

from squatwatch.offices.clean_xml import CleanXml, clean_beginning

pieces = st.lists(
    st.sampled_from(
        [
            b"<a>",
            b"text",
            b"&amp;",
            b"&",
            b"&#",
            b"&#x1f;",
            b"&#31;",
            b"&#10;",
            b"&#x41;",
            b";",
            b" ",
        ]
    ),
    max_size=12,
).map(b"".join)


def read_in_blocks(content: bytes, size: int) -> bytes:
    stream, found = CleanXml(io.BytesIO(content)), b""
    while block := stream.read(size):
        found += block
    return found


@given(content=pieces, size=st.integers(1, 64))
def test_blocks_make_no_difference(content: bytes, size: int) -> None:
    whole = b"<x>" + content
    assert read_in_blocks(whole, size) == clean_beginning(whole)
    assert clean_beginning(whole) == re.sub(rb"&#(?:x1f|31);", b" ", whole)


def test_what_is_no_xml_stays_as_it_is() -> None:
    for content in (b"", b"  ", b"PK\x03\x04", b"\xef\xbb\xbfa,b"):
        assert read_in_blocks(content, 16) == content


def test_utf_16_passes_as_it_is() -> None:
    content = "<a>&#x1f;</a>".encode("utf-16")
    assert read_in_blocks(content, 16) == content
