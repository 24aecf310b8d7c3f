"""Text for XML: what XML 1.0 cannot hold at all is shown as a character that stands for it."""

from __future__ import annotations

from lxml import etree

from squatwatch.report.plain import plain


def xml_text(text: str) -> str:
    r"""Lines of plain text, without the two code points that no XML file may have.

    >>> xml_text("a\x1b\n\ufffeb")
    'a�\n�b'
    """
    shown = "\n".join(map(plain, text.split("\n")))
    return shown.replace("\ufffe", "�").replace("\uffff", "�")


def xml_bytes(root: etree._Element) -> bytes:
    """The document in UTF-8, indented, with a declaration and a last line end."""
    etree.indent(root)
    told: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return told + b"\n"
