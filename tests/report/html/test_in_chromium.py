"""The page in a real browser: filter and sort, light and dark, a phone, paper, and no network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from squatwatch.report.html import html_report
from tests.report.html.chromium import Chromium, program
from tests.report.html.samples import many
from tests.report.samples import result, sweep_result
from tests.report.test_hostile import attack

pytestmark = pytest.mark.skipif(program() is None, reason="Chromium is not installed")

SHOWN = "[...document.querySelectorAll('.entry:not([hidden])')].map(one => one.id)"
OPEN = "[...document.querySelectorAll('.entry.open')].map(one => one.id)"

CONTRAST = """(() => {
  const parts = (color) => {
    const found = color.match(/[\\d.]+/g).map(Number);
    return found.length > 3 ? found : [...found, 1];
  };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = parts(getComputedStyle(one).backgroundColor);
      if (color[3] === 1) return color;
    }
    throw new Error("no ground");
  };
  const light = (color) => color.slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const low = [];
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (["SCRIPT", "OPTION"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    let [ink, behind] = [parts(style.color), ground(element)];
    if (element instanceof SVGElement) {
      ink = parts(style.fill);
      const cell = element.previousElementSibling;
      if (cell && cell.matches(".cell.same")) behind = parts(getComputedStyle(cell).fill);
    }
    seen += 1;
    if (ratio(ink, behind) < 4.5) low.push([walker.currentNode.data, ratio(ink, behind)]);
  }
  return {seen, low};
})()"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as tab:
        yield tab


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages."""
    folder = tmp_path_factory.mktemp("pages")
    runs = {"scan": result(), "sweep": sweep_result(), "hostile": attack(), "many": many(2_000)}
    for name, run in runs.items():
        (folder / f"{name}.html").write_bytes(html_report(run, "both"))
    (folder / "english.html").write_bytes(html_report(sweep_result(), "en"))
    return folder


def choose(browser: Chromium, control: str, value: str) -> None:
    """Set a control as a person does, and let the page know."""
    kind = "input" if control == "by-text" else "change"
    browser.run(
        f"(() => {{ const one = document.getElementById('{control}'); one.value = '{value}';"
        f" one.dispatchEvent(new Event('{kind}')); }})()"
    )


def ids(*places: int) -> list[str]:
    """The identities of the alerts of the sweep at these places."""
    return [sweep_result().alerts[place].alert_id for place in places]


@pytest.mark.parametrize("name", ["scan", "sweep", "hostile", "many"])
def test_nothing_is_asked_of_a_network_and_nothing_goes_wrong(
    browser: Chromium, pages: Path, name: str
) -> None:
    browser.open(pages / f"{name}.html")
    browser.run("document.getElementById('open-all').click()")
    asked = [event["request"]["url"] for event in browser.told("Network.requestWillBeSent")]
    assert asked == [(pages / f"{name}.html").as_uri()]
    assert browser.told("Log.entryAdded") == []
    assert browser.told("Runtime.exceptionThrown") == []
    assert browser.told("Runtime.consoleAPICalled") == []
    assert browser.told("Page.javascriptDialogOpening") == []


def test_the_policy_stops_what_a_record_might_bring(browser: Chromium, pages: Path) -> None:
    """So that a mistake in escaping would still run nothing and load nothing."""
    browser.open(pages / "sweep.html")
    browser.run(
        "(() => { const one = document.createElement('div');"
        ' one.innerHTML = \'<img src="https://example.org/x.png" onerror="document.title=1">\';'
        " document.body.append(one);"
        " const code = document.createElement('script'); code.textContent = 'document.title = 2';"
        " document.body.append(code); })()"
    )
    assert browser.run("document.title").startswith("疑似抢注申请")
    asked = {event["requestId"] for event in browser.told("Network.requestWillBeSent")[1:]}
    failed = browser.told("Network.loadingFailed")
    assert {event["requestId"] for event in failed if event["blockedReason"] == "csp"} == asked
    assert len(browser.told("Log.entryAdded")) >= 2


@pytest.mark.parametrize(
    ("control", "value", "expected"),
    [
        ("by-text", "rui xing", (2,)), ("by-text", "ＮＯＲＤＬＩＣＨＴ brygga", (0,)),
        ("by-text", "瑞幸咖啡屋", (3,)), ("by-text", "nothing like it", ()),
        ("by-level", "medium", (2, 3)), ("by-office", "DE", (1,)), ("by-state", "in_review", (1,)),
        ("by-change", "risen", (2,)),
    ],
)  # fmt: skip
def test_the_filter_shows_what_it_says(
    browser: Chromium, pages: Path, control: str, value: str, expected: tuple[int, ...]
) -> None:
    browser.open(pages / "sweep.html")
    assert browser.run(SHOWN) == ids(0, 1, 2, 3)
    choose(browser, control, value)
    assert browser.run(SHOWN) == ids(*expected)
    assert browser.run("document.getElementById('shown').textContent") == f"{len(expected)} / 4"
    assert browser.run("document.getElementById('nothing').hidden") == bool(expected)
    browser.run("document.getElementById('reset').click()")
    assert browser.run(SHOWN) == ids(0, 1, 2, 3)


def test_filters_hold_together(browser: Chromium, pages: Path) -> None:
    browser.open(pages / "sweep.html")
    choose(browser, "by-level", "medium")
    choose(browser, "by-office", "KR")
    assert browser.run(SHOWN) == ids(3)
    choose(browser, "by-text", "xing")
    assert browser.run(SHOWN) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("order", (0, 1, 2, 3)), ("days", (0, 1, 2, 3)), ("office", (2, 1, 0, 3)),
        ("brand", (1, 0, 2, 3)), ("filed", (0, 1, 2, 3)),
    ],
)  # fmt: skip
def test_the_list_is_sorted(
    browser: Chromium, pages: Path, order: str, expected: tuple[int, ...]
) -> None:
    browser.open(pages / "sweep.html")
    choose(browser, "sort", "score")
    choose(browser, "sort", order)
    assert browser.run(SHOWN) == ids(*expected)


def test_the_highest_score_comes_first(browser: Chromium, pages: Path) -> None:
    browser.open(pages / "scan.html")
    choose(browser, "sort", "score")
    scores = browser.run(
        "[...document.querySelectorAll('#alerts .entry')].map(a => +a.dataset.score)"
    )
    assert scores == sorted(scores, reverse=True)


def test_an_alert_opens_with_the_keyboard(browser: Chromium, pages: Path) -> None:
    browser.open(pages / "sweep.html")
    body = f"document.getElementById('b-{ids(1)[0]}').checkVisibility()"
    button = f"document.getElementById('{ids(1)[0]}').querySelector('button')"
    assert browser.run(body) is False
    browser.run(f"{button}.focus()")
    browser.press("Enter", 13)
    assert (browser.run(body), browser.run(OPEN)) == (True, ids(1))
    assert browser.run(f"{button}.getAttribute('aria-expanded')") == "true"
    browser.press(" ", 32)
    assert browser.run(OPEN) == []


def test_a_link_opens_the_alert_that_it_leads_to_even_if_it_was_filtered(
    browser: Chromium, pages: Path
) -> None:
    browser.open(pages / "sweep.html", fragment=f"#{ids(2)[0]}")
    assert browser.run(OPEN) == ids(2)
    choose(browser, "by-office", "EM")
    browser.run(f"document.querySelector('a[href=\"#{ids(3)[0]}\"]').click()")
    browser.run("new Promise(done => setTimeout(done))")
    wait = "document.getElementById('by-office').value"
    assert browser.run(wait) == ""
    assert browser.run(OPEN) == [*ids(2), *ids(3)]


def test_without_a_script_all_of_it_is_there(browser: Chromium, pages: Path) -> None:
    browser.scripts(allowed=False)
    try:
        browser.open(pages / "sweep.html")
        shot = browser("Runtime.evaluate", expression="1")
        assert shot["result"]["value"] == 1
        seen = browser.run(
            "[...document.querySelectorAll('.body')].every(a => a.checkVisibility())"
        )
        assert seen is True
        assert browser.run("document.getElementById('controls').checkVisibility()") is False
        assert browser.run("document.getElementById('theme').checkVisibility()") is False
    finally:
        browser.scripts(allowed=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("switched", [False, True], ids=["as-preferred", "switched"])
def test_every_text_can_be_read(
    browser: Chromium, pages: Path, scheme: str, switched: bool
) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, letters in pictures included."""
    browser.prefer(scheme)
    try:
        for name in ("sweep", "scan"):
            browser.open(pages / f"{name}.html")
            browser.run("document.getElementById('open-all').click()")
            if switched:
                browser.run("document.getElementById('theme').click()")
            found: dict[str, Any] = browser.run(CONTRAST)
            assert found["seen"] > 300
            assert found["low"] == []
        ground = browser.run("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == ((scheme == "light") != switched)
    finally:
        browser.prefer("light")


@pytest.mark.parametrize("width", [360, 768, 1200])
@pytest.mark.parametrize("name", ["scan", "sweep", "hostile", "english"])
def test_the_page_is_never_wider_than_the_window(
    browser: Chromium, pages: Path, name: str, width: int
) -> None:
    browser.open(pages / f"{name}.html", width, 800)
    browser.run("document.getElementById('open-all').click()")
    assert browser.run("document.documentElement.scrollWidth") == width


def test_a_word_without_end_does_not_widen_the_page(browser: Chromium, tmp_path: Path) -> None:
    [alert, *others] = result().alerts
    found = alert.assessment
    filing = replace(found.filing, mark_text="W" * 300, application_number="9" * 300)
    brand = replace(found.brand, name_latin=("M" * 300,))
    long = replace(alert, assessment=replace(found, filing=filing, brand=brand))
    run = replace(sweep_result(), alerts=(long, *others), announced=None, failures=("x" * 300,))
    (tmp_path / "long.html").write_bytes(html_report(run, "both"))
    browser.open(tmp_path / "long.html", 360, 800)
    browser.run("document.getElementById('open-all').click()")
    assert browser.run("document.documentElement.scrollWidth") == 360


def test_paper_has_everything_in_light_with_the_addresses(browser: Chromium, pages: Path) -> None:
    browser.prefer("dark")
    browser.open(pages / "english.html")
    told = "".join(page.extract_text() for page in PdfReader(io.BytesIO(browser.print())).pages)
    browser.prefer("light")
    letters = "".join(told.split())
    for needed in ("Waystorespond", "https://example.org/mark?id=1&lang=en", "Whatwentwrong"):
        assert needed in letters
    assert "Openall" not in letters


def test_paper_shows_what_the_filter_shows(browser: Chromium, pages: Path) -> None:
    browser.open(pages / "english.html")
    whole = len(PdfReader(io.BytesIO(browser.print())).pages)
    choose(browser, "by-office", "DE")
    assert len(PdfReader(io.BytesIO(browser.print())).pages) < whole


def test_two_thousand_alerts_are_filtered_and_sorted(browser: Chromium, pages: Path) -> None:
    browser.open(pages / "many.html")
    choose(browser, "by-level", "urgent")
    choose(browser, "sort", "office")
    assert browser.run("document.querySelectorAll('.entry:not([hidden])').length") == 500
    choose(browser, "by-text", "n001999")
    assert browser.run("document.querySelectorAll('.entry:not([hidden])').length") == 0
    choose(browser, "by-level", "")
    assert browser.run(SHOWN) == [f"{1999:016x}"]
