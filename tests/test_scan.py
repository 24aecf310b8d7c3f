"""The scan from end to end: small cases, the stories of the demo data, the real filings.

Every company is invented; the brands are real.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from squatwatch.alerts.run import RunResult
from squatwatch.assess.weights import limit
from squatwatch.brands import read_watchlist
from squatwatch.match import agreements
from squatwatch.model import Alert, Brand, Filing, Level, Right
from squatwatch.offices import read_filings
from squatwatch.scan import scan, watch
from squatwatch.search import find_hits
from squatwatch.store import Store
from squatwatch.text.normalize import joined, normalize
from tests.store.samples import batch, row

DATA = Path(__file__).resolve().parents[1] / "data"
AS_OF = date(2026, 1, 15)

LUCKIN = Brand(
    "luckin",
    name_zh=("瑞幸咖啡",),
    name_latin=("LUCKIN COFFEE",),
    owner_zh="鹭江第一饮品有限公司",
    owner_en="Lujiang First Beverage Co., Ltd.",
    affiliates=("Southern Harbour Roasters Pte. Ltd.",),
    partners=("Nordlicht Handels GmbH",),
    classes=(30, 43),
    since="2017-10-31",
    markets=("EM", "TH"),
)
GREE = Brand(
    "gree",
    name_zh=("格力电器",),
    name_latin=("GREE ELECTRIC",),
    owner_en="Pearl Delta Cooling Co., Ltd.",
    classes=(11,),
    since="1991",
    markets=("EM", "BR"),
)
GREE_SISTER = Brand(
    "tosot",
    name_zh=("大松生活",),
    name_latin=("TOSOT LIVING",),
    owner_en="PEARL DELTA COOLING COMPANY LIMITED",
    classes=(11,),
)


def by(*names: str) -> list[dict[str, str]]:
    """Applicants of these names."""
    return [{"name": name, "country": "", "address": ""} for name in names]


STRANGER = by("Polarwind Trading Ltd")


def filing(number: str, mark: str, **values: Any) -> dict[str, Any]:
    """A filing by somebody whom no watch list knows."""
    return row(number, mark, **{"applicants": STRANGER, **values})


def scanned(
    *rows: dict[str, Any],
    brands: Sequence[Brand] = (LUCKIN, GREE, GREE_SISTER),
    as_of: date = AS_OF,
    level: Level = "low",
    rights: Sequence[Right] = (),
) -> RunResult:
    """A scan of some filings against some brands, in memory."""
    with Store.in_memory() as store:
        watch(store, brands)
        store.put_rights(rights)
        store.put_filings(batch(*rows))
        return scan(store, as_of=as_of, level=level)


def by_pair(result: RunResult) -> dict[tuple[str, str], Alert]:
    """The alerts by brand and application number."""
    return {
        (alert.assessment.brand.brand_id, alert.assessment.filing.application_number): alert
        for alert in result.alerts
    }


def levels(result: RunResult) -> dict[tuple[str, str], str]:
    """Brand and number of each alert, and its level."""
    return {pair: alert.assessment.level for pair, alert in by_pair(result).items()}


def codes(alert: Alert) -> set[str]:
    """The codes of an alert's evidence."""
    return {item.code for item in alert.assessment.evidence}


def closing_in(days: int) -> dict[str, Any]:
    """The dates of an EU application whose window closes so many days after ``AS_OF``."""
    return {
        "publication_date": AS_OF - timedelta(days=60),
        "opposition_end": AS_OF + timedelta(days=days),
        "status": "published",
    }


# What is found -----------------------------------------------------------------------------------


def test_an_identical_mark_is_found_with_its_form() -> None:
    [alert] = scanned(filing("1", "Luckin Coffee", classes=[30])).alerts
    found = alert.assessment
    assert (found.brand, found.level) == (LUCKIN, "high")
    assert (found.hit.form, found.hit.unit, found.hit.relation, found.hit.edits) == (
        "LUCKIN COFFEE", "luckincoffee", "spelling", 0,
    )  # fmt: skip
    assert found.hit.similarity == 1
    assert {"prior", "match.identical-whole", "class.same"} <= codes(alert)


