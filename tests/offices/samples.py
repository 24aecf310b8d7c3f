"""Office files written by hand: the shapes are real, every name and number is invented."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from squatwatch.offices.batch import Batch, Reader, SetAside
from squatwatch.offices.files.source import OfficeFile, bytes_source

DTD = """<!DOCTYPE trademark-applications-daily [
<!-- the real one has 14 KB -->
<!ELEMENT trademark-applications-daily (version, creation-datetime, application-information)>
<!ELEMENT version (#PCDATA)>
]>"""

OWNER = """<case-file-owner><entry-number>1</entry-number><party-type>10</party-type>
<nationality><country>CN</country></nationality><party-name>Hongli Fruit Co., Ltd.</party-name>
<address-1>1 Orchard Road</address-1><city>Shenzhen</city><country>CN</country>
<postcode>518000</postcode></case-file-owner>"""

CLASS_25 = """<classification><international-code>025</international-code><us-code>022</us-code>
<status-code>6</status-code><primary-code>025</primary-code></classification>"""


def statement(code: str, *texts: str) -> str:
    """A statement of a case file; several texts are the overflow of one."""
    body = "".join(f"<text>{text}</text>" for text in texts)
    return f"<case-file-statement><type-code>{code}</type-code>{body}</case-file-statement>"


def case(
    serial: str = "97000001",
    *,
    mark: str = "HONGLI",
    header: str = "<filing-date>20240102</filing-date><status-code>630</status-code>",
    statements: str = "",
    classes: str = CLASS_25,
    owners: str = OWNER,
    registration: str = "0000000",
    more: str = "",
) -> str:
    """A case file; empty ``owners`` or ``classes`` leave the whole group out."""
    groups = [
        f"<case-file-statements>{statements}</case-file-statements>" if statements else "",
        more,
        f"<classifications>{classes}</classifications>" if classes else "",
        f"<case-file-owners>{owners}</case-file-owners>" if owners else "",
    ]
    return (
        f"<case-file><serial-number>{serial}</serial-number>"
        f"<registration-number>{registration}</registration-number>"
        "<transaction-date>20240103</transaction-date><case-file-header>"
        f"<mark-identification>{mark}</mark-identification>{header}</case-file-header>"
        + "\n".join(groups)
        + "</case-file>\n"
    )


def daily(*cases: str, dtd: str = DTD) -> bytes:
    """A daily file, every case under an action key of its own."""
    keys = "".join(f"<action-keys><action-key>TX</action-key>{one}</action-keys>" for one in cases)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{dtd}\n<trademark-applications-daily>'
        "<version><version-no>2.0</version-no></version>"
        "<application-information><file-segments><file-segment>TRMK</file-segment>"
        f"{keys}</file-segments></application-information></trademark-applications-daily>"
    ).encode()


EMPTY_DAY = (
    b'<?xml version="1.0"?><trademark-applications-daily><application-information>'
    b"<data-available-code>N</data-available-code></application-information>"
    b"</trademark-applications-daily>"
)


def euipo(
    body: str,
    *,
    operation: str = "Insert",
    namespace: str = "http://euipo.europa.eu/trademark/data",
) -> bytes:
    """An ST.66 file of one mark."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Transaction xmlns="{namespace}">'
        "<TradeMarkTransactionBody><TransactionContentDetails><TransactionData>"
        f'<TradeMarkDetails><TradeMark operationCode="{operation}">{body}</TradeMark>'
        "</TradeMarkDetails></TransactionData></TransactionContentDetails>"
        "</TradeMarkTransactionBody></Transaction>"
    ).encode()


ESEARCH_HEADINGS = [
    "Filing number", "Name", "Basis", "Type", "Filing date/ Designation date", "Registration date",
    "Expiry date", "Nice classes", "Status", "Publications", "Owner name", "Owner country",
    "Representative name",
]  # fmt: skip


def workbook(path: Path, rows: Iterable[Iterable[str]]) -> Path:
    """A spreadsheet with these rows."""
    book: Any = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write_string(at, place, cell)
    book.close()
    return path


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def read(reader: Reader, content: bytes, name: str = "sample.xml") -> list[Batch]:
    """What a reader makes of a file in memory, which it must recognise."""
    source: OfficeFile = bytes_source(name, content)
    assert reader.recognises(source)
    return list(reader.read([source]))


def filings(batches: Iterable[Batch]) -> list[dict[str, Any]]:
    """All filings of some batches."""
    return pl.concat([batch.filings for batch in batches]).to_dicts()


def set_aside(batches: Iterable[Batch]) -> list[SetAside]:
    """All records that were set aside."""
    return [one for batch in batches for one in batch.set_aside]
