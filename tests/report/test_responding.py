"""Windows, ways to respond and precedents as they are told below an assessment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from squatwatch.config import LANGUAGES, Language
from squatwatch.model import Assessment, Precedent, Response, Window
from squatwatch.report.html import html_report
from squatwatch.report.responding import sections_of
from squatwatch.report.waterfall import waterfall
from tests.report.samples import result

WINDOW = Window(
    "EM", date(2026, 1, 2), date(2026, 4, 2), date(2026, 4, 3), 30,
    "EM national: 3 months from publication", "https://example.org/rule", "2024-01", "low",
    extension="no", after="",
)  # fmt: skip
OPPOSE = Response(
    "EM", "opposition", "now", "Oppose.", "异议。", "EUTMR art. 8", "owner of earlier right",
    "EM national: 3 months from publication", date(2026, 4, 2), ("EM 1",), "statute recall",
    "2025-06", "medium",
)  # fmt: skip
OVER = replace(OPPOSE, option="invalidity", standing="over", text_en="Too late.", text_zh="已迟。",
               limit="5 years")  # fmt: skip
WATCH = replace(OPPOSE, option="monitor", text_en="Watch.", text_zh="监测。", source="practice")
CASE = Precedent(
    "C1", "LUCKIN\x1b[31m", "TH", "2020", "Won", "胜诉", "https://example.org/case", 0.5,
    "same class", "同类",
)  # fmt: skip


def found(
    windows: tuple[Window, ...] = (),
    responses: tuple[Response, ...] = (),
    precedents: tuple[Precedent, ...] = (),
) -> Assessment:
    bare = result().alerts[0].assessment
    return replace(bare, windows=windows, responses=responses, precedents=precedents)


def text_of(assessment: Assessment, lang: Language, *, over: bool = True) -> str:
    sections = sections_of(assessment, lang, over=over)
    return "\n".join(
        "\n".join((one.title, *(line for item in one.items for line in (item.line, *item.below))))
        for one in sections
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_shown_of_what_there_is_not(lang: Language) -> None:
    assert sections_of(found(), lang) == ()
    assert [len(one.items) for one in sections_of(found(responses=(OPPOSE,)), lang)] == [1]
    alert = replace(result().alerts[0], assessment=found())
    for title in ("异议期", "应对选项", "案例", "Ways to respond"):
        assert title not in waterfall(alert, lang)
    page = html_report(replace(result(), alerts=(alert,)), lang).decode()
    assert '<p class="part">' not in page


def test_a_window_has_its_rule_extension_source_and_confidence() -> None:
    english, chinese = (text_of(found(windows=(WINDOW,)), lang) for lang in ("en", "zh"))
    assert "EM  2026-04-02 (low confidence: verify) (30)" in english
    assert "Moved to: 2026-04-03" in english
    assert "https://example.org/rule · 2024-01 · Confidence low" in english
    assert "公告起3个月" in chinese
    undated = replace(WINDOW, closes=None, closes_rolled=None, days_left=None)
    assert "EM  no date known" in text_of(found(windows=(undated,)), "en")


def test_a_response_has_its_law_in_the_language() -> None:
    assessment = found(responses=(OPPOSE, OVER, WATCH))
    english, chinese = (text_of(assessment, lang) for lang in ("en", "zh"))
    assert "[now] EM  Oppose." in english
    assert "ground: EUTMR art. 8 · who may act: owner of earlier right\n" in english
    assert "[已过] EM  已迟。" in chinese
    assert "理由与法条: EUTMR art. 8 · 可提出者: 在先权利人 · 时限: 5年" in chinese
    assert "practice" not in english
    assert "Too late." not in text_of(assessment, "en", over=False)


def test_a_precedent_has_its_outcome_likeness_and_source() -> None:
    english = text_of(found(precedents=(CASE,)), "en")
    assert "(TH 2020): Won" in english
    assert "same class" in english
    assert "https://example.org/case" in english


def test_the_outputs_show_the_sections_and_nothing_live() -> None:
    assessment = found(windows=(WINDOW,), responses=(OPPOSE, OVER), precedents=(CASE,))
    alert = replace(result().alerts[0], assessment=assessment)
    text = waterfall(alert, "en")
    page = html_report(replace(result(), alerts=(alert,)), "en").decode()
    for output in (text, page):
        assert "\x1b" not in output
        for needed in ("Opposition windows", "Ways to respond", "Oppose.", "LUCKIN"):
            assert needed in output
    assert "Too late." in text
    assert "Too late." not in page
