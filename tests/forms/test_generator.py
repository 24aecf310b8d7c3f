"""What a name and its pieces are: characters, letters between them, a word of a trade alone."""

from __future__ import annotations

import pytest
from hypothesis import given

from squatwatch.forms import generate_forms
from squatwatch.forms.kinds import script_of_form
from squatwatch.model import Form
from squatwatch.text.scripts import script_of, scripts_in
from tests.forms.names import NAMES


def made(name: str) -> dict[str, Form]:
    return {form.form: form for form in generate_forms(name)}


@pytest.mark.parametrize(
    ("name", "piece"), [("OK便利店", "OK"), ("南京58咖啡", "58"), ("青岛A8", "A8")]
)
def test_a_latin_piece_of_a_name_in_characters_is_the_owners_latin(name: str, piece: str) -> None:
    form = made(name)[piece]
    assert (form.kind, form.script, form.part) == ("official-latin", "latin", "distinctive")


@pytest.mark.parametrize(("name", "piece"), [("7天酒店", "7天"), ("A啤酒", "A啤")])
def test_a_piece_with_a_character_is_characters(name: str, piece: str) -> None:
    form = made(name)[piece]
    assert (form.kind, form.script) == ("hanzi", "han")


def test_a_whole_name_keeps_its_kind() -> None:
    assert made("OK便利店")["OK便利店"].kind == "hanzi"
    assert made("华为")["华为"].kind == "hanzi"
    assert made("TCL集团")["TCL集团"].kind == "official-latin"


@pytest.mark.parametrize(
    ("name", "run", "part"),
    [
        ("TCL集团", "集团", "generic"),
        ("МТС电器", "电器", "generic"),
        ("HONGLI青岛", "青岛", "place"),
        ("HONGLI青岛市", "青岛市", "place"),
        ("ABCD智谱", "智谱", "distinctive"),
        ("HONGLI虹力电器", "虹力", "distinctive"),
        ("HONGLI虹力电器", "虹力电器", "distinctive"),
    ],
)
def test_what_stands_beside_letters_is_told_for_what_it_is(name: str, run: str, part: str) -> None:
    form = made(name)[run]
    assert (form.kind, form.part) == ("hanzi", part)


def test_what_is_made_of_a_generic_run_is_generic_too() -> None:
    made_of_run = [form for form in generate_forms("TCL集团") if form.form != "TCL集团"]
    assert made_of_run
    assert {form.part for form in made_of_run if form.kind == "pinyin"} == {"generic"}


@given(NAMES)
def test_characters_are_called_so_and_nothing_else_is(name: str) -> None:
    for form in generate_forms(name):
        assert form.script == script_of_form(form.form, form.kind)
        if form.kind == "hanzi":
            assert scripts_in(form.form)["han"], form
        if form.kind == "official-latin":
            assert script_of(form.form) == "latin", form
