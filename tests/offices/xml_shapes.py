"""Every XML format in one shape, so that one test asks all readers the same.

The structures are those of the offices, every name and number is invented. A new reader gets all
these tests by a row in ``SHAPES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from squatwatch.offices.batch import Batch, Reader
from squatwatch.offices.files.source import bytes_source
from squatwatch.offices.inpi_brazil import InpiBrazilReader
from squatwatch.offices.kipris import KiprisReader
from squatwatch.offices.st66 import St66Reader
from squatwatch.offices.tipo import TipoApplicationsReader, TipoGazetteReader
from squatwatch.offices.uspto import UsptoReader
from squatwatch.offices.uspto.tsdr import TsdrReader

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says; ``filed`` is in the office's own way of writing dates."""

    number: str = "97000001"
    mark: str = "HONGLI"
    filed: str = ""
    nice: str = "25"


@dataclass(frozen=True, slots=True)
class Dates:
    """One form of dates: a good one (2025-03-04) and those that are none."""

    good: str
    zeros: str
    day_zero: str
    impossible: str


ISO = Dates("2025-03-04", "0000-00-00", "2025-03-00", "2025-13-04")
COMPACT = Dates("20250304", "00000000", "20250300", "20251304")
MINGUO = Dates("114.03.04", "000.00.00", "114.03.00", "114.13.04")
SLASHED = Dates("2025/03/04", "0000/00/00", "2025/03/00", "2025/13/04")
DAY_FIRST = Dates("04/03/2025", "00/00/0000", "00/03/2025", "04/13/2025")


@dataclass(frozen=True, slots=True)
class Shape:
    """One format: its reader, the frame of a file and the record in it, its form of dates."""

    name: str
    reader: Reader
    root: str
    before: str
    after: str
    record: Callable[[Record], str]
    dates: Dates

    def file(self, *records: Record, prolog: str = DECLARATION) -> bytes:
        """A file with these records."""
        body = "\n".join(self.record(one) for one in records)
        return f"{prolog}{self.before}\n{body}\n{self.after}".encode()

    def dated(self, number: str = "97000001", **said: str) -> Record:
        """A record with a good date of filing."""
        return Record(number, **{"filed": self.dates.good, **said})


def rows(batches: Iterable[Batch]) -> list[dict[str, Any]]:
    """All filings of some batches, whole or in part."""
    frames = [frame for batch in batches for frame in (batch.filings, batch.partial)]
    return pl.concat(frames).to_dicts() if frames else []


def read_all(shape: Shape, content: bytes, name: str = "sample.xml") -> list[Batch]:
    """What the reader of a shape makes of a file that it must recognise."""
    source = bytes_source(name, content)
    assert shape.reader.recognises(source)
    return list(shape.reader.read([source]))


def _daily(one: Record) -> str:
    return (
        f"<case-file><serial-number>{one.number}</serial-number><case-file-header><filing-date>"
        f"{one.filed}</filing-date><mark-identification>{escape(one.mark)}</mark-identification>"
        "</case-file-header><classifications><classification><international-code>"
        f"{one.nice}</international-code><status-code>6</status-code></classification>"
        "</classifications><case-file-owners/></case-file>"
    )


def _tsdr_st66(one: Record) -> str:
    return (
        "<TransactionContentDetails><TransactionData><TradeMarkDetails><TradeMark>"
        "<RegistrationOfficeCode>US</RegistrationOfficeCode>"
        f"<ApplicationNumber>{one.number}</ApplicationNumber>"
        f"<ApplicationDate>{one.filed}-04:00</ApplicationDate>"
        f"<WordMarkSpecification><MarkVerbalElementText>{escape(one.mark)}"
        "</MarkVerbalElementText></WordMarkSpecification><GoodsServicesDetails><GoodsServices>"
        f"<ClassDescriptionDetails><ClassDescription><ClassNumber>{one.nice}</ClassNumber>"
        "<ClassNumberStatusCode>6</ClassNumberStatusCode></ClassDescription>"
        "</ClassDescriptionDetails></GoodsServices></GoodsServicesDetails></TradeMark>"
        "</TradeMarkDetails></TransactionData></TransactionContentDetails>"
    )


def _tsdr_st96(one: Record) -> str:
    return (
        "<t:TransactionContentBag><t:TransactionData><t:TrademarkBag><t:Trademark>"
        "<c:RegistrationOfficeCode>US</c:RegistrationOfficeCode><c:ApplicationNumber>"
        f"<c:ApplicationNumberText>{one.number}</c:ApplicationNumberText></c:ApplicationNumber>"
        f"<t:ApplicationDate>{one.filed}-05:00</t:ApplicationDate><t:MarkRepresentation>"
        "<t:MarkReproduction><t:WordMarkSpecification><t:MarkVerbalElementText>"
        f"{escape(one.mark)}</t:MarkVerbalElementText></t:WordMarkSpecification>"
        "</t:MarkReproduction></t:MarkRepresentation><t:GoodsServicesBag><t:GoodsServices>"
        "<t:GoodsServicesClassificationBag><t:GoodsServicesClassification>"
        "<t:ClassificationKindCode>Nice</t:ClassificationKindCode>"
        f"<t:ClassNumber>{one.nice}</t:ClassNumber></t:GoodsServicesClassification>"
        "</t:GoodsServicesClassificationBag></t:GoodsServices></t:GoodsServicesBag>"
        "</t:Trademark></t:TrademarkBag></t:TransactionData></t:TransactionContentBag>"
    )