@pytest.mark.parametrize("mark", ["瑞幸咖啡", "瑞幸咖啡馆", "FRESH 瑞幸咖啡"])
def test_characters_are_found_whole_and_inside(mark: str) -> None:
    [alert] = scanned(filing("1", mark, classes=[43])).alerts
    assert alert.assessment.hit.relation == "hanzi"
    assert alert.assessment.level in ("high", "medium")


def test_characters_in_traditional_are_found() -> None:
    [alert] = scanned(filing("1", "格力電器", classes=[11])).alerts
    found = alert.assessment
    assert (found.brand.brand_id, found.hit.relation, found.hit.unit) == (
        "gree", "hanzi", "格力電器",
    )  # fmt: skip
    assert found.level == "high"


def test_pinyin_is_found_where_the_owner_has_another_latin_mark() -> None:
    [alert] = scanned(filing("1", "RUI XING KA FEI")).alerts
    assert alert.assessment.hit.form_kind == "pinyin"


def test_the_translation_of_a_mark_is_looked_at_too_and_says_less() -> None:
    whole = by_pair(scanned(filing("1", "GREE ELECTRIC")))["gree", "1"]
    translated = by_pair(scanned(filing("1", "QXZ", translation=["gree electric"])))["gree", "1"]
    assert translated.assessment.hit.unit_source == "translation"
    assert translated.assessment.score < whole.assessment.score


def test_what_resembles_nothing_is_no_alert() -> None:
    result = scanned(filing("1", "ZWYQVOX"), filing("2", "", translation=[]))
    assert (result.alerts, result.counts) == ((), ())


@pytest.mark.parametrize("brands", [(), (LUCKIN,)])
def test_a_scan_of_nothing_finds_nothing(brands: tuple[Brand, ...]) -> None:
    with Store.in_memory() as store:
        watch(store, brands)
        result = scan(store, as_of=AS_OF)
    assert (result.alerts, result.counts, result.coverage.filings) == ((), (), 0)


def test_filings_without_a_watched_brand_are_no_alert() -> None:
    assert scanned(filing("1", "LUCKIN COFFEE"), brands=()).alerts == ()


def test_a_scan_can_be_narrowed_to_some_brands() -> None:
    with Store.in_memory() as store:
        watch(store, [LUCKIN, GREE])
        store.put_filings(batch(filing("1", "LUCKIN COFFEE"), filing("2", "GREE ELECTRIC")))
        result = scan(store, as_of=AS_OF, brand_ids=["gree"])
    assert set(by_pair(result)) == {("gree", "2")}
    assert result.coverage.brands == 1


def test_forms_that_other_rules_made_are_made_again() -> None:
    with Store.in_memory() as store:
        watch(store, [LUCKIN])
        store.put_brands([LUCKIN], store.forms().clear(), "rules of long ago")
        store.put_filings(batch(filing("1", "LUCKIN COFFEE")))
        assert set(by_pair(scan(store, as_of=AS_OF))) == {("luckin", "1")}


# What is cleared ---------------------------------------------------------------------------------

BOLD: dict[str, Any] = {"mark": "LUCKIN COFFEE", "classes": [30], "filing_date": date(2020, 1, 1)}


def cleared_by(number: str = "1", rights: Sequence[Right] = (), **values: Any) -> str | None:
    [alert] = scanned(filing(number, **{**BOLD, **values}), rights=rights).alerts
    found = alert.assessment
    assert (found.level == "cleared") == (found.cleared_by is not None)
    assert not found.cleared_by or f"cleared.{found.cleared_by}" in codes(alert)
    return found.cleared_by


@pytest.mark.parametrize(
    "name",
    [
        "Lujiang First Beverage Co., Ltd.",
        "LUJIANG FIRST BEVERAGE COMPANY LIMITED",
        "Lujiang First Beverage (Beijing) Co Ltd",
        "鹭江第一饮品有限公司",
        "鷺江第一飲品有限公司",
    ],
)
def test_the_owners_own_filing_is_cleared_however_its_name_is_written(name: str) -> None:
    assert cleared_by(applicants=by(name)) == "owner"


def test_an_affiliate_whose_name_lacks_the_brand_is_cleared() -> None:
    assert cleared_by(applicants=by("SOUTHERN HARBOUR ROASTERS PTE LTD")) == "affiliate"


