"""Reading XML that may be hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.offices.files.source import bytes_source
from squatwatch.offices.uspto.daily import UsptoReader
from squatwatch.offices.xml import records, text
from tests.offices.samples import case, daily, filings, read

LAUGHS = """<!DOCTYPE trademark-applications-daily [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
]>"""


def test_a_file_with_a_dtd_is_read() -> None:
    assert len(filings(read(UsptoReader(), daily(case())))) == 1


@pytest.mark.parametrize("mark", ["&d;", "PLAIN"])
def test_billion_laughs_are_refused(mark: str) -> None:
    with pytest.raises(DataError, match="declares entities"):
        read(UsptoReader(), daily(case(mark=mark), dtd=LAUGHS))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "{}">',
        '<!ENTITY % x SYSTEM "{}"> %x;',
        "<!ENTITY % x \"<!ENTITY y ''>\">",
    ],
)
def test_external_and_parameter_entities_are_refused(tmp_path: Path, declared: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    dtd = f"<!DOCTYPE trademark-applications-daily [{declared.format(secret.as_uri())}]>"
    with pytest.raises(DataError, match="declares entities"):
        read(UsptoReader(), daily(case(), dtd=dtd))


def test_entities_are_refused_in_a_file_without_records() -> None:
    content = daily(dtd='<!DOCTYPE trademark-applications-daily [<!ENTITY x "y">]>')
    with pytest.raises(DataError, match="declares entities"):
        read(UsptoReader(), content)


def test_external_subset_is_not_fetched(tmp_path: Path) -> None:
    dtd = f'<!DOCTYPE trademark-applications-daily SYSTEM "{(tmp_path / "no.dtd").as_uri()}">'
    assert len(filings(read(UsptoReader(), daily(case(), dtd=dtd)))) == 1


def test_truncated_file_gives_the_records_before_the_end() -> None:
    content = daily(case("97000001"), case("97000002"), case("97000003"))
    cut = content[: content.index(b"97000003")]
    batches = UsptoReader().read([bytes_source("apc.zip/apc.xml", cut)])
    numbers = next(batches).filings["application_number"].to_list()
    assert numbers == ["97000001", "97000002"]
    with pytest.raises(DataError, match=r"apc\.zip/apc\.xml:\d+: is not well-formed XML"):
        next(batches)


def test_records_that_were_read_are_freed() -> None:
    group = case("97000001") + case("97000002") * 300
    for element in records(bytes_source("a.xml", daily(group)), "case-file"):
        before = list(element.itersiblings(preceding=True))
        assert len(before) <= 1
        assert all(len(one) == 0 for one in before)
        assert text(element.find("serial-number"))
