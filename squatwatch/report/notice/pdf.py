"""A notice as PDF, set by Typst in the style ``notice.typ``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import typst

from squatwatch.errors import DataError
from squatwatch.files import read_bytes
from squatwatch.report.notice.content import DRAFT
from squatwatch.report.notice.days import NoticeLanguage
from squatwatch.report.notice.document import (
    Block,
    Heading,
    Items,
    NumberLine,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Spans,
    Table,
    title_of,
)
from squatwatch.report.notice.fonts import machine_fonts, needed_fonts
from squatwatch.report.plain import plain

STYLE = "notice.typ"
_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
"""What the style could ask the time for; a notice bears no clock."""


def pdf(
    blocks: Sequence[Block],
    lang: NoticeLanguage,
    *,
    is_draft: bool,
    templates: Path | None = None,
) -> bytes:
    """The blocks as PDF; the same bytes for the same blocks, style and fonts.

    Raises:
        DataError: no font has Chinese characters, or the style has a mistake.
    """
    fonts = needed_fonts()
    style, where, root = _style(templates)
    told = {
        "title": title_of(blocks), "lang": lang, "draft": DRAFT if is_draft else "",
        "text-font": fonts.text, "heading-font": fonts.heading,
    }  # fmt: skip
    given = ", ".join(f"{name}: {_string(value)}" for name, value in told.items())
    # The style stands first, so that Typst counts its lines as its file does.
    source = "\n".join([style, f"#show: notice.with({given})", *_source(blocks), ""])
    try:
        return _compiled(source, root)
    except typst.TypstError as error:
        raise _mistake(error, where) from error


def _compiled(source: str, root: Path | None) -> bytes:
    """The pages of a source; ``root`` is where its pictures are."""
    compiler = typst.Compiler(source.encode(), root=root, font_paths=machine_fonts())
    made = compiler.compile(format="pdf", timestamp=_LONG_AGO)
    assert isinstance(made, bytes)  # noqa: S101 - only pictures come page by page
    return made


def _style(templates: Path | None) -> tuple[str, str, Path | None]:
    """The style, what it is called, and the folder in which it finds pictures."""
    if templates is not None and (templates / STYLE).is_file():
        own = templates / STYLE
        return read_bytes(own).decode(), str(own), templates
    ours = resources.files("squatwatch.report.notice") / "templates" / STYLE
    return ours.read_text(encoding="utf-8"), STYLE, None


def _mistake(error: typst.TypstError, where: str) -> DataError:
    line = re.search(r"\.typ:(\d+)", error.diagnostic)
    return DataError(
        f"a mistake in the style ({plain(error.message)})",
        where=f"{where}, line {line[1]}" if line else where,
        do="correct it (docs/notices.md)",
    )


def _source(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level, spans):
                yield f"#notice-heading({level}, {_content(spans)})"
            case NumberLine(spans):
                yield f"#number-line({_content(spans)})"
            case Paragraph(spans):
                yield f"#paragraph({_content(spans)})"
            case Signature(spans):
                yield f"#signature({_content(spans)})"
            case Items(items, is_numbered):
                entries = ", ".join(map(_content, items))
                yield f"#items({str(is_numbered).lower()}, {entries})"
            case Table():
                yield _table(block)
            case PageBreak():
                yield "#pagebreak(weak: true)"


def _table(table: Table) -> str:
    shares = _array(f"{share:.4f}" for share in table.shares)
    header = _array(map(_content, table.header))
    cells = _array(_content(cell) for row in table.rows for cell in row)
    splits = str(table.has_long_cells).lower()
    return f"#grid-table({shares}, {header}, {cells}, splits: {splits})"


def _array(items: Iterator[str] | map[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _content(spans: Spans) -> str:
    """Content in which every text is a string: what it says is never markup."""
    return "[" + "".join(f"#{_span(span)};" for span in spans) + "]"


def _span(span: Span) -> str:
    if span.text == "\n":
        return "linebreak()"
    shown = _string(span.text)
    if span.is_bold:
        shown = f"strong({shown})"
    return f"link({_string(span.address)}, {shown})" if span.address else shown


def _string(text: str) -> str:
    r"""A string of Typst, which JSON escapes as Typst does.

    >>> print(_string('say "#c"'))
    "say \"#c\""
    """
    return json.dumps(text, ensure_ascii=False)