@pytest.mark.parametrize("name", ["Luckin Coffee GmbH", "Lujiang First Beverages Sellers Ltd"])
def test_a_company_that_bears_the_brand_or_most_of_the_owners_name_is_not(name: str) -> None:
    assert cleared_by(applicants=by(name)) is None


def test_a_partner_is_not_cleared() -> None:
    [alert] = scanned(filing("1", **{**BOLD, "applicants": by("NORDLICHT HANDELS GMBH")})).alerts
    assert "filer.partner" in codes(alert)
    assert alert.assessment.level == "high"


def test_a_filing_of_the_rights_file_is_the_owners() -> None:
    right = Right("luckin", "EM", "018 000-001")
    assert cleared_by("018000001", rights=[right]) == "owner"
    assert cleared_by("018000002", rights=[right]) is None


@pytest.mark.parametrize(
    ("filed", "reason"),
    [(date(2017, 10, 30), "predates"), (date(2017, 10, 31), None), (None, None)],
)
def test_a_filing_older_than_the_brand_is_cleared(filed: date | None, reason: str | None) -> None:
    assert cleared_by(filing_date=filed) == reason


@pytest.mark.parametrize("status", ["refused", "withdrawn", "expired", "cancelled"])
def test_a_filing_that_has_ended_is_cleared(status: str) -> None:
    assert cleared_by(status=status) == "ended"


@pytest.mark.parametrize("status", ["filed", "published", "opposed", "registered", "unknown"])
def test_a_filing_that_has_not_ended_is_not_cleared_for_that(status: str) -> None:
    assert cleared_by(status=status) is None


def test_of_several_reasons_the_owner_comes_first() -> None:
    owner = by("Lujiang First Beverage Co., Ltd.")
    assert cleared_by(applicants=owner, status="expired", filing_date=date(2000, 1, 1)) == "owner"


def test_cleared_alerts_stand_last_and_never_count_as_pressing() -> None:
    owner = by("Lujiang First Beverage Co., Ltd.")
    result = scanned(
        filing("1", **{**BOLD, "applicants": owner}),
        filing("2", **BOLD),
        level="medium",
    )
    assert [alert.assessment.level for alert in result.alerts] == ["high", "cleared"]
    assert result.at_or_above("low") == 1


# Levels ------------------------------------------------------------------------------------------


def test_a_record_that_names_no_applicant_reaches_medium_at_most_and_says_so() -> None:
    result = scanned(filing("1", **BOLD), filing("2", **{**BOLD, "applicants": []}))
    assert levels(result) == {("luckin", "1"): "high", ("luckin", "2"): "medium"}
    assert "applicant.unknown" in codes(by_pair(result)["luckin", "2"])


def test_a_filer_of_two_unrelated_brands_is_one_group() -> None:
    result = scanned(filing("1", "LUCKIN COFFEE"), filing("2", "GREE ELECTRIC"))
    alone = scanned(filing("1", "LUCKIN COFFEE"))
    found = by_pair(result)
    groups = {alert.assessment.filer_group for alert in result.alerts}
    assert len(groups) == 1
    assert all(groups)
    assert all("filer.several-brands" in codes(alert) for alert in result.alerts)
    [before] = alone.alerts
    assert found["luckin", "1"].assessment.score > before.assessment.score
    assert before.assessment.filer_group == ""


def test_a_group_takes_the_spellings_of_one_name_together() -> None:
    result = scanned(
        filing("1", "LUCKIN COFFEE", applicants=by("Polarwind Trading Ltd")),
        filing("2", "GREE ELECTRIC", applicants=by("POLARWIND TRADING LIMITED")),
    )
    assert len({alert.assessment.filer_group for alert in result.alerts} - {""}) == 1


def no_group(*rows: dict[str, Any], brands: Sequence[Brand] = (LUCKIN, GREE, GREE_SISTER)) -> None:
    result = scanned(*rows, brands=brands)
    assert len(result.alerts) == len(rows)
    for alert in result.alerts:
        assert alert.assessment.filer_group == ""
        assert "filer.several-brands" not in codes(alert)


def test_two_brands_of_one_owner_are_no_group() -> None:
    no_group(filing("1", "GREE ELECTRIC"), filing("2", "TOSOT LIVING"))


