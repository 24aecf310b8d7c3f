"""Lists of other origin: headings, offices, dates, classes and words of nine languages.

The lists are made up in the shape that documentation tells. They are no evidence of how TMview or
the WIPO Global Brand Database write; no real export of either was at hand.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.errors import DataError
from squatwatch.offices import READERS, detect, read_filings
from squatwatch.offices.batch import EXPERIMENTAL, Batch
from squatwatch.offices.esearch import EsearchReader
from squatwatch.offices.exchange import ListReader
from squatwatch.offices.exchange.date_order import decide
from squatwatch.offices.exchange.dates_read import as_dates
from squatwatch.offices.exchange.headers import COLUMNS, IGNORED, ST13, column_of, header_row
from squatwatch.offices.exchange.office_names import code_of
from squatwatch.offices.files.source import bytes_source
from squatwatch.offices.translated_words import known, meanings, status_of
from squatwatch.offices.words import meanings as other_meanings
from tests.offices.samples import filings, set_aside, workbook, zipped

LANGUAGES = ["en", "zh", "es", "fr", "de", "pt", "ru", "id", "vi"]

IN_NINE_LANGUAGES = {
    "en": "Office,Application number,Trade mark name,Nice class,Applicant name,Filing date,Status",
    "zh": "国家/地区,申请号,商标名称,国际分类,申请人,申请日期,商标状态",
    "es": "Oficina,Número de solicitud,Denominación,Clase,Solicitante,Fecha de presentación,Estado",
    "fr": "Office,Numéro de demande,Nom de la marque,Classe de Nice,Déposant,Date de dépôt,Statut",
    "de": "Markenamt,Anmeldenummer,Markenname,Nizza-Klassen,Anmelder,Anmeldetag,Markenstatus",
    "pt": "País,Número do pedido,Nome da marca,Classe de Nice,Requerente,Data do depósito,Situação",
    "ru": "Ведомство,Номер заявки,Товарный знак,Классы МКТУ,Заявитель,Дата подачи заявки,Статус",
    "id": "Negara,Nomor Permohonan,Nama Merek,Kelas,Nama Pemohon,Tanggal Penerimaan,Status",
    "vi": "Quốc gia,Số đơn,Nhãn hiệu,Nhóm sản phẩm,Chủ đơn,Ngày nộp đơn,Trạng thái",
}  # fmt: skip
ROW_OF = {
    "en": "Viet Nam,4-2025-1,HONGLI,9;35,Pear Co.,13/01/2025,Registered",
    "zh": "越南,4-2025-1,HONGLI,9;35,Pear Co.,2025年1月13日,已注册",
    "es": "Vietnam (IP VN),4-2025-1,HONGLI,9;35,Pear Co.,13/01/2025,Registrada",
    "fr": "VN,4-2025-1,HONGLI,9;35,Pear Co.,13.01.2025,Enregistrée",
    "de": "Vietnam,4-2025-1,HONGLI,Klasse 9;35,Pear Co.,13.1.2025,Eingetragen",
    "pt": "Vietnã,4-2025-1,HONGLI,classe 09;classe 35,Pear Co.,13/01/2025,Registrada",
    "ru": "Вьетнам,4-2025-1,HONGLI,09;35,Pear Co.,13.01.2025,Зарегистрирована",
    "id": "Vietnam,4-2025-1,HONGLI,Kelas 9;35,Pear Co.,13-01-2025,(TM) Didaftar",
    "vi": "Việt Nam,4-2025-1,HONGLI,Nhóm 9;35,Pear Co.,13/01/2025,Cấp bằng",
}


def listed(tmp_path: Path, content: str | bytes, **options: Any) -> list[Batch]:
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    reader = ListReader(**options)
    source = bytes_source("list.csv", path.read_bytes())
    assert reader.recognises(source)
    return list(reader.read([source]))


def only(batches: list[Batch]) -> dict[str, Any]:
    assert not set_aside(batches)
    (found,) = filings(batches)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_in_each_language(tmp_path: Path, language: str) -> None:
    found = only(listed(tmp_path, f"{IN_NINE_LANGUAGES[language]}\n{ROW_OF[language]}\n"))
    assert {name: value for name, value in found.items() if value not in (None, [])} == {
        "office": "VN",
        "application_number": "4-2025-1",
        "mark_text": "HONGLI",
        "classes": [9, 35],
        "applicants": [{"name": "Pear Co.", "country": None, "address": None}],
        "filing_date": date(2025, 1, 13),
        "status": "registered",
        "status_raw": ROW_OF[language].rpartition(",")[2],
    }


def test_a_spreadsheet_with_a_title_block(tmp_path: Path) -> None:
    rows = [
        ["TMview"],
        ["Search: hongli", "", "Status"],
        [],
        ["Graphic representation", "Trade mark name", "Trade mark office", "Application number",
         "Nice class", "Application date", "Designated territory", "Applicant name"],
        ["", "HONGLI", "EM - European Union (EUIPO)", "018999001", "9, 35", "2025-02-13", "DE, FR",
         "Pear GmbH; Plum GmbH\nApple GmbH"],
    ]  # fmt: skip
    batches = list(read_filings(workbook(tmp_path / "list.xlsx", rows)))
    found = only(batches)
    assert (found["office"], found["classes"], found["designations"]) == ("EM", [9, 35], [])
    assert [one["name"] for one in found["applicants"]] == ["Pear GmbH", "Plum GmbH", "Apple GmbH"]
    assert batches[0].notes == (EXPERIMENTAL,)


def test_cells_of_a_spreadsheet_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book: Any = xlsxwriter.Workbook(str(path))
    book.add_worksheet("about").write(0, 0, "nothing here")
    sheet = book.add_worksheet("marks")
    sheet.write_row(2, 1, ["Source", "Number", "Brand", "Filing date", "Nice class", "Image"])
    sheet.write_row(3, 1, ["IDTM", 2025001, "HONGLI"])
    sheet.write_datetime(3, 4, datetime(2025, 4, 3), book.add_format({"num_format": "m/d/yy"}))  # noqa: DTZ001
    sheet.write_row(3, 5, [9, "picture1.png"])
    book.close()
    found = only(list(read_filings(path)))
    assert (found["office"], found["application_number"]) == ("ID", "2025001")
    assert (found["filing_date"], found["classes"]) == (date(2025, 4, 3), [9])
    assert found["image_url"] is None


def test_rows_of_a_spreadsheet_keep_their_numbers(tmp_path: Path) -> None:
    rows = [["x"], ["Office", "Application number", "Mark", "Class"], ["VN", "1", "A", "200"], [],
            ["VN", "2", "A", "0"]]  # fmt: skip
    batches = list(read_filings(workbook(tmp_path / "list.xlsx", rows)))
    assert [(one.position, one.reason) for one in set_aside(batches)] == [
        ("row 3", "class '200' is no Nice class (1 to 45)"),
        ("row 5", "class '0' is no Nice class (1 to 45)"),
    ]


def test_excel_s_separator_line_and_a_preamble(tmp_path: Path) -> None:
    content = "sep=;\nResults;of;a search\n\nOffice;Appl. No.;Brand\nPH;4/2025/1;HONGLI\nPH;;X\n"
    batches = listed(tmp_path, content)
    assert [one["application_number"] for one in filings(batches)] == ["4/2025/1"]
    assert [one.position for one in set_aside(batches)] == ["row 6"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_byte_order(tmp_path: Path, encoding: str) -> None:
    content = "商标局\t申请号\t商标名称\n印度尼西亚\tDID2025000001\t红梨\n".encode(encoding)
    assert only(listed(tmp_path, content))["mark_text"] == "红梨"


def test_a_wrong_encoding_is_told(tmp_path: Path) -> None:
    content = "Office,Application number,Mark\nVN,1,红梨\n".encode("gb18030")
    with pytest.raises(DataError, match="is not UTF-8 text"):
        listed(tmp_path, content)


def test_international_registrations(tmp_path: Path) -> None:
    content = (
        "Source;Registration number;Brand name;Designation\n"
        'WO;1799999;HONGLI;"VN, Indonesia; Korea, Republic of"\n'
    )
    found = only(listed(tmp_path, content))
    assert (found["application_number"], found["ir_number"]) == ("1799999", "1799999")
    assert found["designations"] == ["VN", "ID", "KR"]


def test_the_office_from_a_number_of_st13(tmp_path: Path) -> None:
    content = "ST13,Trade mark name,Application number\nTH500000012345678,HONGLI,12345678\n"
    assert only(listed(tmp_path, content))["office"] == "TH"


def test_the_office_that_the_user_names(tmp_path: Path) -> None:
    content = "Nomor Permohonan,Nama Merek,Kelas\nDID2025000001,HONGLI,30\n"
    assert only(listed(tmp_path, content, office="ID"))["office"] == "ID"
    with pytest.raises(DataError, match=r"no column office.*--office"):
        listed(tmp_path, content)


def test_headings_that_the_user_explains(tmp_path: Path) -> None:
    content = "Kantor Induk,Kode,Tulisan\nID,1,HONGLI\n"
    headings = {"Kantor Induk": "office", "kode": "application_number", "Tulisan": "mark_text"}
    assert only(listed(tmp_path, content, headings=headings))["mark_text"] == "HONGLI"
    with pytest.raises(DataError, match=r"there is no column mark_txt.*did you mean mark_text"):
        ListReader(headings={"Tulisan": "mark_txt"})


def test_what_is_missing_is_told_with_the_way_out(tmp_path: Path) -> None:
    content = "Office,Application number,Blazon\nID,1,HONGLI\n"
    with pytest.raises(DataError) as raised:
        listed(tmp_path, content)
    assert "--column 'Blazon=mark_text'" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("cells", "expected", "note"),
    [
        (["13/02/2025", "03/04/2025"], [date(2025, 2, 13), date(2025, 4, 3)], False),
        (["02/13/2025", "03/04/2025"], [date(2025, 2, 13), date(2025, 3, 4)], False),
        (["03/04/2025", "05.06.2025"], [date(2025, 4, 3), date(2025, 6, 5)], True),
        (["2025-04-03", "20250404"], [date(2025, 4, 3), date(2025, 4, 4)], False),
        (["3 Apr 2025", "April 4, 2025"], [date(2025, 4, 3), date(2025, 4, 4)], False),
        (["2025/4/3", "2025年4月4日"], [date(2025, 4, 3), date(2025, 4, 4)], False),
        (["13/02/2568", "n/a"], [date(2025, 2, 13), None], False),
        (["00000000", "-"], [None, None], False),
    ],
)
def test_a_column_of_dates_decides_as_a_whole(
    tmp_path: Path, cells: list[str], expected: list[date | None], note: bool
) -> None:
    rows = "".join(f'TH,{at},X,"{cell}"\n' for at, cell in enumerate(cells))
    batches = listed(tmp_path, "Office,Application number,Mark,Filing date\n" + rows)
    assert [one["filing_date"] for one in filings(batches)] == expected
    assert any("day or the month" in text for text in batches[0].notes) == note


def test_a_column_follows_the_others_of_its_file(tmp_path: Path) -> None:
    content = (
        "Office,Application number,Mark,Filing date,Publication date\n"
        "PH,1,X,01/02/2025,02/28/2025\n"
    )
    batches = listed(tmp_path, content)
    assert only(batches)["filing_date"] == date(2025, 1, 2)
    assert batches[0].notes == (EXPERIMENTAL,)


def test_the_whole_file_decides_not_its_first_batch(tmp_path: Path) -> None:
    rows = [f"PH,{at},X,01/02/2025" for at in range(20)] + ["PH,20,X,02/28/2025"]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["Office,Application number,Mark,Filing date", *rows]), "utf-8")
    found = filings(read_filings(path, batch_rows=5))
    assert {one["filing_date"] for one in found} == {date(2025, 1, 2), date(2025, 2, 28)}


def test_a_column_with_both_orders_sets_the_doubtful_aside(tmp_path: Path) -> None:
    rows = "VN,1,X,13/02/2025\nVN,2,X,02/14/2025\nVN,3,X,03/04/2025\nVN,4,X,05/05/2025\n"
    batches = listed(tmp_path, "Office,Application number,Mark,Filing date\n" + rows)
    assert [one["application_number"] for one in filings(batches)] == ["1", "2", "4"]
    (aside,) = set_aside(batches)
    assert "the column has days first and months first" in aside.reason


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2399, 12, 31)))
def test_every_day_is_read_in_every_way(day: date) -> None:
    forms = [
        (day.isoformat(), "day"), (f"{day.isoformat()}T00:00:00", "day"), (f"{day:%Y%m%d}", "day"),
        (f"{day.day}/{day.month}/{day.year}", "day"), (f"{day:%d.%m.%Y}", "day"),
        (f"{day.month}/{day.day}/{day.year}", "month"),
        (f"{day:%d %b %Y}", "day"), (f"{day:%B %d, %Y}", "day"),
    ]  # fmt: skip
    for text, order in forms:
        read = pl.select(as_dates(pl.lit(text), order)).item()  # type: ignore[arg-type]
        assert read == day, text


def test_impossible_dates_are_no_dates(tmp_path: Path) -> None:
    for text in ("2025-02-30", "32/01/2025", "00/00/2025", "soon", "2025", "13/13/2025"):
        assert pl.select(as_dates(pl.lit(text), "day")).item() is None


def test_the_order_of_columns() -> None:
    frame = pl.DataFrame({"a": ["1/2/2025", "13/2/2025"], "b": ["1/2/2025", None], "c": ["x", "y"]})
    orders = decide([frame], ["a", "b", "c"])
    assert (orders.of("a"), orders.of("b"), orders.guessed) == ("day", "day", ())
    assert decide([frame.select("b")], ["b"]).guessed == ("b",)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9, 35", [9, 35]), ("009", [9]), ("Class 9", [9]), ("Cl. 9; Cl. 35", [9, 35]),
        ("第9类、第35类", [9, 35]), ("NCL(11-2024) 9 | 35", [9, 35]), ("Класс 25", [25]),
        ("9\n35", [9, 35]), ("Clases: 9, 35.", [9, 35]), ("nhóm 3", [3]),
    ],
)  # fmt: skip
def test_classes_with_words_around_them(tmp_path: Path, cell: str, expected: list[int]) -> None:
    content = f'Office,Application number,Mark,Nice class\nVN,1,X,"{cell}"\n'
    assert only(listed(tmp_path, content))["classes"] == expected


@pytest.mark.parametrize("cell", ["0", "200", "46", "shoes"])
def test_what_is_no_class_sets_the_row_aside(tmp_path: Path, cell: str) -> None:
    content = f"Office,Application number,Mark,Nice class\nVN,1,X,{cell}\n"
    (aside,) = set_aside(listed(tmp_path, content))
    assert "is no Nice class" in aside.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("VN", "VN"), ("vn", "VN"), ("Việt Nam", "VN"), ("Viet Nam", "VN"), ("越南", "VN"),
        ("México", "MX"), ("Mexico", "MX"), ("États-Unis", "US"), ("Etats-Unis", "US"),
        ("Соединенные Штаты Америки", "US"), ("Mỹ", "US"), ("MY", "MY"), ("Malaysia", "MY"),
        ("Áo", "AT"), ("AO", "AO"), ("EUIPO", "EM"), ("欧盟", "EM"), ("Unión Europea", "EM"),
        ("IDTM", "ID"), ("Indonesia (DGIP)", "ID"), ("(VN) Vietnam", "VN"), ("中国香港", "HK"),
        ("Hong Kong, China", "HK"), ("U.S.A.", "US"), ("Atlantis", ""), ("XX", ""), ("", ""),
    ],
)  # fmt: skip
def test_offices_by_name_and_code(text: str, code: str) -> None:
    assert code_of(text) == code


def test_an_office_that_nobody_knows_sets_the_row_aside(tmp_path: Path) -> None:
    content = "Office,Application number,Mark\nAtlantis,1,X\nLaos,2,X\n"
    batches = listed(tmp_path, content)
    assert [one["office"] for one in filings(batches)] == ["LA"]
    assert "office 'ATLANTIS' is no code" in set_aside(batches)[0].reason


def test_countries_of_applicants_by_name(tmp_path: Path) -> None:
    content = (
        "Office,Application number,Mark,Holder,Applicant country\nVN,1,X,A|B,China; Alemania\n"
    )
    found = only(listed(tmp_path, content))["applicants"]
    assert [(one["name"], one["country"]) for one in found] == [("A", "CN"), ("B", "DE")]


def test_every_language_has_what_a_list_needs() -> None:
    rows = reference.table("filing_headers")
    needed = {"office", "application_number", "mark_text", "classes", "applicants", "filing_date",
              "publication_date", "registration_date", "opposition_end", "status"}  # fmt: skip
    for language in LANGUAGES:
        columns = set(rows.filter(pl.col("language") == language)["column"])
        assert needed - columns <= {"opposition_end"} if language == "en" else needed <= columns, (
            language
        )
    assert set(rows["language"]) == set(LANGUAGES)
    assert all(rows["note"])


def test_headings_lead_to_columns() -> None:
    rows = reference.table("filing_headers").select("header", "column").rows()
    assert {column for _, column in rows} <= {*COLUMNS, ST13, IGNORED}
    assert [row for row in rows if column_of(row[0]) != row[1]] == []
    assert all(column_of(column.upper()) == column for column in COLUMNS)


def test_headings_with_codes_and_in_two_languages() -> None:
    assert column_of("(210) Nomor Permohonan") == "application_number"
    assert column_of("商标名称 / Trade mark name") == "mark_text"
    assert column_of("商标名称（Trade mark name）") == "mark_text"
    assert column_of("NUMERO DE SOLICITUD:") == "application_number"
    assert header_row([["Status"], ["a", "b"], ["Office", "Mark"]]) == 2
    assert header_row([["a title"], ["Mark"]]) is None


def test_names_of_offices_are_of_offices_that_there_are() -> None:
    rows = reference.table("office_names")
    assert set(rows["code"]) <= set(reference.table("office_codes")["code"])
    assert set(rows["language"]) == set(LANGUAGES)
    assert [row for row in rows.select("name", "code").rows() if code_of(row[0]) != row[1]] == []


@pytest.mark.parametrize("field", ["status", "mark_kind"])
def test_the_two_tables_of_words_agree(field: Any) -> None:
    rows = reference.table("status_translations").filter(pl.col("field") == field)
    others = other_meanings(field)
    assert set(rows["value"]) <= set(others.values())
    assert set(LANGUAGES) - {"en"} <= set(rows["language"]) <= set(LANGUAGES)
    plain = [" ".join(word.lower().split()) for word in rows["word"]]
    assert len(set(plain)) == len(plain)
    shared = set(plain) & set(others)
    assert all(meanings(field)[word] == others[word] for word in shared)


def test_words_of_a_status_are_looked_up_whole() -> None:
    assert (status_of("(TM) Didaftar"), status_of("nicht eingetragen")) == ("registered", "unknown")
    words = ["Đã  cấp bằng", None, "???"]
    column = pl.select(known(pl.lit(pl.Series(words)), "status", "unknown")).to_series()
    assert column.to_list() == ["registered", None, "unknown"]


def test_the_reader_is_called_experimental() -> None:
    by_name = {reader.name: reader for reader in READERS}
    assert by_name["list"].experimental
    assert not by_name["exchange"].experimental
    source = bytes_source("a", b"Trade mark office,Application number,Trade mark name\n")
    assert detect(source).name == "list"
    own = bytes_source("a", b"office,application_number,mark_text\n")
    assert detect(own).name == "exchange"


def test_tables_that_share_a_heading_with_lists_are_left_out_of_an_archive(tmp_path: Path) -> None:
    members = {
        "event.csv": b"serial_no,event_cd\n1,2\n",
        "list.csv": b"Office,Serial No,Mark\nVN,1,X\n",
    }
    batches = list(read_filings(zipped(tmp_path / "a.zip", members)))
    assert len(filings(batches)) == 1
    assert batches[-1].notes == ("of no known format, left out: a.zip/event.csv",)


def test_what_the_user_says_goes_through_the_front_door(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Kode,Tulisan\nDID1,HONGLI\n", "utf-8")
    headings = {"Kode": "application_number", "Tulisan": "mark_text"}
    (found,) = filings(read_filings(path, headings=headings, office="ID"))
    assert (found["office"], found["application_number"]) == ("ID", "DID1")
    with pytest.raises(DataError, match="no known format"):
        list(read_filings(path))


def test_a_real_export_of_another_kind_is_read_alike(real_data: Path) -> None:
    """The export of eSearch plus has a reader of its own; as a list it says the same."""
    path = real_data / "offices" / "em" / "esearch_export_20251210_page_001.xls"
    source = bytes_source("export.xls", path.read_bytes())
    batches = list(ListReader({"Name": "mark_text"}, office="EM").read([source]))
    own = list(EsearchReader().read([source]))
    assert not [one for one in set_aside(batches) if "no text" not in one.reason]
    listed, exact = (
        pl.concat([batch.filings for batch in found]).sort("application_number")
        for found in (batches, own)
    )
    exact = exact.filter(pl.col("application_number").is_in(listed["application_number"].to_list()))
    same = ["application_number", "mark_text", "classes", "filing_date", "registration_date",
            "expiry_date", "status"]  # fmt: skip
    assert listed.select(same).to_dicts() == exact.select(same).to_dicts()
    assert listed.height > 80


@pytest.mark.parametrize(
    ("file", "office", "rows"),
    [("ru/trademarks.csv", "RU", 42), ("in/existing_trademarks.csv", "IN", 21)],
)
def test_companies_own_lists(real_data: Path, file: str, office: str, rows: int) -> None:
    source = bytes_source(file, (real_data / "offices" / file).read_bytes())
    batches = list(ListReader(office=office).read([source]))
    assert len(filings(batches)) + len(set_aside(batches)) == rows
    assert len(filings(batches)) >= rows - 2
