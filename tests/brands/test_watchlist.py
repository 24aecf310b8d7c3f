"""The watch list."""

from pathlib import Path

import pytest

from squatwatch.brands import read_watchlist
from squatwatch.errors import DataError, Mistake, MistakesError
from squatwatch.model import Brand
from tests.conftest import WriteFile


def test_every_column(write_file: WriteFile) -> None:
    path = write_file(
        "brands.csv",
        "brand_id,name_zh,name_latin,other_names,owner_zh,owner_en,affiliates,partners,classes,"
        "since,markets,region,contact,vienna,note\n"
        'hongxing,红星；红星二锅头,RED STAR; HONG XING,,北京红星股份有限公司,"Red Star Co., Ltd.",'
        "A Co.;B Co.,C GmbH,33;32,1949,de;EM,北京,legal@example.com,5.9.1,liquor\n",
    )
    assert read_watchlist(path).brands == (
        Brand(
            brand_id="hongxing",
            name_zh=("红星", "红星二锅头"),
            name_latin=("RED STAR", "HONG XING"),
            owner_zh="北京红星股份有限公司",
            owner_en="Red Star Co., Ltd.",
            affiliates=("A Co.", "B Co."),
            partners=("C GmbH",),
            classes=(33, 32),
            since="1949",
            markets=("DE", "EM"),
            region="北京",
            contact="legal@example.com",
            vienna=("05.09.01",),
            note="liquor",
        ),
    )


def test_two_columns_are_enough(write_file: WriteFile) -> None:
    path = write_file("brands.csv", "name_latin,brand_id\nHUAWEI,huawei\n")
    assert read_watchlist(path).brands == (Brand("huawei", name_latin=("HUAWEI",)),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "brand_id,name_zh,brand_name\na,甲,x\n",
            "row 1, brand_name: unknown column",
        ),
        (
            "brand_id,name_zh,Name Latin\na,甲,x\n",
            "row 1, Name Latin: unknown column; did you mean name_latin?",
        ),
        ("name_zh\n甲\n", "row 1, brand_id: the column is missing"),
        ("brand_id,note\na,x\n", "row 1, name_zh or name_latin: the column is missing"),
        ("brand_id,name_zh\n,甲\n", "row 2, brand_id: needed, but empty"),
        (
            "brand_id,name_zh\na,甲\nb,乙\na,丙\n",
            "row 4, brand_id: 'a' is already the brand of row 2",
        ),
        (
            "brand_id,name_zh\na b,甲\n",
            "row 2, brand_id: 'a b' may hold only the letters A to Z, digits, - _ and . "
            "and must begin with a letter or digit",
        ),
        (
            "brand_id,name_zh,name_latin\na,,\n",
            "row 2, name_zh or name_latin: needed, but empty",
        ),
        (
            "brand_id,name_zh,classes\na,甲,9;99\n",
            "row 2, classes: '99' is no Nice class (1 to 45; several with ; between them)",
        ),
        (
            "brand_id,name_zh,since\na,甲,long ago\n",
            "row 2, since: 'long ago' is neither a year nor an ISO date (1987 or 1987-09-15)",
        ),
        (
            "brand_id,name_zh,markets\na,甲,DE;UK\n",
            "row 2, markets: 'UK' is no office code; did you mean GB (United Kingdom)?",
        ),
        (
            "brand_id,name_zh\na,甲\x07\n",
            "row 2, name_zh: holds U+0007, which cannot be printed; type the value anew",
        ),
        (
            "brand_id,name_zh,vienna\na,甲,star\n",
            "row 2, vienna: 'star' is no Vienna code (05.09.01 or 5.9.1)",
        ),
        (
            "brand_id,name_latin,owner_en\na,A,A Co., Ltd.\n",
            "row 2: the row has more cells than the header has columns (4, not 3); "
            'put a value that holds a comma in "double quotes"',
        ),
    ],
)
def test_a_mistake_is_told_in_one_line(write_file: WriteFile, content: str, message: str) -> None:
    with pytest.raises(MistakesError) as caught:
        read_watchlist(write_file("brands.csv", content))
    assert str(caught.value) == f"brands.csv: {message}; correct the file and try again"


def test_an_empty_watch_list_is_told_in_one_line(write_file: WriteFile) -> None:
    path = write_file("brands.csv", "brand_id,name_zh\n\n")
    for skip_bad in (False, True):
        with pytest.raises(DataError) as caught:
            read_watchlist(path, skip_bad=skip_bad)
        assert str(caught.value) == (
            "brands.csv: the watch list is empty; add a row for each brand"
        )


BAD = "brand_id,name_zh,colour,classes\nb,,red,46\na,甲,,9\nc,丙,,9,9\nb,乙,,\n"


def test_all_mistakes_are_told_together_in_the_order_of_rows(write_file: WriteFile) -> None:
    with pytest.raises(MistakesError) as caught:
        read_watchlist(write_file("brands.csv", BAD))
    assert str(caught.value).splitlines() == [
        "brands.csv: 5 mistakes",
        "  row 1, colour: unknown column",
        "  row 2, name_zh or name_latin: needed, but empty",
        "  row 2, classes: '46' is no Nice class (1 to 45; several with ; between them)",
        "  row 4: the row has more cells than the header has columns (5, not 4); "
        'put a value that holds a comma in "double quotes"',
        "  row 5, brand_id: 'b' is already the brand of row 2",
        "correct the file and try again",
    ]


def test_the_good_rows_come_along_with_the_mistakes(write_file: WriteFile) -> None:
    found = read_watchlist(write_file("brands.csv", BAD), skip_bad=True)
    assert [brand.brand_id for brand in found.brands] == ["a"]
    assert [mistake.row for mistake in found.mistakes] == [1, 2, 2, 4, 5]
    assert found.mistakes[0] == Mistake(1, "colour", "unknown column")


@pytest.mark.parametrize("content", ["brand_id,name_zh\na,\n", "brand_id,note\na,x\n"])
def test_a_list_without_a_good_row_is_an_error_all_the_same(
    write_file: WriteFile, content: str
) -> None:
    with pytest.raises(MistakesError):
        read_watchlist(write_file("brands.csv", content), skip_bad=True)


def test_json_lines_name_the_line(write_file: WriteFile) -> None:
    path = write_file(
        "brands.jsonl",
        '{"brand_id": "a", "name_zh": ["甲", "乙"], "classes": [9]}\n'
        '{"brand_id": "b", "name_latin": "B", "classes": "38;46"}\n',
    )
    found = read_watchlist(path, skip_bad=True)
    assert found.brands == (Brand("a", name_zh=("甲", "乙"), classes=(9,)),)
    assert [mistake.row for mistake in found.mistakes] == [2]


def test_the_real_watch_list(real_data: Path) -> None:
    found = read_watchlist(real_data / "labelled" / "watchlist.csv")
    assert len(found.brands) == 298
    assert sum(bool(brand.name_latin) for brand in found.brands) == 297
    assert sum(bool(brand.name_zh) for brand in found.brands) == 268
    assert sum(bool(brand.since) for brand in found.brands) == 236
    assert all(brand.classes for brand in found.brands)
    assert found.mistakes == ()
