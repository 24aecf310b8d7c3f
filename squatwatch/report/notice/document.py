"""A notice as its blocks: what the Markdown says, for those that set it as DOCX and PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from squatwatch.report.plain import plain

_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef]|[\U0000fffe\U0000ffff]")
"""Code points that are no characters; XML cannot hold the last two."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some text of one look; ``address`` where it is a link. A line feed alone ends a line."""

    text: str
    is_bold: bool = False
    address: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the title of the document."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The paragraph straight after the title: it bears the number, and is centred."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Signature:
    """A line of a block quote: who issued the notice and when, set to the right."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Spans, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header; ``shares`` of the width of each column add up to 1."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """Of each column the share of the width: its widest word, then by how much it holds."""
        columns = list(zip(self.header, *self.rows, strict=True))
        texts = [[_text(cell) for cell in column] for column in columns]
        least, wanted = [*map(_least, texts)], [*map(_wanted, texts)]
        room = max(_ROOM - sum(least), 0)
        asked = sum(more - few for more, few in zip(wanted, least, strict=True)) or 1
        widths = [
            few + room * (more - few) / asked for more, few in zip(wanted, least, strict=True)
        ]
        return tuple(width / sum(widths) for width in widths)

    @property
    def has_long_cells(self) -> bool:
        """Whether a row may be taller than a page, and has to be split."""
        return any(_width(_text(cell)) > _TALL for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


# Widths in halves of a character cell, for a table on a page of A4.
_ROOM = 92
_EDGES = 3
_FEW = 8
_LONG_WORD = 15
_LINE = 14
_TALL = 1_200

Block = Heading | Paragraph | NumberLine | Signature | Items | Table | PageBreak


def blocks_of(markdown: str) -> tuple[Block, ...]:
    r"""The blocks of a notice in Markdown; markup that a notice has no use for is its text.

    >>> blocks_of("# A *title*\n\nNo. 1")[1:]
    (NumberLine(spans=(Span(text='No. 1', is_bold=False, address=''),)),)
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    blocks: list[Block] = []
    for node in SyntaxTreeNode(parser.parse(markdown)).children:
        for block in _blocks(node):
            after_title = bool(blocks) and blocks[-1] == _last_title(blocks)
            if isinstance(block, Paragraph) and after_title:
                block = NumberLine(block.spans)
            blocks.append(block)
    return tuple(blocks)


def title_of(blocks: Sequence[Block]) -> str:
    """The title: the first heading of level 1."""
    titles = (one for one in blocks if isinstance(one, Heading) and one.level == 1)
    return next((_text(one.spans) for one in titles), "")


def _last_title(blocks: Sequence[Block]) -> Block | None:
    last = blocks[-1]
    return last if isinstance(last, Heading) and last.level == 1 else None


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield Heading(int(node.tag[1:]), _spans(node))
        case "paragraph":
            yield Paragraph(_spans(node))
        case "bullet_list" | "ordered_list":
            items = tuple(_spans(item) for item in node.children)
            yield Items(items, node.type == "ordered_list")
        case "table":
            yield _table(node)
        case "blockquote":
            yield from (Signature(_spans(child)) for child in node.children)
        case "hr":
            yield PageBreak()
        case _:
            yield Paragraph((Span(_shown(node.content)),))


def _table(node: SyntaxTreeNode) -> Table:
    rows = [
        tuple(_spans(cell) for cell in row.children)
        for part in node.children
        for row in part.children
    ]
    return Table(rows[0], tuple(rows[1:]))


def _spans(node: SyntaxTreeNode) -> Spans:
    """The text of a node, in runs of one look."""
    return tuple(span for span in _runs(node, is_bold=False, address="") if span.text)


def _runs(node: SyntaxTreeNode, *, is_bold: bool, address: str) -> Iterator[Span]:
    match node.type:
        case "text" | "code_inline" | "image" | "code_block" | "fence" | "html_inline":
            yield Span(_shown(node.content), is_bold, address)
        case "softbreak":
            yield Span(" ", is_bold, address)
        case "hardbreak":
            yield Span("\n", is_bold, address)
        case "strong":
            yield from _inside(node, is_bold=True, address=address)
        case "link":
            yield from _inside(node, is_bold=is_bold, address=_web_address(node))
        case _:
            yield from _inside(node, is_bold=is_bold, address=address)


def _inside(node: SyntaxTreeNode, *, is_bold: bool, address: str) -> Iterator[Span]:
    for child in node.children:
        yield from _runs(child, is_bold=is_bold, address=address)


def _web_address(node: SyntaxTreeNode) -> str:
    address = str(node.attrs.get("href", ""))
    return address if re.fullmatch(r"(?:https?://|mailto:)[!-~]+", address) else ""


def _shown(text: str) -> str:
    return _NO_CHARACTERS.sub("�", plain(text))


def _text(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def _least(cells: Sequence[str]) -> float:
    """The width below which a column breaks a word, or a cell of a few characters."""
    words = (word for cell in cells for word in re.split(r"[\s/]+|(?<=[^\x00-\x7f])", cell))
    widest = min(max(map(_width, words)), _LONG_WORD)
    return max(min(_fullest(cells), _FEW), widest) + _EDGES


def _wanted(cells: Sequence[str]) -> float:
    """The width that a column asks for: its fullest cell on a line, or some lines of it."""
    fullest = _fullest(cells)
    return max(min(fullest, _LINE) + 5 * sqrt(max(fullest - _LINE, 0)) + _EDGES, _least(cells))


def _fullest(cells: Sequence[str]) -> int:
    return max(map(_width, cells))


def _width(text: str) -> int:
    """How many halves of a character cell a text takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
