"""Marks and names are what strangers typed: nothing of it may live in what we write."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from python_calamine import CalamineWorkbook

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.model import Applicant, Brand, Filing, Hit
from squatwatch.report.alerts_listing import alerts_listing
from squatwatch.report.html import html_report, safe_link
from squatwatch.report.html.pictures.agreement import agreement
from squatwatch.report.html.pictures.filers import filer_graph
from squatwatch.report.listing import LISTING_FORMATS, ListingFormat, listing
from squatwatch.report.plain import json_text, plain
from squatwatch.report.scan_json import scan_json
from squatwatch.report.waterfall import waterfall
from tests.report.samples import by, result, scan_of, sweep_result
from tests.store.samples import row

LIVE = (
    *map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)),  # controls: escapes, bells, line ends
    *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)),
    "\u061c", "\u200e", "\u200f", "\u200b", "\u200c", "\u200d",
    "\u2028", "\u2029", "\u2060", "\u180e", "\ufeff",
    "\ufff9", "\ufffa", "\ufffb", "\U000e0001", "\U000e0041",
)  # fmt: skip
"""Characters that a terminal obeys, that turn the direction of text, or that do not show."""

HOSTILE = (
    "=cmd|'/c calc'!A0",
    "=HYPERLINK(\"https://example.org\",\"x\")",
    "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "＠SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " \t\r\n=1+1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<!--", "]]>", "&lt;b&gt;", "{{ 7 * 7 }}", "{form}", "%s", "%(x)s",
    "\x1b[31mRED\x1b[0m", "\x9b31mRED", "\x1b]0;title\x07", "\x1b]8;;https://example.org\x1b\\x",
    "\u202egnp.exe", "a\u2066b\u2069", "\u061cx", "\u200e\u200f",
    "one\ntwo\r\nthree", "one\u2028two\u2029three", "bell\x07\x00nul",
    "[bold red]x[/bold red]", "[link=https://example.org]x[/link]", "\\[x]", ":smile:",
    "tag\U000e0041s",
)  # fmt: skip


@cache
def attack() -> RunResult:
    """Alerts in whose records every text is hostile."""
    rows = [
        row(
            f"{number}{hostile}",
            f"{hostile} LUCKIN COFFEE",
            registration_number=hostile,
            applicants=by(hostile, f"{hostile} GmbH"),
            representative=hostile,
            description=f"{hostile} luckin coffee",
            status_raw=hostile,
            classes=[30],
            source_url=f"https://example.org/{hostile}",
        )
        for number, hostile in enumerate(HOSTILE)
    ]
    return scan_of(*rows)


def outputs() -> dict[str, str]:
    """All that is written for a person or a program, as text."""
    found = attack()
    texts = {
        name: alerts_listing(found.alerts, name, "both").decode("utf-8-sig")
        for name in LISTING_FORMATS
        if name != "xlsx"
    }
    return texts | {
        "wide": alerts_listing(found.alerts, "table", "both", 160).decode(),
        "scan": scan_json(found).decode(),
        "html": html_report(found, "both").decode(),
        "waterfall": "".join(waterfall(alert, "both") for alert in found.alerts),
    }


OUTPUTS = ("table", "json", "jsonl", "csv", "wide", "scan", "html", "waterfall")


def test_every_hostile_record_is_an_alert() -> None:
    assert len(attack().alerts) == len(HOSTILE)


@pytest.mark.parametrize("output", OUTPUTS)
def test_nothing_that_a_terminal_obeys_is_written(output: str) -> None:
    structure = {"\n", "\t"} if output == "table" else {"\n"}
    found = {sign for sign in outputs()[output] if sign in LIVE} - structure
    assert not found


@pytest.mark.parametrize("output", ["table", "csv", "jsonl"])
def test_no_record_breaks_its_line(output: str) -> None:
    heading = 0 if output == "jsonl" else 1
    assert len(outputs()[output].splitlines()) == len(HOSTILE) + heading


def test_no_mark_adds_a_cell_to_the_table() -> None:
    assert {line.count("\t") for line in outputs()["table"].splitlines()} == {10}


def test_markup_of_the_table_is_text() -> None:
    unfolded = alerts_listing(attack().alerts, "table", "both", 4000).decode()
    for markup in ("[bold red]x[/bold red]", "[link=https://example.org]x[/link]", ":smile:"):
        assert f" {markup} LUCKIN COFFEE " in unfolded


def test_no_cell_of_csv_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(outputs()["csv"], newline="")))
    cells = [cell for cells in rows for cell in cells]
    assert len(cells) > 500
    assert not [
        cell for cell in cells if cell.lstrip("\ufeff").startswith(tuple("=+-@＝＋－＠\t\r\n"))
    ]


def test_no_cell_of_a_workbook_is_a_formula_a_link_or_a_number() -> None:
    data = alerts_listing(attack().alerts, "xlsx", "both")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) == {"s"}
    assert not [name for name in parts if "external" in name or "vba" in name]
    assert all("http" not in parts[n] for n in parts if n.startswith("xl/worksheets/_rels"))
    grid = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    marks = {str(cells[grid[0].index("mark_text")]) for cells in grid[1:]}
    assert marks == {plain(f"{hostile} LUCKIN COFFEE") for hostile in HOSTILE}


def test_json_loses_nothing_of_a_mark() -> None:
    marks = {json.loads(line)["mark_text"] for line in outputs()["jsonl"].splitlines()}
    assert marks == {f"{hostile} LUCKIN COFFEE" for hostile in HOSTILE}
    told = json.loads(outputs()["scan"])
    assert {alert["mark_text"] for alert in told["alerts"]} == marks


def test_json_escapes_whatever_does_not_show() -> None:
    told = json_text({"all": "".join(LIVE) + "\ud800中😀"})
    assert not set(told) & set(LIVE)
    assert json.loads(told) == {"all": "".join(LIVE) + "\ud800中😀"}
    assert "中😀" in told


@pytest.mark.parametrize("listing_format", [f for f in LISTING_FORMATS if f != "xlsx"])
def test_every_listing_is_as_safe_as_that_of_alerts(listing_format: ListingFormat) -> None:
    """Watch lists and headings of others' files are listed in the same way."""
    rows = [{"note": f"a{sign}b", "names": [sign]} for sign in LIVE]
    text = listing(rows, ("note", "names"), listing_format).decode("utf-8-sig")
    assert not {sign for sign in text if sign in LIVE} - {"\n", "\t"}
    assert text.count("\t") in (0, len(rows) + 1)


