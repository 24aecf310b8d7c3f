"""The pages of a screening in every format, and what no output may do.

When an output changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_screen.py
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from squatwatch.alerts.screening import Screening, pages_of, register_of_office
from squatwatch.brands.exhibitors import Exhibitor
from squatwatch.config import LANGUAGES, Language
from squatwatch.model import Applicant, Brand
from squatwatch.report.labels import label
from squatwatch.report.listing import ListingFormat
from squatwatch.report.screen import (
    SCREEN_COLUMNS,
    screen_html,
    screen_json,
    screen_listing,
    screen_markdown,
)
from squatwatch.report.screen.pages import MOST_OF_A_GROUP
from tests.alerts.exposure_samples import AS_OF, alert, filing
from tests.alerts.screening_samples import HELD, HONGLI, screening
from tests.report.test_hostile import HOSTILE, LIVE

GOLDEN = Path(__file__).parent / "golden_screen"
WIDE = 200


def listed(name: ListingFormat, lang: Language = "both", width: int | None = None) -> bytes:
    return screen_listing(screening(), name, lang, width)


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(listed, "table", lang) for lang in LANGUAGES},
    f"table-{WIDE}-en.txt": partial(listed, "table", "en", WIDE),
    "table-100-zh.txt": partial(listed, "table", "zh", 100),
    "screen.csv": partial(listed, "csv"),
    "screen.jsonl": partial(listed, "jsonl"),
    "screen.json": partial(listed, "json"),
    **{f"screen-{lang}.md": lambda lang=lang: screen_markdown(screening(), lang)  # type: ignore[misc]
       for lang in LANGUAGES},
    **{f"screen-{lang}.html": lambda lang=lang: screen_html(screening(), lang)  # type: ignore[misc]
       for lang in LANGUAGES},
}  # fmt: skip


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_the_golden_one(name: str) -> None:
    made, path = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
        pytest.skip(f"{name} was written again")
    assert made.decode() == path.read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(OUTPUTS)


def test_the_workbook_holds_what_the_csv_holds() -> None:
    [header, *rows] = CalamineWorkbook.from_filelike(
        io.BytesIO(listed("xlsx"))
    ).get_sheet_by_index(0).to_python()  # fmt: skip
    told = list(csv.reader(io.StringIO(listed("csv").decode("utf-8-sig"))))
    assert header == list(SCREEN_COLUMNS) == told[0]
    assert [row[0] for row in rows] == [row[0] for row in told[1:]]


def test_each_exhibitor_has_a_page_at_each_office() -> None:
    page = screen_html(screening(), "en").decode()
    assert page.count('<section class="sheet"') == len(screening().pages)
    assert "break-before: page" in page
    assert page.count(label("note.disclaimer", "en")) == len(screening().pages) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_office_without_data_is_told_first(lang: Language) -> None:
    text = screen_markdown(screening(), lang).decode()
    told = text.split("\n\n")[1]
    assert "KR" in told
    assert told.startswith("KR 无数据" if lang != "en" else "No data for KR")
    assert json.loads(screen_json(screening()))["without_data"] == ["KR"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_way_to_respond_stands_once_and_what_is_open_now_first(lang: Language) -> None:
    text = screen_markdown(screening(), lang).decode()
    now, later = label("standing.now", lang), label("standing.later", lang)
    assert text.count(f"\\[{now}\\]") == text.count(f"\\[{later}\\]") == 1
    assert text.index(f"\\[{now}\\]") < text.index(f"\\[{later}\\]")
    assert f"\\[{label('standing.over', lang)}\\]" not in text


def crowded() -> Screening:
    """An exhibitor against whom more stands than a page shows."""
    alerts = [alert(filing(f"{place:03}", "DE", (9,)), HONGLI) for place in range(50)]
    registers = (register_of_office("DE", HELD),)
    exhibitor = Exhibitor("Hongli Ltd", (HONGLI,))
    return Screening(AS_OF, "medium", registers, pages_of([exhibitor], registers, alerts, AS_OF))


def test_a_page_shows_the_most_pressing_and_says_how_many_more() -> None:
    found, more = crowded(), 50 - MOST_OF_A_GROUP
    for text in (screen_html(found, "en").decode(), screen_markdown(found, "en").decode()):
        assert f"{more} more" in text
        assert "(50)" in text
    assert len(screen_listing(found, "jsonl", "en").splitlines()) == 50


def attack() -> Screening:
    """A screening in which every text from outside is hostile."""
    alerts, exhibitors = [], []
    for number, hostile in enumerate(HOSTILE):
        brand = Brand(f"fair-{number}", (hostile,), ("HONGLI",), contact=hostile)
        exhibitors.append(Exhibitor(f"{hostile} Ltd", (brand,)))
        record = filing(
            f"{number}{hostile}", "DE", (9,), (Applicant(f"{hostile} GmbH"),),
            mark_text=hostile, source_url=hostile, filing_date=date(2025, 1, 1),
        )  # fmt: skip
        found = alert(record, brand)
        hit = replace(found.assessment.hit, form=hostile)
        alerts.append(replace(found, assessment=replace(found.assessment, hit=hit)))
    registers = (register_of_office("DE", HELD),)
    return Screening(AS_OF, "medium", registers, pages_of(exhibitors, registers, alerts, AS_OF))


class Elements(HTMLParser):
    """What a browser makes of a page: its elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.found.append((tag, dict(attributes)))


def test_nothing_of_a_hostile_text_lives_in_the_page() -> None:
    text = screen_html(attack(), "both").decode()
    elements = Elements(text).found
    own = {tag for tag, _ in Elements(screen_html(screening(), "both").decode()).found}
    assert {tag for tag, _ in elements} <= own
    assert not any(name.startswith("on") for _, attributes in elements for name in attributes)
    links = [attributes["href"] or "" for tag, attributes in elements if tag == "a"]
    assert all(link.startswith(("#sheet-", "https://", "http://")) for link in links)
    assert not any(character in text for character in LIVE if character != "\n")


def test_the_page_loads_nothing() -> None:
    page = screen_html(screening(), "both").decode()
    elements = Elements(page).found
    [policy] = [of["content"] for tag, of in elements if tag == "meta" and "http-equiv" in of]
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "url(" not in page
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in elements}


def test_nothing_of_a_hostile_text_is_markup_in_markdown() -> None:
    text = screen_markdown(attack(), "both").decode()
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "s_open"}
    assert not any(character in text for character in LIVE if character != "\n")


@pytest.mark.parametrize("name", ["table", "csv"])
def test_nothing_of_a_hostile_text_lives_in_a_listing(name: ListingFormat) -> None:
    text = screen_listing(attack(), name, "both", None).decode("utf-8-sig")
    live = set(LIVE) - {"\n", "\t", "\r"}
    assert not live & set(text)
    if name == "csv":
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]


def test_the_words_call_nobody_names() -> None:
    for lang in LANGUAGES:
        text = screen_markdown(screening(), lang).decode().lower()
        assert not any(word in text for word in ("squatter", "infringer", "抢注人", "侵权人"))
