"""Group warnings: a filer announced once, with the alerts on its filings as the annex."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from squatwatch.alerts.group_warning import (
    GROUP_SCHEMA_NAME,
    GroupWarning,
    group_record,
    group_warnings,
    with_other_marks,
)
from squatwatch.filers.groups import group_identity
from squatwatch.filers.keys import filer_key
from squatwatch.model import Alert, Applicant, Assessment, Brand, Evidence, Filing, Hit
from tests.store.samples import batch, row

HIT = Hit("", "F", "official-latin", 1.0, "f", "mark", "spelling", 0, 1.0)
RECORD = (
    "schema", "filer_group", "link", "filers", "offices", "brands", "filings", "first_filed",
    "last_filed", "alerts", "other_marks",
)  # fmt: skip


def alert(
    number: str,
    brand_id: str = "anta",
    *names: str,
    group: str = "F1",
    code: str = "filer.several-brands",
    **facts: object,
) -> Alert:
    people = tuple(Applicant(name, address="18 Example Street, Kiel") for name in names)
    filing = Filing("EM", number, mark_text=brand_id.upper(), applicants=people)
    filing = replace(filing, **facts)  # type: ignore[arg-type]
    told = (Evidence(code, 5.0, "", ""),)
    brand = Brand(brand_id, name_latin=(brand_id.upper(),), owner_en=f"{brand_id} Inc.")
    found = Assessment(brand, filing, HIT, told, 0.9, "high", filer_group=group)
    return Alert(f"{brand_id}-{number}", found, "run", date(2026, 1, 15), date(2026, 1, 15))


def only(*alerts: Alert) -> GroupWarning:
    [warning] = group_warnings(alerts)
    return warning


def test_a_group_is_announced_once_with_its_alerts_as_annex() -> None:
    alerts = (
        alert("1", "anta", "Taker GmbH", filing_date=date(2025, 3, 1)),
        alert("2", "peak", "TAKER GMBH", office="DE", filing_date=date(2024, 1, 2)),
        alert("3", "anta", "Taker GmbH"),
    )
    found = only(*alerts)
    assert found.alerts == alerts
    assert found.link == "applicant"
    assert found.filers == ("TAKER GMBH", "Taker GmbH")
    assert [brand.brand_id for brand in found.brands] == ["anta", "peak"]
    assert found.offices == ("DE", "EM")
    assert (found.first_filed, found.last_filed) == (date(2024, 1, 2), date(2025, 3, 1))
    assert found.addresses == ()


def test_alerts_without_a_group_are_passed_over() -> None:
    assert group_warnings([]) == ()
    assert group_warnings([alert("1", "anta", "Taker", group="")]) == ()


def test_groups_with_most_brands_come_first() -> None:
    alerts = [
        alert("1", "anta", "Two", group="F2"), alert("2", "peak", "Two", group="F2"),
        *(alert(str(n), brand, "Three", group="F9") for n, brand in enumerate(["a", "b", "c"])),
        alert("7", "anta", "Other two", group="F1"), alert("8", "peak", "Other two", group="F1"),
    ]  # fmt: skip
    assert [one.filer_group for one in group_warnings(alerts)] == ["F9", "F1", "F2"]


def test_of_joint_applicants_the_filer_is_who_the_filings_have_in_common() -> None:
    found = only(
        alert("1", "anta", "Helper AG", "Taker GmbH"), alert("2", "peak", "Taker GmbH", "N/A")
    )
    assert found.filers == ("Taker GmbH",)


def test_by_address_all_its_filers_are_named_and_found() -> None:
    code = "filer.same-address"
    found = only(
        alert("1", "anta", "First AG", code=code), alert("2", "peak", "Second AG", code=code)
    )
    assert found.link == "address"
    assert found.filers == ("First AG", "Second AG")
    assert found.addresses == ("18 Example Street, Kiel",)


def test_an_identifier_stands_where_there_is_no_name() -> None:
    nameless = (Applicant("", address="euipo-applicant:12"),)
    found = only(alert("1", "anta", applicants=nameless), alert("2", "peak", applicants=nameless))
    assert found.filers == ()
    assert found.addresses == ("euipo-applicant:12",)


def test_a_group_is_known_by_the_identities_of_all_its_filers() -> None:
    found = only(alert("1", "anta", "First AG"), alert("2", "peak", "Second AG"))
    identities = {group_identity(filer_key(name)) for name in ("First AG", "Second AG")}
    assert found.identities == {"F1", *identities}
    assert not any("first" in identity.casefold() for identity in found.identities)


def test_further_marks_are_the_filers_others_those_like_brands_first() -> None:
    found = only(alert("1", "anta", "Taker GmbH"), alert("2", "peak", "Taker GmbH"))
    people = [{"name": "TAKER GMBH", "country": None, "address": None}]
    others = [{"name": "Other AG", "country": None, "address": None}]
    filings = batch(
        row("1", "ANTA", applicants=people),
        row("5", "ALPHA", applicants=people),
        row("6", "桂花楼", applicants=[*others, *people]),
        row("7", "GUI HUA LOU", applicants=people, office="DE"),
        row("8", "OTHER", applicants=others),
    )
    told = with_other_marks(found, filings)
    assert [(one.filing.mark_text, one.look) for one in told.other_marks] == [
        ("GUI HUA LOU", "pinyin"), ("桂花楼", "characters"), ("ALPHA", ""),
    ]  # fmt: skip
    assert told.alerts == found.alerts


def test_the_record_is_plain_json_with_these_keys() -> None:
    found = only(
        alert("1", "anta", "Taker GmbH", filing_date=date(2025, 3, 1)),
        alert("2", "peak", "Taker GmbH"),
    )
    people = [{"name": "Taker GmbH", "country": None, "address": None}]
    told = group_record(with_other_marks(found, batch(row("9", "XIANGYUAN", applicants=people))))
    assert tuple(told) == RECORD
    assert told["schema"] == GROUP_SCHEMA_NAME == "squatwatch.filer_group/1"
    assert json.loads(json.dumps(told)) == told
    assert told["brands"][0] == {"brand_id": "anta", "names": ["ANTA"], "owner": "anta Inc."}
    assert [one["alert_id"] for one in told["alerts"]] == ["anta-1", "peak-2"]
    assert told["other_marks"][0]["look"] == "pinyin"
    assert told["first_filed"] == told["last_filed"] == "2025-03-01"