def test_two_filings_of_one_brand_are_no_group() -> None:
    no_group(filing("1", "LUCKIN COFFEE"), filing("2", "LUCKIN COFFEE", office="DE"))


@pytest.mark.parametrize("applicants", [[], by(""), by("  "), by("---"), by("", "")])
def test_nobody_is_no_group(applicants: list[dict[str, str]]) -> None:
    no_group(
        filing("1", "LUCKIN COFFEE", applicants=applicants),
        filing("2", "GREE ELECTRIC", applicants=applicants),
    )


def test_a_cleared_filing_makes_no_group() -> None:
    owner = by("Lujiang First Beverage Co., Ltd.")
    no_group(
        filing("1", "LUCKIN COFFEE", applicants=owner),
        filing("2", "GREE ELECTRIC", applicants=owner),
    )


@pytest.mark.parametrize("mark", ["LUCKIN COFFEE", "瑞幸咖啡", "LUCKIN COFFEE 瑞幸咖啡"])
def test_identity_of_the_mark_alone_is_never_urgent(mark: str) -> None:
    alone = filing("1", mark, classes=[30, 43], **closing_in(5))
    assert levels(scanned(alone)) == {("luckin", "1"): "high"}


def test_identity_of_the_mark_alone_is_not_urgent_even_if_it_is_strong_enough() -> None:
    both = filing("1", "LUCKIN COFFEE 瑞幸咖啡", classes=[30, 43], **closing_in(5))
    [alert] = scanned(both).alerts
    assert sum(item.weight for item in alert.assessment.evidence) >= limit("urgent")
    assert alert.assessment.level == "high"


@pytest.mark.parametrize(
    ("dates", "level"),
    [
        (closing_in(30), "urgent"),
        (closing_in(0), "urgent"),
        (closing_in(31), "high"),
        (closing_in(-5), "high"),
        ({"publication_date": AS_OF - timedelta(days=7), "status": "published"}, "urgent"),
        ({"publication_date": AS_OF - timedelta(days=8), "status": "published"}, "high"),
        ({}, "high"),
    ],
)
def test_urgent_needs_conduct_and_a_pressing_window(dates: dict[str, Any], level: str) -> None:
    with_conduct = filing(
        "1", "LUCKIN COFFEE", classes=[30], applicants=by("Nordlicht Handels GmbH"), **dates
    )
    assert levels(scanned(with_conduct)) == {("luckin", "1"): level}


def test_a_group_is_conduct() -> None:
    result = scanned(
        filing("1", "LUCKIN COFFEE", classes=[30], **closing_in(9)),
        filing("2", "GREE ELECTRIC", classes=[11]),
    )
    assert levels(result) == {("luckin", "1"): "urgent", ("gree", "2"): "high"}


def test_a_record_without_applicant_is_never_urgent() -> None:
    nobody = filing("1", "LUCKIN COFFEE", classes=[30], applicants=[], **closing_in(9))
    assert levels(scanned(nobody)) == {("luckin", "1"): "medium"}


def mixed() -> list[dict[str, Any]]:
    """Filings of every level."""
    return [
        filing("1", "LUCKIN COFFEE", classes=[30], **closing_in(9)),
        filing("2", "GREE ELECTRIC", classes=[11]),
        filing("3", "LUCKIN COFFEE", applicants=[]),
        filing("4", "LUKKIN KOFFEE SHOP", translation=["A LID"], applicants=by("Brygga Kaffe AB")),
        filing("5", "GREE ELECTRIC", applicants=by("Pearl Delta Cooling Co., Ltd.")),
    ]


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("urgent", ["urgent"]),
        ("high", ["urgent", "high", "cleared"]),
        ("medium", ["urgent", "high", "medium", "cleared"]),
        ("low", ["urgent", "high", "medium", "low", "cleared"]),
    ],
)
def test_each_level_shows_what_reaches_it(level: Level, shown: list[str]) -> None:
    result = scanned(*mixed(), level=level)
    found = [alert.assessment.level for alert in result.alerts]
    assert [one for one in found if one != "cleared"] == [one for one in shown if one != "cleared"]
    assert set(found) <= set(shown)


