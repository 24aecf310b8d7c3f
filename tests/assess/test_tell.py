"""Evidence as sentences, and the table that they come from."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import squatwatch
from squatwatch import reference
from squatwatch.assess.tell import evidence, heaviest_first, prior
from squatwatch.assess.weights import evidence_kinds, judged_weights, limit
from squatwatch.model import Evidence
from tests.assess.scenario import EVERYTHING

SOURCE = Path(squatwatch.__file__).parent
KINDS = {code.partition(".")[0] for code in evidence_kinds()}
CODE = re.compile(rf"(?:{'|'.join(sorted(KINDS - {'prior'}))})\.[a-z][a-z-]*")


def codes_in_source() -> set[str]:
    """Every string of the program that looks like a code of evidence and is no label's key."""
    labels = set(reference.table("labels")["key"])
    found = {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if CODE.fullmatch(node.value)
    }
    return found - labels


def test_every_code_of_the_program_stands_in_the_table() -> None:
    found = codes_in_source()
    assert len(found) > 20
    assert found <= set(evidence_kinds())


def test_every_code_of_the_table_is_told_by_the_program_and_no_other() -> None:
    # time.priority-open is told where alerts are raised (tests/alerts/test_raising.py), what an
    # owner handed in where it is reported (tests/alerts/test_reported.py).
    elsewhere = {"prior", "time.priority-open", "reported.by-owner"}
    assert set(EVERYTHING.evidence["code"]) == set(evidence_kinds()) - elsewhere


def test_the_table_has_each_code_once() -> None:
    assert reference.table("evidence")["code"].is_unique().all()
    assert list(judged_weights().kinds) == reference.table("evidence")["code"].to_list()


def test_every_weight_says_where_it_comes_from() -> None:
    assert all(kind.source for kind in evidence_kinds().values())


@pytest.mark.parametrize("code", evidence_kinds())
def test_both_languages_rest_on_the_same_values(code: str) -> None:
    kind = evidence_kinds()[code]
    in_english, in_chinese = (
        {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        for text in (kind.text_en, kind.text_zh)
    )
    told = prior() if code == "prior" else sentences()[code][0]
    assert in_english == in_chinese <= set(told.values)
    assert re.search("[\u4e00-\u9fff]", kind.text_zh)
    assert not re.search("[\u4e00-\u9fff]", kind.text_en)


def sentences() -> dict[str, list[Evidence]]:
    """Everything that the scenario tells, in words, by code."""
    found: dict[str, list[Evidence]] = {}
    for code, times, values in EVERYTHING.evidence.select("code", "times", "values").rows():
        found.setdefault(code, []).append(evidence(code, times, values))
    priority = '{"number": "CN 1", "until": "2026-01-31"}'
    raised = {"time.priority-open": priority, "reported.by-owner": "{}"}
    return {**found, **{code: [evidence(code, 1.0, told)] for code, told in raised.items()}}


def test_every_sentence_is_filled() -> None:
    for found in sentences().values():
        for each in found:
            for text in (each.text_en, each.text_zh):
                assert text
                assert not re.search(r"[{}\[\]]|None", text), text


def test_no_sentence_passes_judgement_on_the_applicant() -> None:
    for kind in evidence_kinds().values():
        assert not re.search("squat|infring|pirat|恶意|侵权", kind.text_en + kind.text_zh)


@pytest.mark.parametrize(
    ("code", "times", "values", "text_en", "text_zh"),
    [
        (
            "class.same",
            1,
            '{"classes": [9, 42]}',
            "Same class as the brand: 9, 42",
            "与品牌同类：第 9、42 类",
        ),
        (
            "cleared.predates",
            1,
            '{"filed": "1980-05-01", "since": "1987"}',
            "Filed on 1980-05-01, before the brand was known (1987)",
            "申请日 1980-05-01 早于品牌面世时间（1987）",
        ),
        (
            "cleared.ended",
            1,
            '{"status": "withdrawn"}',
            "The filing has ended: withdrawn",
            "申请已终结：已撤回",
        ),
        (
            "form.romanization",
            1,
            '{"form": "SIUMAI", "kind": "jyutping"}',
            "SIUMAI is the name in another romanization (Jyutping (Cantonese)), "
            "not the owner's own spelling",
            "SIUMAI 为名称的其他罗马字拼写（粤语拼音），并非权利人自用写法",
        ),
        (
            "word.local",
            1,
            '{"unit": "tragar", "form": "TRAGAR", "language": "es"}',
            "tragar is a word in a language of the office (Spanish)",
            "tragar 是当地语言（西班牙语）的单词",
        ),
        (
            "match.said-part",
            1,
            '{"form": "PEAK", "unit": "peak", "source": "translation"}',
            "PEAK stands in what the mark is said to mean or to show (translation)",
            "PEAK 见于申请所述的含义或说明（译文）",
        ),
        (
            "match.identical-whole",
            1,
            '{"form": "{x}"}',
            "The mark is {x}, nothing more",
            "商标即为 {x}，别无其他",
        ),
    ],
)
def test_sentences(code: str, times: float, values: str, text_en: str, text_zh: str) -> None:
    told = evidence(code, times, values)
    assert (told.code, told.text_en, told.text_zh) == (code, text_en, text_zh)
    assert told.weight == evidence_kinds()[code].weight * times


def test_a_code_that_nobody_has_named_is_told_as_it_is() -> None:
    told = evidence("form.romanization", 1.0, '{"form": "X", "kind": "unheard-of"}')
    assert "unheard-of" in told.text_en
    assert "unheard-of" in told.text_zh


def test_every_code_among_values_is_told_in_words() -> None:
    languages = {
        language
        for row in reference.table("office_languages")["languages"]
        for language in row.split(";")
    }
    named = reference.table("evidence_words").filter(value="language")["code"].to_list()
    assert sorted(named) == sorted(languages)
    for code in ("form.romanization", "form.rendering", "word.local", "cleared.ended"):
        for told in sentences()[code]:
            value = next(told.values[name] for name in ("kind", "language", "status")
                         if name in told.values)  # fmt: skip
            assert value not in told.text_zh


def test_weights_are_told_to_two_places_and_never_as_minus_nothing() -> None:
    assert evidence(
        "register.shared", 1.58496, '{"unit": "x", "count": 2, "here": 1}'
    ).weight == round(evidence_kinds()["register.shared"].weight * 1.58496, 2)
    assert str(evidence("applicant.unknown", -1.0, "{}").weight) == "0.0"


def test_the_prior_then_the_heaviest_then_by_code() -> None:
    def made(code: str, weight: float) -> Evidence:
        return Evidence(code, weight, "", "")

    told = [made("b", 1), made("c", -4), made("a", -1), prior(), made("d", 9)]
    order = ["prior", "d", "c", "a", "b"]
    assert [each.code for each in heaviest_first(told)] == order
    assert [each.code for each in heaviest_first(reversed(told))] == order


def test_an_unknown_limit_is_an_error() -> None:
    with pytest.raises(KeyError):
        limit("unheard-of")
