"""The nearest cases: what is shared, in which order, and what is not near enough."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.case_library import Case, Trait, case_library, cases_of_brand, traits
from squatwatch.assess.precedents import (
    Shown,
    nearest_cases,
    points,
    shown_by,
    shown_by_case,
    told,
    ways_taken,
)
from squatwatch.model import FORM_KINDS, RELATIONS, UNIT_SOURCES, Brand, Filing, Hit, Precedent
from squatwatch.reference import table

DOCS = Path(__file__).resolve().parents[2] / "docs"
LIBRARY = case_library()
BY_ID = {case.case_id: case for case in LIBRARY}
LEAST = traits()["least", ""].points
CODES = sorted(table("evidence")["code"])

Alert = tuple[Filing, Hit, Collection[str], Brand]

HIT = Hit("b", "MAO MAO YU", "pinyin", 1.0, "mao mao yu", "mark", "spelling", 0, 1.0)
BRAND = Brand("b", name_zh=("毛毛鱼",), name_latin=("FURRY FISH",), classes=(43,))
FILING = Filing("SG", "1", mark_text="MAO MAO YU", classes=(43,))


def as_alert(case: Case) -> Alert:
    """A case turned into a filing, with the hit and the evidence that it would have."""
    kinds = {"hanzi": "hanzi", "pinyin": "pinyin", "foreign-script": "palladius"}
    kind = next((kinds[way] for way in case.taken if way in kinds), "official-latin")
    form = case.shown_mark or case.mark
    edits = int("near-miss" in case.taken)
    hit = Hit("b", form, kind, 1.0, form, "mark", "spelling", edits, 1.0)  # type: ignore[arg-type]
    shown = {("conduct", one) for one in case.conduct} | {("taken", one) for one in case.taken}
    codes = [code for each in shown for code in traits()[each].codes]
    filing = Filing(case.office, "1", mark_text=case.shown_mark, classes=case.classes)
    return filing, hit, codes, Brand("b", name_zh=case.brand_zh, name_latin=case.brand_latin)


# A case finds itself ----------------------------------------------------------------------------


@pytest.mark.parametrize("case", LIBRARY, ids=lambda case: case.case_id)
def test_a_case_turned_into_a_filing_finds_itself_first(case: Case) -> None:
    first = nearest_cases(*as_alert(case))[0]
    found = BY_ID[first.case_id]
    # A mark that no source shows, or one filed twice, cannot be told from its twin.
    assert (found.brand, found.office) == (case.brand, case.office)
    if case.shown_mark:
        assert found.mark == case.mark
        assert first.likeness > 0.9
    assert first.shared_en.startswith("the same brand name at the same office")
    assert first.shared_zh.startswith("同名品牌、同一国家/地区")


def test_only_marks_that_are_not_shown_or_were_filed_twice_find_a_twin() -> None:
    others = {
        case.case_id: nearest_cases(*as_alert(case))[0].case_id
        for case in LIBRARY
        if nearest_cases(*as_alert(case))[0].case_id != case.case_id
    }
    assert others == {
        "C088": "C087", "C101": "C099", "C102": "C099", "C213": "C212", "C219": "C218",
    }  # fmt: skip


# What is near, and what is not ------------------------------------------------------------------


def ids(found: tuple[Precedent, ...]) -> list[str]:
    return [precedent.case_id for precedent in found]


def test_what_is_shared_is_told_in_words() -> None:
    [first, *_] = nearest_cases(FILING, HIT, (), BRAND)
    assert first.case_id == "C090"
    assert first.shared_en == "the same office; characters in Latin letters; class 43"
    assert first.shared_zh == "同一国家/地区；汉字的拉丁字母拼写；第 43 类"
    assert first.source == BY_ID["C090"].source_url


def test_conduct_weighs_more_than_the_office() -> None:
    elsewhere = replace(FILING, office="TH")
    plain = nearest_cases(elsewhere, HIT, (), BRAND)
    serial = nearest_cases(elsewhere, HIT, ("filer.several-brands",), BRAND)
    assert not plain
    assert {"several-brands"} <= set(BY_ID[serial[0].case_id].conduct)
    assert "several unrelated brands" in serial[0].shared_en


def test_a_partner_finds_cases_of_partners_the_lost_one_among_them() -> None:
    found = nearest_cases(
        Filing("EM", "1", mark_text="FURRY FISH", classes=(29,)),
        replace(HIT, form="FURRY FISH", form_kind="official-latin"),
        ("filer.partner", "class.same"),
        BRAND,
        most=5,
    )
    assert ids(found)[0] == "N014"
    assert found[0].outcome_en.startswith("The owner lost")
    assert all("partner" in BY_ID[precedent.case_id].conduct for precedent in found[:3])


def test_an_adjudged_case_stands_before_one_alleged_that_is_as_near() -> None:
    everywhere = replace(FILING, office="US", classes=(3,), mark_text="XIAO MAO YU")
    found = nearest_cases(everywhere, HIT, ("filer.several-brands",), BRAND, most=99)
    as_near: dict[float, list[str]] = {}
    for precedent in found:
        as_near.setdefault(precedent.likeness, []).append(BY_ID[precedent.case_id].label)
    order = ["adjudged", "contested", "settled", "alleged"]
    mixed = [labels for labels in as_near.values() if len(set(labels)) > 1]
    assert mixed
    for labels in mixed:
        assert labels == sorted(labels, key=order.index)


def test_a_case_of_the_brand_is_told_wherever_it_was() -> None:
    brand = Brand("b", name_latin=("LABUBU",))
    filing = Filing("BR", "1", mark_text="LABUBOO", classes=(30,))
    hit = replace(HIT, form="LABUBU", form_kind="official-latin", edits=2)
    [found] = nearest_cases(filing, hit, (), brand, most=1)
    assert BY_ID[found.case_id].brand_latin == ("LABUBU",)
    assert "the same brand name" in found.shared_en
    assert "office" not in found.shared_en


def test_a_latin_name_that_is_pinyin_is_so_in_case_and_filing() -> None:
    labubu = BY_ID["C099"]
    assert "pinyin" not in labubu.taken
    assert ("taken", "pinyin") in set(shown_by_case(labubu)) & set(shown_by(*as_alert(labubu)))


def test_one_case_of_a_brand_is_enough() -> None:
    brand = Brand("b", name_latin=("HISENSE",))
    filing = Filing("DE", "1", mark_text="HISENSE", classes=(11,))
    hit = replace(HIT, form="HISENSE", form_kind="official-latin")
    found = nearest_cases(filing, hit, ("filer.several-brands",), brand, most=9)
    brands = [BY_ID[precedent.case_id].brand for precedent in found]
    assert len(set(brands)) == len(brands) > 1


def test_a_madrid_filing_is_at_the_offices_it_designates() -> None:
    madrid = replace(FILING, office="WO", designations=("SG", "TH"))
    found = nearest_cases(madrid, HIT, (), BRAND)
    assert found == nearest_cases(FILING, HIT, (), BRAND)


def test_an_office_of_the_same_law_counts_less_than_the_same_office() -> None:
    near = shared_with("C090", replace(FILING, office="SG"))
    family = shared_with("C090", replace(FILING, office="AU"))
    none = shared_with("C090", replace(FILING, office="TH"))
    assert points(near) > points(family) > points(none)
    assert told(family, "en").startswith("trade mark law of English descent")
    assert "law" not in told(near, "en")


def shared_with(case_id: str, filing: Filing) -> frozenset[Shown]:
    return frozenset(shown_by(filing, HIT, (), BRAND)) & frozenset(shown_by_case(BY_ID[case_id]))


def test_nothing_is_shown_that_shares_too_little() -> None:
    filing = Filing("TH", "1", mark_text="FURRY FISHES", classes=(1,))
    hit = replace(HIT, form="FURRY FISH", form_kind="official-latin", relation="inside")
    assert nearest_cases(filing, hit, (), BRAND) == ()
    assert nearest_cases(FILING, HIT, (), BRAND, most=0) == ()


@pytest.mark.parametrize("code", ["cleared.owner", "cleared.affiliate", "cleared.predates"])
def test_no_dispute_stands_beside_a_filing_that_takes_nothing(code: str) -> None:
    assert code in CODES
    for case in LIBRARY:
        filing, hit, codes, brand = as_alert(case)
        assert nearest_cases(filing, hit, [*codes, code], brand) == ()
        assert nearest_cases(filing, hit, [*codes, "cleared.ended"], brand)


def test_words_never_say_more_than_a_resemblance() -> None:
    guilt = re.compile(r"bad faith|squat|infring|pirat|恶意|抢注|侵权", re.IGNORECASE)
    for trait in traits().values():
        assert not guilt.search(trait.en + trait.zh)


# How the brand stands in the mark ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "changes", "ways"),
    [
        ("MAO MAO YU", {}, {"pinyin"}),
        ("MAO MAO YU", {"form_kind": "jyutping"}, {"pinyin"}),
        ("FURRY FISH", {"form": "FURRY FISH", "form_kind": "official-latin"}, {"identical-latin"}),
        ("MAOMAOYU", {"form": "MAOMAOYU", "form_kind": "official-latin"},
         {"identical-latin", "pinyin"}),
        ("FURRY FISCH", {"form": "FURRY FISH", "form_kind": "official-latin", "edits": 1},
         {"near-miss"}),
        ("SUPERFURRYFISH",
         {"form": "FURRY FISH", "form_kind": "official-latin", "relation": "inside"},
         {"near-miss"}),
        ("MAO MAO YOU", {"relation": "sound"}, {"near-miss", "pinyin"}),
        ("毛毛鱼", {"form": "毛毛鱼", "form_kind": "hanzi", "relation": "hanzi"}, {"hanzi"}),
        ("毛毛魚", {"form": "毛毛魚", "form_kind": "official-other", "relation": "hanzi"},
         {"hanzi"}),
        ("毛毛鱼", {"unit_source": "transliteration"}, {"hanzi", "pinyin"}),
        ("МАО МАО ЮЙ", {"form": "FURRY FISH", "form_kind": "official-latin",
                        "unit_source": "read-back", "relation": "script"}, {"foreign-script"}),
        ("МАО МАО ЮЙ", {"form": "МАО МАО ЮЙ", "form_kind": "palladius"}, {"foreign-script"}),
        ("마오마오위", {"form": "마오마오위", "form_kind": "official-other"}, {"foreign-script"}),
        ("PEZ PELUDO", {"form": "FURRY FISH", "form_kind": "official-latin",
                        "unit_source": "translation"}, {"translation"}),
        ("FURRY FISH", {"form": "FURRY FISH", "form_kind": "translation-part"}, {"translation"}),
        ("SHAGGY FISH", {"form": "FURRY FISH", "form_kind": "official-other"},
         {"identical-latin"}),
    ],
)  # fmt: skip
def test_how_the_brand_was_taken(mark: str, changes: dict[str, object], ways: set[str]) -> None:
    assert ways_taken(mark, replace(HIT, **changes), ("毛毛鱼",)) == ways  # type: ignore[arg-type]


# Order and bounds -------------------------------------------------------------------------------

words = st.sampled_from(
    ["XIAO FEI YANG", "LABUBU", "ЛАБУБУ", "小肥羊", "HISENSE", "MI", "TIK TOK", "Ω", "", "毛毛鱼"]
)
offices = st.sampled_from(["SG", "EM", "DE", "US", "CA", "CO", "RU", "WO", "TH", "IE"])
filings = st.builds(
    Filing,
    office=offices,
    application_number=st.just("1"),
    mark_text=words,
    classes=st.lists(st.integers(1, 45), max_size=4, unique=True).map(tuple),
    designations=st.lists(offices, max_size=2).map(tuple),
)
hits = st.builds(
    Hit,
    brand_id=st.just("b"),
    form=words.filter(bool),
    form_kind=st.sampled_from(FORM_KINDS),
    form_weight=st.just(1.0),
    unit=words,
    unit_source=st.sampled_from(UNIT_SOURCES),
    relation=st.sampled_from(RELATIONS),
    edits=st.integers(0, 2),
    similarity=st.just(1.0),
)
brands = st.builds(
    Brand,
    brand_id=st.just("b"),
    name_zh=st.lists(st.sampled_from(["小肥羊", "拉布布", "毛毛鱼"]), max_size=1).map(tuple),
    name_latin=st.lists(st.sampled_from(["LABUBU", "MI", "FURRY FISH"]), max_size=2).map(tuple),
)
codes = st.frozensets(st.sampled_from([*CODES, "no.such-code"]), max_size=6)
alerts = st.tuples(filings, hits, codes, brands)


def slow_points(shared: Collection[Shown]) -> int:
    """What is shared counted one by one: the rule of docs/cases.md, word for word."""

    def row(shown: Shown) -> Trait:
        return traits()[shown] if shown in traits() else traits()[shown[0], ""]

    total = 0
    for aspect in {aspect for aspect, _ in shared}:
        counts = []
        for trait in {row(shown) for shown in shared if shown[0] == aspect}:
            other, _, value = trait.unless.partition(":")
            said = any(one[0] == other and value in ("", one[1]) for one in shared)
            counts.append(0 if trait.unless and said else trait.points)
        total += sum(counts) if aspect == "conduct" else max(counts)
    return total


def slow_nearest(alert: Alert, most: int) -> list[str]:
    """The nearest cases by comparing all of them and taking one after the other."""
    if any(code in ("cleared.owner", "cleared.affiliate", "cleared.predates") for code in alert[2]):
        return []
    shown = set(shown_by(*alert))
    left = [case for case in LIBRARY if slow_points(shown & set(shown_by_case(case))) >= LEAST]
    found: list[Case] = []
    while left and len(found) < most:
        best = left[0]
        for case in left[1:]:
            if slow_key(case, shown) < slow_key(best, shown):
                best = case
        found.append(best)
        left = [case for case in left if case.brand != best.brand]
    return [case.case_id for case in found]


def slow_key(case: Case, shown: set[Shown]) -> tuple[int, int, str]:
    near = slow_points(shown & set(shown_by_case(case)))
    standing = traits()["label", case.label].points
    documented = traits()["evidence_tier", case.evidence_tier].points
    return -(near + standing + documented), -near, case.case_id


@given(alerts, st.integers(0, 5))
def test_the_nearest_are_those_of_the_slow_way(alert: Alert, most: int) -> None:
    assert ids(nearest_cases(*alert, most=most)) == slow_nearest(alert, most)


@given(alerts, st.integers(0, 5))
def test_a_likeness_lies_above_zero_and_at_most_at_one(alert: Alert, most: int) -> None:
    found = nearest_cases(*alert, most=most)
    assert len(found) <= most
    for precedent in found:
        assert 0 < precedent.likeness <= 1
        assert precedent.shared_en and precedent.shared_zh
        assert precedent.shared_en.count("; ") == precedent.shared_zh.count("；")


@given(alerts, st.integers(0, 5))
def test_fewer_are_the_first_of_more_and_the_order_of_codes_makes_no_difference(
    alert: Alert, most: int
) -> None:
    filing, hit, seen, brand = alert
    more = nearest_cases(*alert, most=most + 1)
    assert nearest_cases(filing, hit, sorted(seen, reverse=True), brand, most) == more[:most]


shown_traits = st.frozensets(
    st.sampled_from(sorted({shown for case in LIBRARY for shown in shown_by_case(case)})),
    max_size=8,
)


@given(shown_traits, shown_traits)
def test_to_share_more_never_counts_less(some: frozenset[Shown], others: frozenset[Shown]) -> None:
    assert points(some) == slow_points(some)
    assert points(some) <= points(some | others)


def test_the_cases_of_a_brand_are_a_part_of_what_is_shown() -> None:
    alert = as_alert(BY_ID["C090"])
    of_brand = {value for aspect, value in shown_by(*alert) if aspect == "brand"} - {""}
    assert of_brand == {case.case_id for case in cases_of_brand(("小肥羊",))}


# The page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "lang"), [("cases.md", "en"), ("cases.zh-CN.md", "zh")])
def test_the_page_tells_what_everything_counts(page: str, lang: str) -> None:
    lines = (DOCS / page).read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:3] == "| `"]
    told_points = {row[0].strip("`"): (row[1], int(row[2])) for row in rows if len(row) == 3}
    assert told_points == {
        ":".join(filter(None, shown)): (trait.en if lang == "en" else trait.zh, trait.points)
        for shown, trait in traits().items()
        if shown[0] != "least" and shown != ("brand", "office")
    }
    [least] = [line for line in lines if "`least`" in line and not line.startswith("|")]
    assert str(LEAST) in least
