"""What the record says a mark means, beside what the brand means."""

from __future__ import annotations

from typing import Any

import pytest

from squatwatch.assess.evidence.meaning import BY_SOUND, meaning
from squatwatch.assess.hits import best_hits
from squatwatch.model import FORM_KINDS
from tests.assess.samples import answers, hit, hits, rests_on

SAID = hit("rainbow", form_kind="translation", unit_source="translation")


def told(*rows: dict[str, Any], translation: tuple[str, ...] = ("RAINBOW",)) -> list[str]:
    pairs = best_hits(hits(*rows)).with_columns(translation=list(translation))
    return list(answers(meaning(), pairs).values())


def test_a_form_that_stands_in_the_translation_agrees() -> None:
    assert told(hit("caihong", form_kind="pinyin"), SAID) == ["meaning.agrees"]
    assert told(hit("caihong"), SAID) == ["meaning.agrees"]


def test_a_form_near_to_the_translation_does_not() -> None:
    near = SAID | {"unit": "rainbows", "whole": "rainbows", "edits": 1}
    assert told(hit("caihong", form_kind="pinyin"), near) == ["meaning.differs"]


def test_how_a_mark_is_read_is_not_what_it_means() -> None:
    """A record may repeat in the translation how its characters are read."""
    read = hit("caihong", form_kind="pinyin", unit_source="translation")
    assert told(hit("caihong", form_kind="pinyin"), read, translation=("CAI HONG",)) == [
        "meaning.differs"
    ]


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_another_meaning_tells_against_forms_that_keep_only_the_sound(kind: str) -> None:
    expected = ["meaning.differs"] if kind in BY_SOUND else []
    assert told(hit("caihong", form_kind=kind)) == expected


def test_a_mark_that_is_only_near_and_means_something_is_a_word_of_its_own() -> None:
    near = hit("caihong", "caihing", edits=1)
    assert told(near) == ["meaning.differs"]
    assert told(near, translation=()) == []


def test_nothing_is_told_without_a_translation_or_of_the_translation_itself() -> None:
    assert told(hit("caihong", form_kind="pinyin"), translation=()) == []
    assert told(SAID) == []


def test_it_names_form_and_translation() -> None:
    pairs = best_hits(hits(hit("caihong", form_kind="pinyin"))).with_columns(
        translation=["PAINTED RED"]
    )
    assert rests_on(meaning(), pairs) == [{"form": "CAIHONG", "translation": ["PAINTED RED"]}]
