"""The blocks of a notice, and how wide the columns of its tables are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.report.notice.document import (
    Heading,
    Items,
    NumberLine,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Table,
    blocks_of,
    title_of,
)

TEXT = """# Title

No. 1

One **bold** [link](https://example.org) [other](javascript:x) `code` <b>
second line

1. first
2. second

| a | b |
|---|---|
| x | **y** |

> signed
>
> today

---

## Annex
"""


def test_the_blocks_are_those_of_the_markdown() -> None:
    blocks = blocks_of(TEXT)
    assert blocks == (
        Heading(1, (Span("Title"),)),
        NumberLine((Span("No. 1"),)),
        Paragraph(
            (
                Span("One "), Span("bold", is_bold=True), Span(" "),
                Span("link", address="https://example.org"),
                # What is no web address makes no link.
                Span(" [other](javascript:x) "), Span("code"), Span(" <b>"), Span(" "),
                Span("second line"),
            )
        ),
        Items(((Span("first"),), (Span("second"),)), is_numbered=True),
        Table(
            ((Span("a"),), (Span("b"),)),
            (((Span("x"),), (Span("y", is_bold=True),)),),
        ),
        Signature((Span("signed"),)),
        Signature((Span("today"),)),
        PageBreak(),
        Heading(2, (Span("Annex"),)),
    )  # fmt: skip
    assert title_of(blocks) == "Title"


def table_of(*rows: list[str]) -> Table:
    cells = [tuple((Span(text),) for text in row) for row in rows]
    return Table(cells[0], tuple(cells[1:]))


@given(
    st.integers(1, 9).flatmap(
        lambda columns: st.lists(
            st.lists(st.text(max_size=400), min_size=columns, max_size=columns), min_size=1
        )
    )
)
def test_the_shares_of_a_table_fill_it(rows: list[list[str]]) -> None:
    shares = table_of(*rows).shares
    assert sum(shares) == pytest.approx(1)
    assert min(shares) > 0.02


def test_a_column_of_short_cells_leaves_its_room_to_the_others() -> None:
    shares = table_of(["选项", "说明"], ["异议", "可在公告后三个月内提出，" * 20]).shares
    assert shares[0] < 0.25


def test_a_row_taller_than_a_page_may_be_split() -> None:
    assert not table_of(["a"], ["x" * 100]).has_long_cells
    assert table_of(["a"], ["x" * 10_000]).has_long_cells
