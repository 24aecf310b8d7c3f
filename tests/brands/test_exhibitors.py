"""The exhibitors' file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.brands.exhibitors import exhibitors_of, read_exhibitors
from squatwatch.brands.tables import table_of_bytes
from squatwatch.errors import DataError, MistakesError
from tests.conftest import WriteFile

HEADER = "exhibitor,name_zh,name_latin,classes,contact\n"


def test_every_column(write_file: WriteFile) -> None:
    path = write_file(
        "fair.csv", HEADER + "虹力电器有限公司,虹力,HONGLI;HL,7;11,desk@example.org\n"
    )
    [one] = read_exhibitors(path).exhibitors
    [brand] = one.brands
    assert (one.name, one.contact) == ("虹力电器有限公司", "desk@example.org")
    assert (brand.name_zh, brand.name_latin) == (("虹力",), ("HONGLI", "HL"))
    assert brand.classes == (7, 11)
    assert (brand.owner_zh, brand.owner_en) == ("虹力电器有限公司", "")


def test_an_exhibitor_in_latin_letters_owns_in_english(write_file: WriteFile) -> None:
    path = write_file("fair.csv", "exhibitor,name_latin\nHongli Ltd,HONGLI\n")
    [brand] = read_exhibitors(path).exhibitors[0].brands
    assert (brand.owner_zh, brand.owner_en, brand.classes) == ("", "Hongli Ltd", ())


def test_the_rows_of_an_exhibitor_are_its_marks(write_file: WriteFile) -> None:
    rows = "Hongli Ltd,,HONGLI,7,hall 1\nLanhai Ltd,,LANHAI,9,\nHongli Ltd,,RAINBOW,11,hall 2\n"
    first, second = read_exhibitors(write_file("fair.csv", HEADER + rows)).exhibitors
    assert [brand.name_latin for brand in first.brands] == [("HONGLI",), ("RAINBOW",)]
    assert first.contact == "hall 1; hall 2"
    assert second.name == "Lanhai Ltd"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",虹力,,7,", "exhibitor: needed, but empty"),
        ("Hongli Ltd,,,7,", "name_zh or name_latin: needed, but empty"),
        ("Hongli Ltd,,HONGLI,46,", "classes: '46' is no Nice class"),
        ("Hongli Ltd,,HON\x07GLI,7,", "name_latin: holds U+0007"),
        ("Hongli Ltd,,HONGLI,7,a,b", "the row has more cells than the header has columns"),
    ],
)
def test_a_mistake_is_told_with_its_row(write_file: WriteFile, row: str, message: str) -> None:
    with pytest.raises(MistakesError) as caught:
        read_exhibitors(write_file("fair.csv", HEADER + row + "\n"))
    told = str(caught.value)
    assert "row 2" in told
    assert message in told


def test_a_mark_stands_once(write_file: WriteFile) -> None:
    rows = "Hongli Ltd,,HONGLI,7,\nHongli Ltd,,HONGLI,11,\n"
    with pytest.raises(MistakesError, match="row 3, exhibitor: has this mark in row 2"):
        read_exhibitors(write_file("fair.csv", HEADER + rows))


def test_bad_rows_can_be_left_out(write_file: WriteFile) -> None:
    rows = "Hongli Ltd,,HONGLI,7,\n,,LANHAI,9,\n"
    found = read_exhibitors(write_file("fair.csv", HEADER + rows), skip_bad=True)
    assert [one.name for one in found.exhibitors] == ["Hongli Ltd"]
    assert [mistake.row for mistake in found.mistakes] == [3]


def test_columns_are_needed_and_no_others_are_known(write_file: WriteFile) -> None:
    with pytest.raises(MistakesError, match="did you mean exhibitor"):
        read_exhibitors(write_file("fair.csv", "exhibitors,name_zh\nx,虹力\n"))


def test_a_file_without_rows_is_told(write_file: WriteFile) -> None:
    with pytest.raises(DataError, match="no exhibitor"):
        read_exhibitors(write_file("fair.csv", HEADER))


def test_json_lines_are_read(write_file: WriteFile) -> None:
    line = '{"exhibitor": "Hongli Ltd", "name_zh": "虹力", "classes": "7;11"}\n'
    [one] = read_exhibitors(write_file("fair.jsonl", line)).exhibitors
    assert one.brands[0].classes == (7, 11)


NAMES = st.sampled_from(["HONGLI", "LANHAI", "虹力", "RAINBOW"])


@given(st.lists(st.tuples(st.sampled_from(["A Ltd", "B Ltd"]), NAMES), min_size=1, unique=True))
def test_no_mark_is_lost_and_its_identity_hangs_on_nothing_else(
    marks: list[tuple[str, str]],
) -> None:
    def read(rows: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
        lines = "".join(f"{exhibitor},{name}\n" for exhibitor, name in rows)
        table = table_of_bytes(f"exhibitor,name_latin\n{lines}".encode(), "fair.csv")
        found = exhibitors_of(table, "fair.csv").exhibitors
        return {(one.name, brand.names[0]): brand.brand_id for one in found for brand in one.brands}

    ids = read(marks)
    assert set(ids) == {*marks}
    assert len({*ids.values()}) == len(ids)
    assert read(marks[::-1]) == ids