# The page ----------------------------------------------------------------------------------------

VOID = {"meta", "br", "hr", "img", "link", "input"}
LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping"}


class Page(HTMLParser):
    """What a browser would see: elements, attributes, links, text; balanced or not."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def links(self) -> list[str]:
        """Where links of the page lead outside of it."""
        every = [value for _, name, value in self.attributes if name == "href"]
        return [value for value in every if not value.startswith("#")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scanned", [result, attack], ids=["usual", "hostile"])
def test_the_page_is_well_formed_and_fetches_nothing(
    scanned: Callable[[], RunResult], lang: Language
) -> None:
    text = html_report(scanned(), lang).decode()
    page = Page(text)
    assert (page.open, page.wrong) == ([], [])
    assert page.elements <= {
        "html", "head", "meta", "title", "style", "script", "body", "header", "nav", "main",
        "section", "article", "footer", "h1", "h2", "h3", "h4", "p", "div", "span", "strong", "br",
        "time", "a", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td",
        "figure", "figcaption", "svg", "rect", "line", "circle", "path", "text",
        "button", "label", "input", "select", "option", "output",
    }  # fmt: skip
    live = {name for _, name, _ in page.attributes if name in LOADS or name.startswith("on")}
    assert live | {name for _, name, _ in page.attributes if name == "style"} == set()
    assert {tag for tag, attribute, _ in page.attributes if attribute == "href"} <= {"a"}
    assert all(link.startswith(("https://", "http://")) for link in page.links)
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("scanned", [result, attack], ids=["usual", "hostile"])
def test_the_page_has_its_own_script_and_style_and_runs_no_other(
    scanned: Callable[[], RunResult],
) -> None:
    """What the policy knows by digest is the same whatever the records say."""
    text = html_report(scanned(), "both").decode()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    digests = {}
    for name in ("style", "script"):
        [inside] = re.findall(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digests[name] = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; "
        f"script-src 'sha256-{digests['script']}'; base-uri 'none'; form-action 'none'"
    )
    assert (text.count("<script"), text.count("<style")) == (1, 1)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_pictures_show_hostile_letters_as_text(hostile: str) -> None:
    """In the letters beside a form, in the names of a graph, and in what is said of both."""
    unsafe = f"{hostile} LUCKIN COFFEE"
    hit = Hit("b", unsafe, "official-latin", 1, unsafe, "mark", "spelling", 0, 1)
    filing = Filing("DE", hostile, mark_text=unsafe, applicants=(Applicant(f"{hostile} GmbH"),))
    brands = [Brand(f"{number}{hostile}", name_latin=(f"{hostile}{number}",)) for number in (1, 2)]
    [alert] = attack().alerts[:1]
    alerts = tuple(
        replace(alert, assessment=replace(alert.assessment, brand=brand, filing=filing))
        for brand in brands
    )
    group = GroupWarning("F1", "applicant", (f"{hostile} GmbH",), alerts)
    for drawn in (
        agreement(hit, filing, hostile).picture,
        filer_graph(group, hostile, lambda number: f"{number} more"),
    ):
        assert not set(drawn) & set(LIVE)
        page = Page(drawn)
        assert (page.open, page.wrong) == ([], [])
        assert page.elements <= {"svg", "rect", "line", "circle", "path", "text"}
        names = {name for _, name, _ in page.attributes}
        assert names <= {
            "viewbox", "width", "height", "role", "aria-label", "x", "y", "rx", "class", "x1", "x2",
            "y1", "y2", "d", "stroke-width", "cx", "cy", "r", "text-anchor",
        }  # fmt: skip


def test_what_scripts_sort_by_is_only_text() -> None:
    """Attributes that the script reads hold what the record says, and end where they should."""
    ids = Page(html_report(attack(), "en").decode())
    brands = {value for _, name, value in ids.attributes if name == "data-brand"}
    offices = {value for _, name, value in ids.attributes if name == "data-office"}
    assert (brands, offices) == ({"luckin"}, {"EM"})
    [alert] = attack().alerts[:1]
    brand = replace(alert.assessment.brand, brand_id='"><script>alert(1)</script>')
    unsafe = replace(alert, assessment=replace(alert.assessment, brand=brand))
    page = Page(html_report(replace(attack(), alerts=(unsafe,)), "en").decode())
    assert ("article", "data-brand", brand.brand_id) in page.attributes


def test_lines_of_a_sweep_are_only_text() -> None:
    """File names, reasons and failures are what others wrote, too."""
    unsafe = '<img src=x onerror=alert(1)>"\x1b[31m'
    found = replace(
        sweep_result(),
        failures=(unsafe,),
        taken=tuple(replace(file, name=unsafe, reader=unsafe) for file in sweep_result().taken),
        lapsed=tuple(replace(one, rule=unsafe, reason=unsafe) for one in sweep_result().lapsed),
        alerts=tuple(replace(one, assignee=unsafe) for one in sweep_result().alerts),
    )
    text = html_report(found, "both").decode()
    page = Page(text)
    assert "img" not in page.elements
    assert not {sign for sign in text if sign in LIVE} - {"\n"}
    assert sum(told.count(plain(unsafe)) for told in page.texts) >= 5


def test_the_page_shows_every_mark_as_text() -> None:
    shown = set(Page(html_report(attack(), "en").decode()).texts)
    assert {plain(f"{hostile} LUCKIN COFFEE") for hostile in HOSTILE} <= shown


def test_the_page_names_its_language() -> None:
    found = {lang: Page(html_report(result(), lang).decode()).attributes[0] for lang in LANGUAGES}
    assert found == {
        "zh": ("html", "lang", "zh"), "en": ("html", "lang", "en"), "both": ("html", "lang", "zh"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "https://example.org/\u202egnp.exe", "https://example.org/\x1b[31m",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
        "//example.org", "/local", "", "https:javascript", "\x01javascript:alert(1)",
    ],
)  # fmt: skip
def test_only_a_web_address_becomes_a_link(address: str) -> None:
    assert safe_link(address) == ""
    [alert] = scan_of(row("77", "LUCKIN COFFEE", source_url=address)).alerts
    assert alert.assessment.filing.source_url == address
    page = Page(html_report(scan_of(row("77", "LUCKIN COFFEE", source_url=address)), "en").decode())
    assert page.links == []
    assert "77" in "".join(page.texts)


def test_a_web_address_becomes_a_link_and_nothing_more() -> None:
    address = 'https://example.org/?a=1&b="><script>'
    page = Page(html_report(scan_of(row("77", "LUCKIN COFFEE", source_url=address)), "en").decode())
    assert page.links == [address]
    assert [tag for tag, name, value in page.attributes if value == address] == ["a"]


# Plain text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", LIVE, ids=lambda sign: f"U+{ord(sign):04X}")
def test_plain_text_has_no_live_character(sign: str) -> None:
    shown = plain(f"a{sign}b")
    assert sign not in shown
    assert shown in ("ab", "a b", "a�b")


@pytest.mark.parametrize(
    "text", ["红力 HONGLI", "กาแฟ", "قهوة", "ПРИВЕТ", "咖啡☕😀", "Ünïcödé", "कॉफ़ी"]
)
def test_plain_text_of_any_script_stays(text: str) -> None:
    assert plain(text) == text