def _st66(one: Record) -> str:
    return (
        f"<TradeMark><ApplicationNumber>{one.number}</ApplicationNumber>"
        f"<ApplicationDate>{one.filed}</ApplicationDate><WordMarkSpecification>"
        f"<MarkVerbalElementText>{escape(one.mark)}</MarkVerbalElementText>"
        "</WordMarkSpecification><GoodsServicesDetails><GoodsServices><ClassDescriptionDetails>"
        f"<ClassDescription><ClassNumber>{one.nice}</ClassNumber></ClassDescription>"
        "</ClassDescriptionDetails></GoodsServices></GoodsServicesDetails></TradeMark>"
    )


def _gazette(one: Record) -> str:
    return (
        f"<RegContent><CaseNo>{one.number}</CaseNo><Trademark_Name>{escape(one.mark)}"
        f"</Trademark_Name><Filing_Date>{one.filed}</Filing_Date><SDate>{one.filed}</SDate>"
        f"<RegContentClassification><Class>{one.nice}</Class></RegContentClassification>"
        "</RegContent>"
    )


def _application(one: Record) -> str:
    return (
        f"<tmarkcontent><appl-no>{one.number}</appl-no><appl-date>{one.filed}</appl-date>"
        f"<tmark-name>{escape(one.mark)}</tmark-name><goodsclasses><goodsclass>"
        f"<goodsclass-code>{one.nice}</goodsclass-code><goods-name>x</goods-name>"
        "</goodsclass></goodsclasses></tmarkcontent>"
    )


def _kipris(one: Record) -> str:
    return (
        f"<TradeMarkInfo><ApplicationNumber>{one.number}</ApplicationNumber><ApplicationDate>"
        f"{one.filed}</ApplicationDate><GoodClassificationCode>{one.nice}"
        f"</GoodClassificationCode><Title>{escape(one.mark)}</Title></TradeMarkInfo>"
    )


def _rpi(one: Record) -> str:
    return (
        f"<processo numero={quoteattr(one.number)} data-deposito={quoteattr(one.filed)}>"
        f'<despachos><despacho codigo="IPAS270" nome="x"/></despachos><marca><nome>'
        f"{escape(one.mark)}</nome></marca><lista-classe-nice>"
        f"<classe-nice codigo={quoteattr(one.nice)}/></lista-classe-nice></processo>"
    )


_WIPO = "http://www.wipo.int/standards/XMLSchema"

SHAPES = (
    Shape(
        "uspto-daily", UsptoReader(), "trademark-applications-daily",
        "<trademark-applications-daily>", "</trademark-applications-daily>", _daily, COMPACT,
    ),
    Shape(
        "tsdr-st66", TsdrReader(), "Transaction",
        f'<Transaction xmlns="{_WIPO}/trademarks"><TradeMarkTransactionBody>',
        "</TradeMarkTransactionBody></Transaction>", _tsdr_st66, ISO,
    ),
    Shape(
        "tsdr-st96", TsdrReader(), "t:TrademarkTransaction",
        f'<t:TrademarkTransaction xmlns:c="{_WIPO}/ST96/Common" xmlns:t="{_WIPO}/ST96/Trademark">'
        "<t:TrademarkTransactionBody>",
        "</t:TrademarkTransactionBody></t:TrademarkTransaction>", _tsdr_st96, ISO,
    ),
    Shape(
        "st66", St66Reader(), "Transaction",
        '<Transaction xmlns="http://euipo.europa.eu/trademark/data"><TradeMarkTransactionBody>'
        "<TransactionContentDetails><TransactionData><TradeMarkDetails>",
        "</TradeMarkDetails></TransactionData></TransactionContentDetails>"
        "</TradeMarkTransactionBody></Transaction>", _st66, ISO,
    ),
    Shape(
        "st66-licensee", St66Reader(), "MarkLicenceeExportList",
        '<MarkLicenceeExportList xmlns="http://www.ipo.gov.uk/schemas/tm">',
        "</MarkLicenceeExportList>", _st66, ISO,
    ),
    Shape(
        "tipo-gazette", TipoGazetteReader(), "RegContentList",
        "<RegContentList>", "</RegContentList>", _gazette, MINGUO,
    ),
    Shape(
        "tipo-applications", TipoApplicationsReader(), "tmarkappl",
        "<tmarkappl>", "</tmarkappl>", _application, SLASHED,
    ),
    Shape(
        "kipris", KiprisReader(), "response",
        "<response><header><resultCode/><resultMsg/></header><body><items>",
        "</items></body></response>", _kipris, COMPACT,
    ),
    Shape(
        "inpi-rpi", InpiBrazilReader(), "revista",
        '<revista numero="1" data="01/01/2030">', "</revista>", _rpi, DAY_FIRST,
    ),
)  # fmt: skip
