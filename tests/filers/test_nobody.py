"""Names that are nobody's."""

from __future__ import annotations

import pytest

from squatwatch import reference
from squatwatch.filers.keys import filer_key
from squatwatch.filers.nobody import identifier
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import normalize

NOBODY = [
    *("", " ", "-", "---", "。", "...", "* * *", "N/A", "n.a.", "NA", "unknown", "Unknown."),
    *("不详", "無", "无", "不詳", "INDIVIDUAL", "Not Available", "not applicable", "none", "null"),
    *("XXX", "xx", "미상", "неизвестно", "desconocido", "ไม่ระบุ", "個人", "自然人"),
    *("Co., Ltd.", "Limited", "GmbH", "有限公司", "주식회사", "(株)", "ООО", "PT", "Company"),
    *("18 Example Road, Shenzhen", "Example Street 5", "深圳市例子路18号", "ул. Примерная, 5"),
]

SOMEBODY = [
    *("Anta", "安踏", "Unknown Worlds Ltd", "Example Road Ltd", "18 Example GmbH"),
    *(
        "Individual Foods",
        "36号例子有限公司",
        "Xx Trading Ltd",
        "Beijing Ltd",
        "无印例子",
        "The Company of Example",
    ),
]


@pytest.mark.parametrize("name", NOBODY)
def test_nobody(name: str) -> None:
    assert filer_key(name) == ""


@pytest.mark.parametrize("name", SOMEBODY)
def test_somebody(name: str) -> None:
    assert filer_key(name)


@pytest.mark.parametrize("name", reference.table("company_placeholders")["name"].to_list())
def test_placeholders_are_written_as_normalising_leaves_them(name: str) -> None:
    assert han_fold(normalize(name, with_legal_form=True)) == name
    assert filer_key(name) == ""


@pytest.mark.parametrize("word", reference.table("company_addresses")["word"].to_list())
def test_words_of_addresses_are_written_as_normalising_leaves_them(word: str) -> None:
    assert normalize(f"{word} zzz").removesuffix(" zzz") == word


def test_identifiers() -> None:
    assert identifier("euipo-applicant:12") == "euipo-applicant:12"
    assert identifier("euipo-applicant:12, Example Road") == ""
    assert identifier("euipo-applicant:") == ""
