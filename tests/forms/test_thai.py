"""Thai, through wunsen: both systems, never a crash, nothing half Latin."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given

from squatwatch.forms import thai
from squatwatch.forms.name import Name
from squatwatch.forms.readings import Reading
from squatwatch.forms.syllables import known_syllables
from squatwatch.forms.thai import PHINTHU, THAI_SYSTEMS, thai_forms, thai_syllable
from tests.forms.names import NAMES, READINGS, Read, texts


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("茅台", "เหมาไถ"),
        ("贵州", "กุ้ยโจว"),
        ("海底捞", "ไหตี่เลา"),
        ("同仁堂", "ถงเหรินถัง"),
        ("淘宝", "เถาเป่า"),
        ("重庆", "ฉงชิ่ง"),
        ("苏州", "ซูโจว"),
        ("58同城", "58 ถงเฉิง"),
    ],
)
def test_names_are_among_the_forms(name: str, form: str) -> None:
    assert form in texts(list(thai_forms(Name(name))))


@pytest.mark.parametrize("system", THAI_SYSTEMS)
def test_every_syllable_in_every_tone(system: str) -> None:
    for syllable in known_syllables():
        written = [thai_syllable(system, f"{syllable}{tone}") for tone in range(1, 6)]
        assert all(written)
        assert PHINTHU not in "".join(written)


def test_a_package_that_misbehaves_costs_only_the_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_syllable: str) -> str:
        raise KeyError("inside the package")

    monkeypatch.setattr(thai, "_transcriber", lambda _system: broken)
    assert thai.thai_syllable.__wrapped__("THC43", "wang2") == ""


def test_the_package_is_not_loaded_before_it_is_needed() -> None:
    asked = "import sys, squatwatch.forms.thai; sys.exit('wunsen' in sys.modules)"
    subprocess.run([sys.executable, "-c", asked], check=True)  # noqa: S603


@given(name=NAMES)
def test_any_name_has_each_form_once_a_reading(name: str) -> None:
    made = list(thai_forms(Name(name)))
    assert len(made) <= len(THAI_SYSTEMS) * len(Name(name).readings)
    assert all(item.form for item in made)


@given(reading=READINGS)
def test_a_syllable_it_does_not_know_gives_no_form(reading: Reading) -> None:
    heard = zip(reading.syllables, reading.tones, strict=True)
    unknown = any(tone and syllable in {"hm", "xyz"} for syllable, tone in heard)
    assert not (unknown and list(thai_forms(Read(reading))))