@pytest.mark.parametrize("level", ["urgent", "high", "medium", "low"])
def test_the_counts_are_those_of_all_pairs_whatever_is_shown(level: Level) -> None:
    result = scanned(*mixed(), level=level)
    assert result.counts == (
        ("urgent", True, 1), ("high", True, 1), ("medium", False, 1), ("low", True, 1),
        ("cleared", True, 1),
    )  # fmt: skip
    assert [result.at_or_above(one) for one in ("urgent", "high", "medium", "low")] == [1, 2, 3, 4]


def test_the_most_pressing_stands_first() -> None:
    alerts = scanned(*mixed()).alerts
    ranks = ["urgent", "high", "medium", "low", "cleared"]
    order = [(ranks.index(a.assessment.level), -a.assessment.score) for a in alerts]
    assert order == sorted(order)


def test_the_score_is_the_sum_of_the_evidence() -> None:
    spread = limit("score_spread")
    for alert in scanned(*mixed()).alerts:
        found = alert.assessment
        total = sum(item.weight for item in found.evidence)
        assert found.score == pytest.approx(1 / (1 + 2 ** (-total / spread)), abs=0.01)
        assert found.evidence[0].code == "prior"


# The run -----------------------------------------------------------------------------------------


def test_coverage_names_markets_without_data() -> None:
    result = scanned(
        filing("1", "LUCKIN COFFEE", filing_date=date(2025, 3, 1)),
        filing("2", "NOTHING ALIKE", office="DE", publication_date=date(2025, 5, 1)),
    )
    found = result.coverage
    assert (found.brands, found.filings) == (3, 2)
    assert [(item.office, item.filings, item.freshest) for item in found.offices] == [
        ("DE", 1, date(2025, 5, 1)),
        ("EM", 1, date(2025, 3, 1)),
    ]
    assert found.markets_without_data == ("BR", "TH")


def test_as_of_fixes_the_days() -> None:
    only = filing("1", "LUCKIN COFFEE", **closing_in(20))
    [first] = scanned(only).alerts
    [again] = scanned(only).alerts
    [later] = scanned(only, as_of=AS_OF + timedelta(days=12)).alerts
    assert first == again
    assert first.first_seen == first.changed == AS_OF
    [then], [now] = first.assessment.windows, later.assessment.windows
    assert (then.days_left, now.days_left) == (20, 8)
    assert first.alert_id == later.alert_id
    assert first.run_id != later.run_id


def test_another_input_is_another_run() -> None:
    one = filing("1", "LUCKIN COFFEE")
    runs = {
        scanned(one).run_id,
        scanned(one, brands=[LUCKIN]).run_id,
        scanned(one, filing("2", "OTHER")).run_id,
        scanned({**one, "status": "registered"}).run_id,
        scanned(one, as_of=AS_OF + timedelta(days=1)).run_id,
        scanned(one, rights=[Right("luckin", "EM", "7")]).run_id,
        scanned(one, level="high").run_id,
    }
    assert len(runs) == 7
    assert scanned(one).run_id in runs


def test_the_order_in_which_filings_came_makes_no_difference() -> None:
    rows = mixed()
    assert scanned(*rows) == scanned(*rows[::-1])


# The demo data -----------------------------------------------------------------------------------


def scan_files(watch_list: Path, filings: Path, store: Store, level: Level) -> RunResult:
    """The scan of two files."""
    watch(store, read_watchlist(watch_list).brands)
    for one in read_filings(filings):
        store.put_filings(one.filings)
    return scan(store, as_of=AS_OF, level=level)


Demo = dict[tuple[str, str, str], Alert]


@pytest.fixture(scope="module")
def demo() -> Demo:
    """The alerts on the demo data by brand, office and number."""
    with Store.in_memory() as store:
        result = scan_files(DATA / "watchlist.csv", DATA / "cases.csv", store, "low")
    return {
        (one.brand.brand_id, one.filing.office, one.filing.application_number): alert
        for alert in result.alerts
        for one in [alert.assessment]
    }


def test_one_importer_and_three_food_brands_are_high_and_one_group(demo: Demo) -> None:
    three = {("baijia", "DE", "C002"), ("laoganma", "DE", "C003"), ("qiaqia", "DE", "C004")}
    assert {demo[key].assessment.level for key in three} == {"high"}
    [group] = {demo[key].assessment.filer_group for key in three}
    assert group
    assert {key for key, a in demo.items() if a.assessment.filer_group == group} == three


