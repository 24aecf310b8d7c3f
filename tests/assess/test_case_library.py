"""The case library: its form, what it may not say, and whose brand a case is about."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from squatwatch.assess.case_library import (
    Case,
    case_library,
    cases_of_brand,
    legal_families,
    name_keys,
    traits,
    values_of,
)
from squatwatch.model import NICE_CLASSES
from squatwatch.reference import table
from squatwatch.text.scripts import scripts_in

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "squatwatch" / "reference"
LIBRARY = case_library()
BY_ID = {case.case_id: case for case in LIBRARY}
OFFICES = set(table("office_codes")["code"])

NAMES_AND_JUDGEMENTS = re.compile(
    r"natural person|\b(?:mr|mrs|ms|miss|herr|frau|sir|dr)\b|squat|pirat|infring|thief|steal"
    r"|自然人|先生|女士|小姐|抢注人|抢注者|盗|窃|侵权人",
    re.IGNORECASE,
)
COMPANY = re.compile(r"\b(?:GmbH|Ltd|LLC|Inc|Pty|Pte|S\.A\.S|S\.A|Ltda)\b|有限公司|股份")
YEAR = re.compile(r"|≤?(?:19|20)\d\d|(?:19|20)\d\d-(?:19|20)\d\d")

LEFT_OUT = {
    **dict.fromkeys(("C030", "C047", "C048", "C109", "C111"), "from memory alone"),
    **dict.fromkeys(("C105", "C106"), "a count, with no single filing"),
    "C027": "the page does not say which office",
    "C049": "goods and brand do not agree",
    "C072": "the name of a kind of tea, with no owner",
    "C084": "the register says otherwise",
}
"""Labelled cases that are not in the library, and why."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def texts(case: Case) -> list[str]:
    return [case.outcome_en, case.outcome_zh, case.source, case.note_en, case.note_zh]


def test_every_case_has_an_id_of_its_own_and_they_stand_in_order() -> None:
    ids = [case.case_id for case in LIBRARY]
    assert ids == sorted(set(ids))
    assert len(ids) > 60


@pytest.mark.parametrize("case", LIBRARY, ids=lambda case: case.case_id)
def test_every_case_keeps_to_the_lists(case: Case) -> None:
    assert case.brand and case.mark
    assert case.office in OFFICES
    assert YEAR.fullmatch(case.year)
    assert list(case.classes) == sorted(set(case.classes) & set(NICE_CLASSES))
    assert case.label in values_of("label")
    assert case.evidence_tier in values_of("evidence_tier")
    for aspect, values in (("taken", case.taken), ("conduct", case.conduct)):
        assert set(values) <= set(values_of(aspect))
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("case", LIBRARY, ids=lambda case: case.case_id)
def test_every_case_can_be_read_in_both_languages_and_checked(case: Case) -> None:
    for text in (case.outcome_zh, case.note_zh):
        assert scripts_in(text)["han"]
    for text in (case.outcome_en, case.note_en):
        assert text and not scripts_in(text)["han"]
    assert case.source
    assert not case.source_url or re.fullmatch(r"https?://[^\s/]+/\S*", case.source_url)


@pytest.mark.parametrize("case", LIBRARY, ids=lambda case: case.case_id)
def test_no_case_names_anybody_or_judges(case: Case) -> None:
    for text in (*texts(case), case.mark):
        assert not NAMES_AND_JUDGEMENTS.search(text)
        assert not COMPANY.search(text)
    assert not re.search(r"\b(?:mr|mrs|ms)-", case.source_url)


@pytest.mark.parametrize("case", LIBRARY, ids=lambda case: case.case_id)
def test_what_became_of_it_says_how_far_it_went(case: Case) -> None:
    said = {
        "alleged": (r"\AAlleged\b", r"\A据称"),
        "contested": (r"\A(?:The (?:owner|maker) lost\b|Unsettled\b)", r"败诉|未定"),
        "settled": (r"settlement|Bought back", r"和解|购回"),
        "adjudged": (r"\A(?!Alleged|Unsettled|The \w+ lost)", r"\A(?!据称|未定)"),
    }
    english, chinese = said[case.label]
    assert re.search(english, case.outcome_en)
    assert re.search(chinese, case.outcome_zh)


def test_a_case_refers_to_cases_that_are_there() -> None:
    for case in LIBRARY:
        named = {name for text in texts(case) for name in re.findall(r"[CN]\d{3}", text)}
        assert named <= BY_ID.keys() - {case.case_id}


