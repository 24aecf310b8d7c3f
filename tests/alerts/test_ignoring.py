"""The ignore file: every mistake named, what it holds back, and when a rule expires."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.alerts.ignoring import Rule, held_back, idle, lapsed, read_ignore
from squatwatch.errors import DataError
from squatwatch.model import Alert, Applicant
from tests.conftest import WriteFile
from tests.report.samples import result

DAY = date(2026, 1, 15)
ENDS = 'reason = "a licensee"\nexpires = 2026-12-31\n'


def alert_at(office: str) -> Alert:
    return next(one for one in result().alerts if one.assessment.filing.office == office)


def rule(**named: str) -> Rule:
    return Rule(1, "a licensee", date(2026, 12, 31), **named)


def mistakes(write_file: WriteFile, text: str) -> str:
    with pytest.raises(DataError) as refused:
        read_ignore(write_file("squatwatch-ignore.toml", text))
    return refused.value.line()


# Reading ---------------------------------------------------------------------------------------


def test_no_file_has_no_rules(tmp_path: Path) -> None:
    assert read_ignore(tmp_path / "squatwatch-ignore.toml") == ()


def test_every_way_of_naming_is_read(write_file: WriteFile) -> None:
    file = write_file(
        "squatwatch-ignore.toml",
        f"""
        [[ignore]]
        alert = "B0D4F9075D517652"
        {ENDS}
        [[ignore]]
        brand = "luckin"
        office = "em"
        application_number = "019 000 001"
        {ENDS}
        [[ignore]]
        brand = "gree"
        applicant = "Nordlicht Handels GmbH"
        {ENDS}
        [[ignore]]
        filing = "EM 019 000 002"
        {ENDS}
        """,
    )
    ends = {"reason": "a licensee", "expires": date(2026, 12, 31)}
    assert read_ignore(file) == (
        Rule(1, **ends, alert="b0d4f9075d517652"),  # type: ignore[arg-type]
        Rule(2, **ends, brand="luckin", office="EM", number="019000001"),  # type: ignore[arg-type]
        Rule(3, **ends, brand="gree", applicant="Nordlicht Handels GmbH"),  # type: ignore[arg-type]
        Rule(4, **ends, office="EM", number="019000002"),  # type: ignore[arg-type]
    )


def test_an_empty_file_has_no_rules(write_file: WriteFile) -> None:
    assert read_ignore(write_file("squatwatch-ignore.toml", "# nothing yet\n")) == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (ENDS, "names nothing; give alert"),
        (f'brand = "gree"\n{ENDS}', "names brand; give alert"),
        (f'alert = "b0d4f9075d517652"\nfiling = "EM 1"\n{ENDS}', "names alert and filing; give"),
        (f'brand = "gree"\noffice = "EM"\n{ENDS}', "names brand and office; give"),
        (f'alert = "b0d4"\n{ENDS}', "'b0d4' is no whole identity"),
        (f'filing = "EM"\n{ENDS}', "'' is no application number"),
        (f'filing = "QQ 1"\n{ENDS}', "filing: 'QQ' is no office code"),
        (f'brand = "gree"\napplicant = "N/A"\n{ENDS}', "'N/A' names nobody"),
        (f'brand = "a b"\napplicant = "Muster GmbH"\n{ENDS}', "brand: 'a b' may hold only"),
        (f"alert = 5\n{ENDS}", "alert: no text"),
        (f'filing = "EM 1"\nuntil = 2026-01-01\n{ENDS}', "'until' is not known"),
        ('filing = "EM 1"\nexpires = 2026-12-31', "reason: missing"),
        ('filing = "EM 1"\nreason = " "\nexpires = 2026-12-31', "reason: no text"),
        ('filing = "EM 1"\nreason = "x"', "expires: missing"),
        ('filing = "EM 1"\nreason = "x"\nexpires = "2026-12-31"', "expires: no date"),
        ('filing = "EM 1"\nreason = "x"\nexpires = 2026-12-31T00:00:00', "expires: no date"),
    ],
)
def test_a_mistake_is_named_with_its_entry_and_line(
    write_file: WriteFile, entry: str, told: str
) -> None:
    line = mistakes(write_file, f"# why\n\n[[ignore]]\n{entry}")
    assert line.startswith("squatwatch-ignore.toml: entry 1 (line 3): ")
    assert told in line
    assert "\n" not in line


def test_all_mistakes_are_told_together(write_file: WriteFile) -> None:
    line = mistakes(
        write_file,
        f'lang = "en"\n[[ignore]]\nfiling = "EM 1"\nreason = "x"\n\n[[ignore]]\n{ENDS}',
    )
    assert "3 mistakes" in line
    assert "'lang' is not known" in line
    assert "entry 1 (line 2): expires: missing" in line
    assert "entry 2 (line 6): names nothing" in line


def test_two_entries_do_not_name_the_same(write_file: WriteFile) -> None:
    same = f'[[ignore]]\nfiling = "EM 1"\n{ENDS}[[ignore]]\nfiling = "EM-1"\n{ENDS}'
    assert "entry 2 (line 5): names what entry 1 (line 1) names" in mistakes(
        write_file, same.replace("EM-1", "EM 1.")
    )


@pytest.mark.parametrize("text", ["ignore = 5", "ignore = [1]", '[ignore]\nfiling = "EM 1"'])
def test_what_is_no_list_of_entries_is_refused(write_file: WriteFile, text: str) -> None:
    assert "begin an entry with [[ignore]]" in mistakes(write_file, text)


@pytest.mark.parametrize("text", ["[[ignore", "= 5", "\udcff"])
def test_what_is_no_toml_is_refused(write_file: WriteFile, text: str) -> None:
    with pytest.raises(DataError, match="no TOML file"):
        read_ignore(write_file("squatwatch-ignore.toml", text.encode(errors="surrogateescape")))


@pytest.mark.parametrize("page", ["alerts.md", "alerts.zh-CN.md"])
def test_the_example_of_the_page_is_read(write_file: WriteFile, page: str) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / page).read_text(encoding="utf-8")
    [example] = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(read_ignore(write_file("squatwatch-ignore.toml", example))) == 2


# Holding back ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "offices"),
    [
        ({"alert": alert_at("EM").alert_id}, {"EM"}),
        ({"brand": "luckin", "office": "EM", "number": "019000001"}, {"EM"}),
        ({"brand": "gree", "office": "EM", "number": "019000001"}, set()),
        ({"office": "DE", "number": "3020251"}, {"DE"}),
        ({"brand": "gree", "applicant": "Nordlicht Handels"}, {"DE"}),
        # Filed together with somebody else: of that one wants to hear.
        ({"brand": "luckin", "applicant": "Nordlicht Handels GmbH"}, set()),
        ({"brand": "luckin", "applicant": "Hangang Foods"}, {"KR"}),
        ({"brand": "luckin", "applicant": "Somebody Else Ltd"}, set()),
    ],
)
def test_a_rule_holds_back_what_it_names(named: dict[str, str], offices: set[str]) -> None:
    alerts = result().alerts
    kept, held = held_back(alerts, [rule(**named)], DAY)
    assert {one.assessment.filing.office for one in held} == offices
    assert kept == tuple(one for one in alerts if one not in held)


RULES = (
    rule(alert=alert_at("EM").alert_id),
    rule(brand="luckin", office="EM", number="019000001"),
    rule(brand="gree", office="EM", number="019000001"),
    rule(office="DE", number="3020251"),
    rule(brand="gree", applicant="Nordlicht Handels"),
    rule(brand="luckin", applicant="Hangang Foods"),
    rule(brand="luckin", applicant="Somebody Else Ltd"),
)


@given(st.sets(st.sampled_from(RULES)), st.integers(-1, 1))
def test_rules_are_looked_up_as_if_each_were_asked(rules: set[Rule], past_the_end: int) -> None:
    day = RULES[0].expires + timedelta(days=past_the_end)
    alerts = result().alerts
    asked = tuple(
        one for one in alerts if any(rule.holds_on(day) and rule.names(one) for rule in rules)
    )
    assert held_back(alerts, list(rules), day)[1] == asked


def test_a_filing_without_an_applicant_is_no_companys() -> None:
    assert not rule(brand="luckin", applicant="Hangang Foods").names(alert_at("BN"))


def test_a_filing_of_one_company_in_two_spellings_is_its_own() -> None:
    alert = alert_at("KR")
    found = alert.assessment
    both = (Applicant("Hangang Foods Inc."), Applicant("HANGANG FOODS"))
    twice = replace(found, filing=replace(found.filing, applicants=both))
    assert rule(brand="luckin", applicant="Hangang Foods Ltd").names(
        replace(alert, assessment=twice)
    )


def test_a_rule_holds_to_the_end_of_its_last_day() -> None:
    alert = alert_at("EM")
    ends = Rule(1, "x", DAY, alert=alert.alert_id)
    assert held_back([alert], [ends], DAY) == ((), (alert,))
    assert held_back([alert], [ends], DAY + timedelta(days=1)) == ((alert,), ())


@given(st.integers(-40, 40), st.lists(st.integers(-40, 40), min_size=1, max_size=6))
def test_an_expiry_is_reported_once_when_it_happens(expires: int, days: list[int]) -> None:
    """Whatever the days of the runs: by the first run after it, and by no other."""
    one = Rule(1, "x", DAY + timedelta(days=expires), office="EM", number="1")
    runs = [DAY + timedelta(days=day) for day in sorted(days)]
    told = [
        run for before, run in zip([None, *runs], runs, strict=False) if lapsed([one], run, before)
    ]
    late = [run for run in runs if run > one.expires]
    assert told == late[:1]


def test_what_lapsed_is_told_without_the_applicant() -> None:
    one = Rule(3, "a licensee", DAY, brand="gree", applicant="Muster GmbH")
    [told] = lapsed([one], DAY + timedelta(days=1), DAY)
    assert (told.rule, told.reason, told.expired) == (
        "entry 3: brand gree, an applicant",
        "a licensee",
        DAY,
    )


def test_rules_that_name_nothing_are_idle() -> None:
    used = replace(rule(alert=alert_at("EM").alert_id), entry=1)
    expired = replace(rule(office="DE", number="3020251"), entry=2, expires=date(2020, 1, 1))
    unused = replace(rule(office="DE", number="99"), entry=3)
    elsewhere = replace(rule(brand="gree", applicant="Somebody Else Ltd"), entry=4)
    rules = (used, expired, unused, elsewhere)
    assert idle(rules, result().alerts) == (unused, elsewhere)
    assert idle(rules, ()) == rules