def test_one_company_and_two_brands_in_the_us_are_one_group(demo: Demo) -> None:
    found = [demo["deepseek", "US", "C096"], demo["chinamobile", "US", "C098"]]
    assert {alert.assessment.level for alert in found} == {"high"}
    assert len({alert.assessment.filer_group for alert in found} - {""}) == 1


def test_pinyin_in_singapore_is_found_though_the_latin_mark_is_another(demo: Demo) -> None:
    found = demo["littlesheep", "SG", "T0912496C"].assessment
    assert found.level in ("urgent", "high", "medium")
    assert found.brand.name_latin == ("LITTLE SHEEP",)
    assert found.hit.form_kind == "pinyin"


def test_a_stranger_and_the_owner_in_russia(demo: Demo) -> None:
    stranger, owner = demo["labubu", "RU", "C099"], demo["labubu", "RU", "N017"]
    assert stranger.assessment.level in ("urgent", "high", "medium")
    assert owner.assessment.cleared_by == "owner"


def test_owners_own_filings_are_cleared_and_no_others_for_that(demo: Demo) -> None:
    with (DATA / "cases_sources.csv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    own = {
        (one["brand_id"], one["office"], one["application_number"])
        for one in known
        if one["label"] == "own"
    }
    told = {key for key, a in demo.items() if a.assessment.cleared_by in ("owner", "affiliate")}
    assert len(own) >= 15
    assert own & set(demo) <= told
    cases = {
        (one["brand_id"], one["office"], one["application_number"])
        for one in known
        if one["kind"] == "case"
    }
    assert not cases & told


# The real filings --------------------------------------------------------------------------------


Real = tuple[Store, RunResult]


@pytest.fixture(scope="module")
def real(real_data: Path) -> Iterator[Real]:
    """A scan of the real filings, with its store."""
    with ExitStack() as stack:
        store = stack.enter_context(Store.in_memory())
        watch_list = real_data / "labelled" / "watchlist.csv"
        filings = real_data / "filings" / "filings_all.parquet"
        yield store, scan_files(watch_list, filings, store, "medium")


def test_real_filings_give_alerts(real: Real) -> None:
    _, result = real
    standing = [a for a in result.alerts if a.assessment.level != "cleared"]
    assert len(standing) > 100
    assert len(standing) == result.at_or_above("medium")
    assert result.coverage.filings > 100_000
    assert len({alert.alert_id for alert in result.alerts}) == len(result.alerts)


def test_real_filings_without_applicant_are_at_most_medium(real: Real) -> None:
    _, result = real
    nameless = [a for a in result.alerts if not a.assessment.filing.applicants]
    assert nameless
    assert {a.assessment.level for a in nameless} <= {"medium", "cleared"}


def test_real_alerts_agree_by_the_reference_relation(real: Real) -> None:
    store, result = real
    forms = store.forms().select("brand_id", "form", "kind", "script").iter_rows()
    scripts = {(brand, form, kind): script for brand, form, kind, script in forms}
    for alert in result.alerts:
        hit = alert.assessment.hit
        script = scripts[hit.brand_id, hit.form, hit.form_kind]
        form = joined(normalize(hit.form))
        found = {
            agreement
            for text in texts_of(alert.assessment.filing, hit.unit_source)
            for agreement in agreements(form, script, normalize(text))
        }
        assert (hit.relation, hit.unit, hit.edits) in found, alert


def texts_of(filing: Filing, source: str) -> tuple[str, ...]:
    """The texts of a filing from one source."""
    found = {
        "mark": (filing.mark_text,),
        "transliteration": filing.transliteration,
        "translation": filing.translation,
        "pseudo-mark": filing.pseudo_marks,
        "description": (filing.description,),
        "office-reading": filing.office_reading,
    }
    return found[source]


def test_a_syllable_that_looks_like_a_legal_form_stays_on_a_generated_form() -> None:
    """隆基 is LONG CƠ in Sino-Vietnamese: compared as LONG it would meet every other mark."""
    with Store.in_memory() as store:
        watch(store, [Brand("longi", name_zh=("隆基",))])
        texts = pl.DataFrame(
            {"office": "VN", "application_key": ["1"], "source": "mark", "text": ["LONG"]}
        )
        assert find_hits(store.forms(), texts).is_empty()