def test_it_holds_cases_of_every_end_and_kind() -> None:
    assert {case.label for case in LIBRARY} == set(values_of("label"))
    assert sum(case.label == "contested" for case in LIBRARY) >= 10
    assert {conduct for case in LIBRARY for conduct in case.conduct} == set(values_of("conduct"))
    ways = {way for case in LIBRARY for way in case.taken}
    assert ways == set(values_of("taken")) - {"translation"}


def test_no_cell_begins_like_a_formula_and_none_is_beyond_the_header() -> None:
    for row in table("case_library").iter_rows():
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
        assert all(cell == cell.strip() for cell in row)


def test_the_words_of_the_traits_are_there_in_both_languages() -> None:
    for (aspect, _), trait in traits().items():
        assert trait.points >= 0
        if aspect != "least":
            assert trait.en and scripts_in(trait.zh)["han"]
    assert all(row["reason"] for row in table("case_traits").iter_rows(named=True))


def test_traits_name_evidence_and_aspects_that_are_there() -> None:
    codes = [code for trait in traits().values() for code in trait.codes]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(table("evidence")["code"])
    for trait in traits().values():
        aspect, _, value = trait.unless.partition(":")
        assert not trait.unless or (aspect, value) in traits()


def test_families_are_of_known_offices_and_have_their_words() -> None:
    assert set(legal_families()) <= OFFICES
    assert {one for found in legal_families().values() for one in found} == set(values_of("family"))
    pairs = table("legal_families").rows()
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("小肥羊",), {"C090", "C091"}),
        (("LITTLE SHEEP",), {"C090", "C091"}),
        (("little-sheep", "懒羊羊"), set()),
        (("LaBuBu",), {"C099", "C100", "C101", "C102", "C103"}),
        (("老乾媽",), {"C003"}),
        (("回力", "WARRIOR"), {"C246"}),
        (("鸿星", "HONGXING"), set()),
        (("HONGXING",), {f"C{number:03}" for number in (32, *range(35, 40))}),
        (("♥",), set()),
        ((), set()),
    ],
)
def test_characters_decide_whose_brand_it_is(names: tuple[str, ...], found: set[str]) -> None:
    assert {case.case_id for case in cases_of_brand(names)} == found


def test_every_case_is_found_by_each_name_of_its_brand() -> None:
    for case in LIBRARY:
        for name in case.brand:
            assert case in cases_of_brand([name])
        assert not case.shown_mark or name_keys([case.shown_mark])


def test_the_library_says_what_the_demo_data_say() -> None:
    data = ROOT / "data"
    filings, sources = rows(data / "cases.csv"), rows(data / "cases_sources.csv")
    disputes = [
        (filing, source)
        for filing, source in zip(filings, sources, strict=True)
        if source["kind"] in ("case", "contested", "independent")
    ]
    assert {source["case_id"] for _, source in disputes} <= BY_ID.keys()
    for filing, source in zip(filings, sources, strict=True):
        case = BY_ID.get(source["case_id"])
        if case is None:
            continue
        label = "contested" if source["label"] == "lawful" else source["label"]
        assert (case.label, case.evidence_tier) == (label, source["evidence_tier"])
        assert (case.office, case.source_url) == (source["office"], source["source_url"])
        assert case.mark == filing["mark_text"]
        assert ";".join(map(str, case.classes)) == filing["classes"]
        if filing["filing_date"]:
            assert case.year == filing["filing_date"][:4]


def test_the_library_keeps_to_the_labelled_collection(real_data: Path) -> None:
    labelled = real_data / "labelled" / "cases.csv"
    if not labelled.is_file():
        pytest.skip("the folder of real data holds no labelled collection")
    collected = {row["case_id"]: row for row in rows(labelled)}
    assert collected.keys() - BY_ID.keys() == LEFT_OUT.keys()
    for case_id in collected.keys() & BY_ID.keys():
        row, case = collected[case_id], BY_ID[case_id]
        assert (case.office, case.label) == (row["jurisdiction"], row["label"])
        assert case.evidence_tier == row["evidence_tier"]
        assert row["confirmed_by"] == "page"
        if row["form_known"] == "no":
            # What a page tells without showing the mark: that it is a device, or in Cyrillic.
            assert set(case.taken) <= {"device", "foreign-script"}
        if row["classes_basis"] in ("stated", "from stated goods"):
            assert ";".join(map(str, case.classes)) == row["nice_classes"]
