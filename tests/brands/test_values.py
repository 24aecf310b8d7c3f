"""The values of single cells."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from squatwatch.brands import values
from squatwatch.reference import table


@pytest.mark.parametrize("text", ["huawei", "7-eleven", "zhuyeqing_tea", "A.b-1"])
def test_brand_ids(text: str) -> None:
    assert values.brand_id(text) == text


def test_classes() -> None:
    assert [values.nice_class(text) for text in ("1", "09", "45")] == [1, 9, 45]


def test_office_codes_are_read_in_any_case() -> None:
    assert [values.office_code(text) for text in ("US", "us", "EM", "wo")] == [
        "US", "US", "EM", "WO",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["1", "618", "0800", "1987", "2019-05-31"])
def test_years_and_dates_are_kept_as_given(text: str) -> None:
    assert values.year_or_date(text) == text


def test_dates() -> None:
    assert values.iso_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["05.09.01", "5.9.1", "05.9.01"])
def test_vienna_codes_get_two_digits_a_level(text: str) -> None:
    assert values.vienna_code(text) == "05.09.01"


def test_status_is_read_in_any_case() -> None:
    assert values.status("Registered") == "registered"


NO_ID = " may hold only the letters A to Z, digits, - _ and . and must begin with a letter or digit"
NO_CLASS = " is no Nice class (1 to 45; several with ; between them)"
NO_CODE = " is no office code (two letters of ISO 3166-1, or EM, WO, BX, OA, AP)"
NO_YEAR = " is neither a year nor an ISO date (1987 or 1987-09-15)"
NO_VIENNA = " is no Vienna code (05.09.01 or 5.9.1)"
EVERY_STATUS = (
    "filed, published, opposed, registered, refused, withdrawn, expired, cancelled, unknown"
)


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (values.brand_id, "hua wei", f"'hua wei'{NO_ID}"),
        (values.brand_id, "华为", f"'华为'{NO_ID}"),
        (values.brand_id, "../secret", f"'../secret'{NO_ID}"),
        (values.brand_id, "-rf", f"'-rf'{NO_ID}"),
        (values.nice_class, "0", f"'0'{NO_CLASS}"),
        (values.nice_class, "46", f"'46'{NO_CLASS}"),
        (values.nice_class, "9, 38", f"'9, 38'{NO_CLASS}"),
        (values.nice_class, "第9类", f"'第9类'{NO_CLASS}"),
        (values.nice_class, "²", f"'²'{NO_CLASS}"),
        (values.nice_class, "-9", f"'-9'{NO_CLASS}"),
        (values.nice_class, "9" * 5000, f"'{'9' * 40}…'{NO_CLASS}"),
        (values.office_code, "XX", f"'XX'{NO_CODE}"),
        (
            values.office_code,
            "EU",
            "'EU' is no office code; did you mean EM "
            "(European Union Intellectual Property Office (EUIPO))?",
        ),
        (values.office_code, "uk", "'uk' is no office code; did you mean GB (United Kingdom)?"),
        (values.office_code, "德国", "'德国' is no office code; did you mean DE (Germany)?"),
        (
            values.office_code,
            "中国香港",
            "'中国香港' is no office code; did you mean HK (Hong Kong, China)?",
        ),
        (values.year_or_date, "0", f"'0'{NO_YEAR}"),
        (values.year_or_date, "9999", f"'9999'{NO_YEAR}"),
        (values.year_or_date, "1987年", f"'1987年'{NO_YEAR}"),
        (values.year_or_date, "１９８７", f"'１９８７'{NO_YEAR}"),
        (values.year_or_date, "1987-09", f"'1987-09'{NO_YEAR}"),
        (values.year_or_date, "20190531", f"'20190531'{NO_YEAR}"),
        (values.year_or_date, "2019-02-29", f"'2019-02-29'{NO_YEAR}"),
        (values.iso_date, "31.5.2024", "'31.5.2024' is no ISO date (2024-05-31)"),
        (values.iso_date, "2024-W22-5", "'2024-W22-5' is no ISO date (2024-05-31)"),
        (values.iso_date, "2023-02-29", "'2023-02-29' is no day of the calendar"),
        (values.vienna_code, "5.9", f"'5.9'{NO_VIENNA}"),
        (values.vienna_code, "050901", f"'050901'{NO_VIENNA}"),
        (values.vienna_code, "30.1.1", f"'30.1.1'{NO_VIENNA}"),
        (values.vienna_code, "5.0.1", f"'5.0.1'{NO_VIENNA}"),
        (values.status, "registred", "'registred' is no status; did you mean registered?"),
        (values.status, "注册", f"'注册' is no status ({EVERY_STATUS})"),
    ],
)
def test_what_is_wrong_is_told(parse: Callable[[str], object], text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert str(caught.value) == message


def test_the_table_of_offices_is_whole() -> None:
    offices = table("office_codes")
    assert offices.filter(pl.col("kind") == "national").height == 249
    assert set(offices.filter(pl.col("kind") == "shared")["code"]) == {"AP", "BX", "EM", "OA", "WO"}
    for column in ("code", "name_en", "name_zh"):
        assert offices[column].n_unique() == offices.height
        assert not (offices[column] == "").any()
    assert offices["code"].str.contains("^[A-Z]{2}$").all()


def test_the_labels_of_hong_kong_macao_and_taiwan() -> None:
    labels = {row["code"]: row for row in table("office_codes").iter_rows(named=True)}
    assert [labels[code]["name_zh"] for code in ("HK", "MO", "TW")] == [
        "中国香港", "中国澳门", "中国台湾",
    ]  # fmt: skip
    assert [labels[code]["name_en"] for code in ("HK", "MO", "TW")] == [
        "Hong Kong, China", "Macao, China", "Taiwan, China",
    ]  # fmt: skip
