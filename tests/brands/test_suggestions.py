"""What a person may have meant."""

from squatwatch.brands.suggestions import did_you_mean, shown, shown_bare


def test_the_nearest_word_is_named() -> None:
    assert did_you_mean("brand", ["brand_id", "note"]) == "; did you mean brand_id?"
    assert did_you_mean("Name-Latin", ["name_zh", "name_latin"]) == "; did you mean name_latin?"


def test_no_word_is_named_when_none_is_near() -> None:
    assert did_you_mean("品牌", ["brand_id", "note"]) == ""


def test_a_value_is_shown_without_what_a_terminal_obeys() -> None:
    assert shown("\x1b[31mred\n") == r"'\x1b[31mred\n'"
    assert shown_bare("\x1b[31mred\n") == r"\x1b[31mred\n"
