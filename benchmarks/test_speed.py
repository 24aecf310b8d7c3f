"""Speed of the steps of a scan, on generated data; run with ``make bench``.

The marks are generated: strings of pinyin syllables and English words, with the watched names
planted in one of a hundred. Figures are for comparing within one run, on one machine.
"""

from __future__ import annotations

import random
from datetime import date

import polars as pl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from squatwatch import Brand, Store, generate_forms, scan, watch
from squatwatch.assess.evidence.words import common_words
from squatwatch.forms.readings import readings_of
from squatwatch.match import agreements, match_few
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of

NAMES = [
    "王老吉",
    "同仁堂",
    "五粮液",
    "老干妈",
    "小肥羊",
    "青岛啤酒",
    "海底捞",
    "华为",
    "美的",
    "海信",
]


@pytest.fixture(scope="module")
def marks() -> list[str]:
    """20,000 generated marks."""
    chance = random.Random(7)  # noqa: S311
    words = common_words()["word"].to_list()
    syllables = [part for name in NAMES for part in readings_of(name)[0].syllables]
    planted = [form.form for name in NAMES for form in generate_forms(name)]
    return [
        chance.choice(planted)
        if number % 100 == 0
        else " ".join(chance.choices((*words, *syllables * 500), k=chance.randint(1, 4)))
        for number in range(20_000)
    ]


@pytest.fixture(scope="module")
def forms() -> pl.DataFrame:
    """The forms of the names, normalised."""
    keys = sorted({joined(normalize(form.form)) for name in NAMES for form in generate_forms(name)})
    return pl.DataFrame({"form": keys, "script": [script_of(key) for key in keys]})


def test_normalize(benchmark: BenchmarkFixture, marks: list[str]) -> None:
    assert len(benchmark(lambda: [normalize(mark) for mark in marks])) == len(marks)


def test_generate_forms(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: [generate_forms(name) for name in NAMES])


def test_match_columns(benchmark: BenchmarkFixture, marks: list[str], forms: pl.DataFrame) -> None:
    words = pl.Series([normalize(mark) for mark in marks])
    assert benchmark(lambda: match_few(forms, words)).height > 100


def test_match_reference(
    benchmark: BenchmarkFixture, marks: list[str], forms: pl.DataFrame
) -> None:
    """The slow reference on a hundredth of the marks, for the ratio."""
    words = [normalize(mark) for mark in marks[::100]]
    pairs = [(form, script, text) for form, script in forms.iter_rows() for text in words]
    assert any(benchmark(lambda: [agreements(*pair) for pair in pairs]))


def test_scan(benchmark: BenchmarkFixture, marks: list[str]) -> None:
    filings = pl.DataFrame(
        [
            {
                "office": "XX",
                "application_number": str(number),
                "mark_text": mark,
                "status": "filed",
            }
            for number, mark in enumerate(marks)
        ],
        schema=FILING_SCHEMA,
    )
    with Store.in_memory() as store:
        watch(store, [Brand(f"b{number}", (name,)) for number, name in enumerate(NAMES)])
        store.put_filings(filings)
        assert benchmark(lambda: scan(store, as_of=date(2026, 1, 15))).alerts
