"""The rights file."""

from datetime import date

import pytest

from squatwatch.brands import read_rights
from squatwatch.errors import MistakesError
from squatwatch.model import Right
from tests.conftest import WriteFile

HEADER = "brand_id,office,number,mark,classes,filing_date,registration_date,status\n"


def test_every_column(write_file: WriteFile) -> None:
    path = write_file(
        "rights.csv",
        HEADER + "huawei,cn,G 123,华为,9;38,1987-09-15,1989-01-10,Registered\nhuawei,EM,456,,,,,\n",
    )
    assert read_rights(path, known_brands={"huawei"}).rights == (
        Right(
            "huawei",
            "CN",
            "G 123",
            "华为",
            (9, 38),
            date(1987, 9, 15),
            date(1989, 1, 10),
            "registered",
        ),
        Right("huawei", "EM", "456"),
    )


def test_a_file_with_its_header_only_holds_no_rights(write_file: WriteFile) -> None:
    assert read_rights(write_file("rights.csv", HEADER)).rights == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("huawai,CN,1", "brand_id: 'huawai' is not in the watch list; did you mean huawei?"),
        (",CN,1", "brand_id: needed, but empty"),
        ("huawei,,1", "office: needed, but empty"),
        ("huawei,CN,", "number: needed, but empty"),
        (
            "huawei,EU,1",
            "office: 'EU' is no office code; did you mean EM "
            "(European Union Intellectual Property Office (EUIPO))?",
        ),
        (
            "huawei,CN,1,,,2020/01/02",
            "filing_date: '2020/01/02' is no ISO date (2024-05-31)",
        ),
        (
            "huawei,CN,1,,,2020-01-02,2019-01-02",
            "registration_date: 2019-01-02 lies before the filing date 2020-01-02",
        ),
        (
            "huawei,CN,1,,,,,live",
            "status: 'live' is no status (filed, published, opposed, registered, refused, "
            "withdrawn, expired, cancelled, unknown)",
        ),
    ],
)
def test_a_mistake_is_told_in_one_line(write_file: WriteFile, row: str, message: str) -> None:
    with pytest.raises(MistakesError) as caught:
        read_rights(write_file("rights.csv", HEADER + row), known_brands=["huawei"])
    assert str(caught.value) == f"rights.csv: row 2, {message}; correct the file and try again"


def test_a_missing_column_is_told_in_one_line(write_file: WriteFile) -> None:
    with pytest.raises(MistakesError) as caught:
        read_rights(write_file("rights.csv", "brand_id,office\nhuawei,CN\n"))
    assert str(caught.value) == (
        "rights.csv: row 1, number: the column is missing; correct the file and try again"
    )


def test_the_good_rows_come_along_with_the_mistakes(write_file: WriteFile) -> None:
    path = write_file("rights.csv", HEADER + "huawei,CN,1\nhuawei,XX,2\n")
    found = read_rights(path, skip_bad=True)
    assert found.rights == (Right("huawei", "CN", "1"),)
    assert [mistake.row for mistake in found.mistakes] == [3]
