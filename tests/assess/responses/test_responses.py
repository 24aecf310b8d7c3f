"""The ways to respond: at every office of the table, at every stage, by what the owner holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.responses import responses_of
from squatwatch.assess.responses.law import law_of, offices
from squatwatch.assess.windows import window_state, windows_of
from squatwatch.model import RESPONSE_OPTIONS, STATUSES, Filing, Response, Right, Standing
from tests.assess.responses.cases import AS_OF, BRAND, STAGES, at, by_option, respond

OFFICES = (*offices(), "GR")
HOME = Right("luckin", "CN", "CN-1", "瑞幸咖啡", (30,), date(2019, 1, 1))
LOCAL = Right("luckin", "EM", "EM-1", "LUCKIN", (30,), date(2019, 1, 1))
DATES = st.dates(date(1995, 1, 1), date(2030, 1, 1))

at_every_office = pytest.mark.parametrize("office", OFFICES)
at_every_stage = pytest.mark.parametrize("stage", STAGES)


def check(found: tuple[Response, ...], filing: Filing, as_of: date) -> None:
    """What holds of every answer, whatever the office and the record."""
    assert found, "there is always something to do"
    states = {window.office: window_state(window, as_of) for window in windows_of(filing, as_of)}
    for response in found:
        assert response.option in RESPONSE_OPTIONS
        assert response.standing in get_args(Standing)
        assert response.confidence in ("high", "medium", "low")
        assert response.text_en
        assert response.text_zh
        assert "{" not in response.text_en + response.text_zh
        assert response.source
        if response.standing == "now" and response.closes:
            assert response.closes >= as_of, response
        if response.standing == "over" and response.closes:
            assert response.closes < as_of, response
        if response.closes:
            assert response.closes.isoformat() in response.text_en
            assert f"{response.confidence} confidence" in response.text_en, "no bare date"
        if response.option == "opposition" and response.standing == "now":
            assert states[response.office] == "open"
    waiting = [one.option for one in found if one.standing != "over"]
    assert waiting[-1] == "monitor"


@at_every_stage
@at_every_office
def test_every_office_at_every_stage(office: str, stage: str) -> None:
    filing = at(office, stage)
    found = respond(filing, [HOME, LOCAL], {"filer.partner"})
    check(found, filing, AS_OF)
    ways = by_option(found)
    if stage == "ended":
        assert {*ways} <= {"own-filing", "priority-filing", "monitor"}
        return
    assert "negotiation" in ways
    opposing = ways.get("opposition")
    if stage == "open" and opposing:
        assert opposing.standing == "now"
    if stage in ("closed", "registered", "old") and opposing:
        assert opposing.standing != "now"
    if stage in ("filed", "published", "open", "closed"):
        later = [ways[way] for way in ("invalidity", "non-use") if way in ways]
        assert all(way.standing == "later" for way in later)
    if stage in ("registered", "old"):
        assert "observations" not in ways


@at_every_office
def test_non_use_begins_with_the_years_of_the_table(office: str) -> None:
    years = law_of(office).non_use_years
    now = by_option(respond(at(office, "old"))).get("non-use")
    soon = by_option(respond(at(office, "registered"))).get("non-use")
    if now is None or soon is None:
        assert office == "WO"
    elif not years or office in ("CL", "AU"):
        assert now.standing == "unknown"
    else:
        assert now.standing == "now"
        assert soon.standing == "later"
        assert f"{2024 + int(years)}-10-01" in soon.text_en


@at_every_office
def test_the_limit_of_invalidity_is_that_of_the_table(office: str) -> None:
    found = by_option(respond(at(office, "old"))).get("invalidity")
    if found is None:
        assert office == "WO"
        return
    [way] = law_of(office).ways_of("invalidity")
    expected = "over" if way.to_years else "now" if way.endless else "unknown"
    assert found.standing == expected
    if way.to_years and way.to_years != 10:
        assert found.closes == date(2015, 10, 1)


@given(
    office=st.sampled_from(OFFICES),
    status=st.sampled_from(STATUSES),
    dates=st.tuples(*(st.none() | DATES for _ in range(6))),
    designations=st.lists(st.sampled_from(OFFICES), max_size=3).map(tuple),
    international=st.booleans(),
    as_of=DATES,
    rights=st.lists(
        st.builds(
            Right,
            st.sampled_from(["luckin", "other"]),
            st.sampled_from(["CN", "EM", "DE", "WO", "US"]),
            st.sampled_from(["1", "2"]),
            st.sampled_from(["", "LUCKIN", "瑞幸"]),
            st.sampled_from([(), (30,)]),
            st.none() | DATES,
        ),
        max_size=3,
    ),
)
def test_any_record_gets_a_consistent_answer(
    office: str,
    status: str,
    dates: tuple[date | None, ...],
    designations: tuple[str, ...],
    international: bool,
    as_of: date,
    rights: list[Right],
) -> None:
    filed, priority, published, registered, starts, ends = dates
    filing = Filing(
        office, "1", mark_text="LUCKIN 瑞幸", ir_number="1" if international else "",
        filing_date=filed, priority_date=priority, publication_date=published,
        registration_date=registered, opposition_start=starts, opposition_end=ends,
        designations=designations, status=status,  # type: ignore[arg-type]
        classes=(30,),
    )  # fmt: skip
    found = respond(filing, rights, {"filer.partner"}, as_of)
    check(found, filing, as_of)
    assert not any("other" in number for one in found for number in one.rests_on)
    assert found == respond(filing, rights, {"filer.partner"}, as_of)


# The European Union ---------------------------------------------------------------------------


def eu(mark: str, stage: str = "open") -> Filing:
    return replace(at("EM", stage), mark_text=mark, filing_date=date(2025, 11, 1))


def test_the_eu_says_which_earlier_rights_oppose_and_when_bad_faith_comes() -> None:
    ways = by_option(respond(eu("瑞幸咖啡")))
    said = ways["opposition"].text_en
    for needed in ("same characters", "art. 8(3)", "art. 8(4)", "art. 59(1)(b)", "pictures"):
        assert needed in said
    assert "第59条1款b项" in ways["opposition"].text_zh
    assert ways["invalidity"].standing == "later"
    assert "art.59(1)(b)" in ways["invalidity"].ground


def test_an_earlier_pinyin_mark_does_not_oppose_characters_in_the_eu() -> None:
    pinyin = Right("luckin", "DE", "DE-9", "RUIXING KAFEI", (30,), date(2019, 1, 1))
    ways = by_option(respond(eu("瑞幸咖啡"), [pinyin]))
    assert "earlier-right" not in ways
    assert "DE DE-9: earlier, but other characters or letters" in ways["opposition"].text_en
    same = replace(pinyin, mark="瑞幸咖啡")
    assert by_option(respond(eu("瑞幸咖啡"), [same]))["earlier-right"].rests_on == ("DE DE-9",)
    assert by_option(respond(eu("RUIXING"), [pinyin]))["earlier-right"].standing == "now"


def test_elsewhere_characters_are_not_compared_as_pictures() -> None:
    pinyin = Right("luckin", "SG", "SG-9", "RUIXING", (30,), date(2019, 1, 1))
    filing = replace(at("SG", "open"), mark_text="瑞幸咖啡")
    assert by_option(respond(filing, [pinyin]))["earlier-right"].rests_on == ("SG SG-9",)


def test_a_national_right_opposes_a_mark_of_the_union_and_the_other_way_round() -> None:
    german = replace(LOCAL, office="DE")
    assert by_option(respond(eu("LUCKIN"), [german]))["earlier-right"].rests_on == ("DE EM-1",)
    assert by_option(respond(at("FR", "open"), [LOCAL]))["earlier-right"].rests_on == ("EM EM-1",)
    assert "earlier-right" not in by_option(respond(at("GB", "open"), [LOCAL]))


# What the owner holds -----------------------------------------------------------------------


def test_a_later_an_ended_or_anothers_right_is_none() -> None:
    filing = at("FR", "open")
    for right in (
        replace(LOCAL, filing_date=date(2026, 5, 1)),
        replace(LOCAL, status="cancelled"),
        replace(LOCAL, brand_id="other"),
    ):
        assert "earlier-right" not in by_option(respond(filing, [right]))
    undated = by_option(respond(filing, [replace(LOCAL, filing_date=None)]))["earlier-right"]
    assert "a date is missing" in undated.text_en


def test_an_agents_filing_only_by_its_evidence_and_on_any_older_right() -> None:
    filing = at("CO", "open")
    assert "agent-filing" not in by_option(respond(filing, [HOME]))
    found = by_option(respond(filing, [HOME], {"filer.partner"}))["agent-filing"]
    assert found.rests_on == ("CN CN-1",)
    assert "136(d)" in found.ground
    alone = by_option(respond(filing, [], {"filer.partner"}))["agent-filing"]
    assert "no right of the owner older" in alone.text_en


def test_an_open_priority_comes_as_a_filing_of_its_own() -> None:
    young = replace(HOME, filing_date=date(2026, 1, 20))
    found = by_option(respond(at("FR", "open"), [young]))["priority-filing"]
    assert (found.closes, found.rests_on) == (date(2026, 7, 20), ("CN CN-1",))
    assert "before this filing" in found.text_en
    assert "own-filing" not in by_option(respond(at("FR", "open"), [young]))
    late = by_option(respond(at("FR", "open"), [replace(young, filing_date=date(2026, 3, 1))]))
    assert "not before" in late["priority-filing"].text_en


def test_an_own_filing_for_the_classes_that_are_open() -> None:
    filing = replace(at("FR", "open"), classes=(30, 43))
    assert "own-filing" in by_option(respond(filing))
    some = by_option(respond(filing, [LOCAL]))["own-filing"]
    assert "not covered: 43" in some.text_en
    assert "own-filing" not in by_option(respond(filing, [replace(LOCAL, classes=(30, 43))]))


def test_copyright_needs_a_device() -> None:
    words = replace(BRAND, vienna=())
    filing = at("GB", "open")
    assert "copyright" not in by_option(respond(filing, brand=words))
    drawn = replace(filing, mark_kind="figurative")
    assert by_option(respond(drawn, brand=words))["copyright"].standing == "now"
    assert "copyright" not in by_option(respond(replace(drawn, office="JP")))


# Offices ------------------------------------------------------------------------------------


def test_the_andean_limit_of_five_years_is_told_when_it_is_over() -> None:
    found = by_option(respond(at("PE", "old")))["invalidity"]
    assert (found.standing, found.closes) == ("over", date(2015, 10, 1))
    assert "over, last day was 2015-10-01" in found.text_en


def test_the_us_has_re_examination_then_expungement() -> None:
    def expunging(registered: date) -> list[tuple[str, str]]:
        found = respond(at("US", "registered", registration_date=registered))
        return [(one.ground, one.standing) for one in found if one.option == "expungement"]

    young, middle, old = (AS_OF - timedelta(days=365 * years) for years in (1, 4, 12))
    assert expunging(young) == [("15 U.S.C. 1066b", "now"), ("15 U.S.C. 1066a", "later")]
    assert expunging(middle) == [("15 U.S.C. 1066b", "now"), ("15 U.S.C. 1066a", "now")]
    assert {standing for _, standing in expunging(old)} == {"over"}


def test_russia_has_observations_and_no_opposition() -> None:
    ways = by_option(respond(at("RU", "filed")))
    assert "opposition" not in ways
    assert ways["observations"].standing == "now"


def test_what_is_registered_is_opposed_only_where_that_comes_after() -> None:
    young = {"registration_date": date(2026, 5, 1), "opposition_start": None,
             "opposition_end": None, "publication_date": None}  # fmt: skip
    assert by_option(respond(at("DE", "registered", **young)))["opposition"].standing == "now"
    assert by_option(respond(at("GB", "registered", **young)))["opposition"].standing == "over"
    # The Benelux registers ahead of its window when asked to.
    assert by_option(respond(at("BX", "registered", **young)))["opposition"].standing == "unknown"


def test_a_window_that_is_only_perhaps_over_is_not_given_up() -> None:
    filing = Filing("CH", "1", status="registered", registration_date=date(2026, 2, 1))
    assert by_option(respond(filing))["opposition"].standing == "unknown"


def test_a_designation_is_answered_by_each_office_and_its_registration_tells_nothing() -> None:
    filing = Filing(
        "WO", "1", mark_text="LUCKIN", status="registered", designations=("MN", "JP", "NL"),
        filing_date=date(2015, 1, 1), registration_date=date(2015, 1, 1),
        publication_date=date(2026, 2, 1),
    )  # fmt: skip
    found = respond(filing)
    opposing = {one.office: one for one in found if one.option == "opposition"}
    assert {*opposing} == {"MN", "JP", "NL"}
    assert (opposing["MN"].standing, opposing["MN"].closes) == ("now", date(2026, 7, 1))
    assert opposing["JP"].standing == "unknown"
    assert opposing["NL"].ground.startswith("BCIP")
    late = [one for one in found if one.option == "invalidity"]
    assert {one.standing for one in late} == {"unknown"}
    assert sum(one.option == "monitor" for one in found) == 1


def test_an_office_without_a_row_says_what_is_not_known() -> None:
    ways = by_option(respond(at("GR", "filed", filing_date=None)))
    assert ways["opposition"].standing == "unknown"
    assert "not known to the table" in ways["opposition"].text_en
    assert ways["opposition"].confidence == "low"


def test_no_windows_no_answer() -> None:
    assert responses_of(at("EM", "open"), BRAND, [], [], AS_OF) == ()
