"""The pictures of the page, and what they say in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import etree
from markupsafe import Markup

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.model import Alert, Brand, Evidence, Filing, Hit, Window
from squatwatch.report.html.pictures.agreement import agreement
from squatwatch.report.html.pictures.bars import MOST_ROWS, by_change, by_office
from squatwatch.report.html.pictures.evidence import WIDTH, evidence_rows
from squatwatch.report.html.pictures.filers import MOST_NODES, filer_graph, filer_names
from squatwatch.report.html.pictures.windows import WIDTH as TIME
from squatwatch.report.html.pictures.windows import time_line
from squatwatch.report.html.svg import fitted, width
from squatwatch.report.waterfall import waterfall
from tests.report.html.samples import copies
from tests.report.samples import AS_OF, result, sweep_result


def shapes(picture: Markup, kind: str) -> list[dict[str, str]]:
    """The attributes of the shapes of a class."""
    found = etree.fromstring(picture).iter()
    return [dict(one.attrib) for one in found if kind in one.get("class", "").split()]


def texts(picture: Markup) -> list[str]:
    return [one.text or "" for one in etree.fromstring(picture).iter("text")]


def at(alert: Alert, office: str) -> Alert:
    found = alert.assessment
    return replace(
        alert, assessment=replace(found, filing=replace(found.filing, office=office))
    )  # fmt: skip


# The mark beside the form ------------------------------------------------------------------------


def test_letters_that_agree_are_shaded_and_joined() -> None:
    hit = Hit("b", "TIKTOK", "official-latin", 1, "toktok", "mark", "spelling", 1, 0.83)
    drawn = agreement(hit, Filing("DE", "1", mark_text="TOK TOK"), "in words")
    assert (drawn.same, drawn.letters) == (5, 6)
    assert len(shapes(drawn.picture, "joint")) == 5
    assert len([one for one in shapes(drawn.picture, "cell") if "same" in one["class"]]) == 10
    assert 'role="img" aria-label="in words"' in drawn.picture


def test_a_long_mark_is_shortened_and_a_long_form_stands_in_lines() -> None:
    mark = "the long and winding road that leads to HONGLIHONGLIHONGLI and back"
    hit = Hit("b", "HONGLIHONGLIHONGLI", "pinyin", 1, "x", "mark", "inside", 0, 1)
    hit = replace(hit, unit="honglihonglihongli")
    drawn = agreement(hit, Filing("DE", "1", mark_text=mark), "")
    assert texts(drawn.picture).count("…") == 2
    assert len({one["y"] for one in shapes(drawn.picture, "cell")}) == 6
    assert float(etree.fromstring(drawn.picture).get("width")) <= 14 * 26 + 5 * 8


def test_a_script_that_runs_from_the_right_is_drawn_from_the_right() -> None:
    hit = Hit("b", "هواوي", "arabic", 1, "هواوي", "mark", "script", 0, 1)
    drawn = agreement(hit, Filing("AE", "1", mark_text="هواوي"), "")
    assert texts(drawn.picture)[0] == "ي"


# The waterfall -----------------------------------------------------------------------------------


def test_each_bar_begins_where_the_one_before_ended() -> None:
    weights = (-1.0, 4.0, 0.0, -2.0)
    rows = evidence_rows([Evidence(str(place), one, "", "") for place, one in enumerate(weights)])
    assert [row.total for row in rows] == [-1.0, 3.0, 3.0, 1.0]
    bars = [shapes(row.picture, "bar") for row in rows]
    assert [len(one) for one in bars] == [1, 1, 0, 1]
    spans = [(float(one[0]["x"]), float(one[0]["width"])) for one in bars if one]
    assert spans == [(0, WIDTH / 4), (0, WIDTH), (WIDTH / 2, WIDTH / 2)]
    assert ["against" in one[0]["class"] for one in bars if one] == [True, False, True]


def test_the_sums_are_those_of_the_waterfall_in_text() -> None:
    for alert in result().alerts:
        rows = evidence_rows(alert.assessment.evidence)
        lines = [line for line in waterfall(alert, "en").splitlines() if line.endswith("]")]
        told = [line.split()[1] for line in lines if re.match(r" +[+-]\d", line)]
        assert [f"{row.total:+.1f}" for row in rows] == told


# The graph of filers -----------------------------------------------------------------------------


def test_a_graph_ties_each_filer_to_the_brands_it_took() -> None:
    [group] = sweep_result().groups
    drawn = filer_graph(group, "label", str)
    assert filer_names(group) == ["NORDLICHT HANDELS GMBH"]
    assert texts(drawn)[1:] == ["格力电器", "瑞幸咖啡"]
    assert len(shapes(drawn, "tie")) == 2


def test_a_large_group_says_how_many_are_not_drawn() -> None:
    brands = [Brand(f"b{place:02}", name_zh=(f"牌{place}",)) for place in range(30)]
    alerts = tuple(
        replace(alert, assessment=replace(alert.assessment, brand=brand))
        for alert, brand in zip(copies(30), brands, strict=True)
    )
    group = GroupWarning("F1", "applicant", ("Nordlicht Handels GmbH",), alerts)
    drawn = filer_graph(group, "", lambda number: f"{number} more")
    assert texts(drawn)[-1] == f"{30 - MOST_NODES} more"
    assert len(shapes(drawn, "tie")) == MOST_NODES


def test_a_name_is_cut_to_its_room() -> None:
    for name in ("A" * 200, "咖啡" * 100, "i" * 3, ""):
        assert width(fitted(name, 100, 13), 13) <= 100
    assert fitted("iii", 100, 13) == "iii"


# Bars --------------------------------------------------------------------------------------------


def test_offices_are_counted_by_level_the_most_first() -> None:
    urgent, high, medium, *_ = sweep_result().alerts
    drawn = by_office([at(urgent, "DE"), at(high, "DE"), at(medium, "KR")])
    assert drawn.levels == ("urgent", "high", "medium")
    assert [(row.name, row.counts) for row in drawn.rows] == [("DE", (1, 1, 0)), ("KR", (0, 0, 1))]
    assert [len(shapes(row.picture, "bar")) for row in drawn.rows] == [2, 1]


def test_offices_beyond_the_picture_are_summed_up() -> None:
    [alert, *_] = sweep_result().alerts
    drawn = by_office([at(alert, f"A{letter}") for letter in "ABCDEFGHIJKLMNOP"])
    assert len(drawn.rows) == MOST_ROWS
    assert (drawn.rows[-1].more, drawn.rows[-1].counts) == (5, (5,))


def test_reasons_stand_in_their_own_order() -> None:
    drawn = by_change(sweep_result().alerts)
    assert [row.name for row in drawn.rows] == ["new", "returned", "risen", "reported"]
    assert by_change(result().alerts).rows == ()


# The time line -----------------------------------------------------------------------------------


def window(opens: date | None, closes: date | None) -> Window:
    left = (closes - AS_OF).days if closes else None
    return Window("DE", opens, closes, None, left, "", "", "", "high")


def with_window(opens: date | None, closes: date | None) -> Alert:
    [alert, *_] = result().alerts
    return replace(
        alert, assessment=replace(alert.assessment, windows=(window(opens, closes),))
    )  # fmt: skip


def test_windows_stand_in_the_order_in_which_they_close_without_those_that_have() -> None:
    days = (40, -1, 0, 90)
    alerts = [with_window(AS_OF - timedelta(10), AS_OF + timedelta(one)) for one in days]
    drawn = time_line([*alerts, with_window(AS_OF, None)], AS_OF, most=2)
    assert drawn.number == 3
    assert [row.window.days_left for row in drawn.rows] == [0, 40]
    assert ["soon" in shapes(row.picture, "bar")[0]["class"] for row in drawn.rows] == [True, False]


def test_the_day_of_the_run_stands_at_one_place_in_every_row() -> None:
    drawn = time_line(result().alerts, AS_OF, most=40)
    places = {shapes(row.picture, "today")[0]["x1"] for row in drawn.rows}
    assert places == {shapes(drawn.axis, "today")[0]["x1"]}


@pytest.mark.parametrize("opens", [None, date(1990, 1, 1), date(2029, 1, 1)])
@pytest.mark.parametrize("closes", [AS_OF, date(2030, 1, 1)])
def test_nothing_is_drawn_outside_of_the_line(opens: date | None, closes: date) -> None:
    drawn = time_line([with_window(opens, closes)], AS_OF, most=1)
    [bar] = shapes(drawn.rows[0].picture, "bar")
    assert 0 <= float(bar["x"]) <= TIME
    assert float(bar["x"]) + float(bar["width"]) <= TIME + 1.5


def test_a_run_without_windows_has_an_empty_line() -> None:
    assert time_line([], AS_OF, most=5).rows == ()
