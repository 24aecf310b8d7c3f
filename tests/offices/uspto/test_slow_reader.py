"""The reader of the USPTO's files against its slow reference, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.uspto_day import generated_cases
from squatwatch.offices.batch import Batch
from squatwatch.offices.files.source import OfficeFile, bytes_source, open_source
from squatwatch.offices.uspto import UsptoReader
from tests.offices.samples import case, daily, statement
from tests.offices.uspto.slow_reader import slow_batches

WORDS = ("HONG LI", "", "  a\n b ", "[x]; y", "*new;* ((less)) caps", "'HONG' means 'red'", "é中")
DATES = ("20240102", "00000000", "20241399", "", "2024")
TYPES = (
    "GS0251", "GS0252", "GS0391", "GS2001", "DM0000", "TR0000", "TR0010", "TLIT00", "TNSF00",
    "TF0000", "PM0001", "MK0000", "DS0000", "LINKBR", "",
)  # fmt: skip


def assert_same(fast: Iterable[Batch], slow: Iterable[Batch]) -> None:
    for ours, theirs in zip(fast, slow, strict=True):
        for name in ("filings", "partial", "deleted"):
            assert getattr(ours, name).schema == getattr(theirs, name).schema
            assert getattr(ours, name).to_dicts() == getattr(theirs, name).to_dicts()
        assert ours.set_aside == theirs.set_aside


def element(name: str, values: Sequence[str]) -> st.SearchStrategy[str]:
    """An element with one of the values, or none at all."""
    one = st.sampled_from(values).map(lambda value: f"<{name}>{value}</{name}>")
    return st.one_of(st.just(""), one)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def repeated(name: str, body: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = body.map(lambda inner: f"<{name}>{inner}</{name}>")
    return st.lists(wrapped, max_size=3).map("".join)


HEADERS = joined(
    element("filing-date", DATES),
    element("registration-date", DATES),
    element("status-code", ("630", "686", "702", "999", "x")),
    element("mark-drawing-code", ("4", "3S16", "0", "")),
    element("published-for-opposition-date", DATES),
    element("domestic-representative-name", WORDS[:2]),
    element("attorney-name", WORDS[:2]),
    element("drawing-3d-current-in", ("T", "F")),
)
PLACES = joined(element("state", ("GA", "")), element("country", ("CN", "")))
OWNERS = repeated(
    "case-file-owner",
    joined(
        element("party-type", ("10", "20", "31", "70", "x", "")),
        repeated("nationality", PLACES).filter(lambda text: text.count("</nationality>") < 2),
        element("party-name", ("Hongli Fruit LLC", "Pear\n Two", "")),
        element("address-1", ("1 Orchard Road",)),
        element("city", ("Shenzhen",)),
        PLACES,
        element("postcode", ("518000",)),
    ),
)
CLASSES = repeated(
    "classification",
    joined(
        element("international-code", ("025", "A", "200", "9")),
        st.sampled_from(("", "<international-code>035</international-code>")),
        element("us-code", ("039",)),
        element("status-code", ("6", "2")),
        element("primary-code", ("025", "039", "200")),
    ),
)
STATEMENTS = st.lists(
    st.builds(statement, st.sampled_from(TYPES), st.sampled_from(WORDS), st.sampled_from(WORDS)),
    max_size=4,
).map("".join)
FOREIGN = repeated(
    "foreign-application",
    joined(element("filing-date", DATES), element("foreign-priority-claim-in", ("T", "F"))),
).map(lambda inner: inner and f"<foreign-applications>{inner}</foreign-applications>")
MORE = joined(
    FOREIGN,
    repeated(
        "international-registration",
        joined(
            element("international-registration-number", ("1799999", "0000000")),
            element("priority-claimed-in", ("T",)),
            element("priority-claimed-date", DATES),
        ),
    ).filter(lambda text: text.count("</international-registration>") < 2),
)
CASES = st.builds(
    case,
    st.sampled_from(("97000001", "97000002", "9700000", "")),
    mark=st.sampled_from(("HONGLI", "", " RED\n PEAR ")),
    header=HEADERS,
    statements=STATEMENTS,
    classes=CLASSES,
    owners=OWNERS,
    registration=st.sampled_from(("0000000", "7999999", "")),
    more=MORE,
)


@given(cases=st.lists(CASES, max_size=6), rows=st.sampled_from((2, 100)))
@settings(max_examples=60, deadline=None)
def test_any_records(cases: list[str], rows: int) -> None:
    source = bytes_source("apc.xml", daily(*cases))
    assert_same(UsptoReader().read([source], rows), slow_batches(source, rows))


@pytest.mark.parametrize("seed", range(3))
def test_a_generated_day(seed: int) -> None:
    content = daily(*generated_cases(400, seed=seed))
    source = bytes_source("apc.xml", content)
    assert_same(UsptoReader().read([source], 150), slow_batches(source, 150))


def test_real_files(real_data: Path) -> None:
    files = sorted((real_data / "offices" / "us").rglob("*.xml"))
    sources = [source for file in files for source in open_source(file)]
    read: list[OfficeFile] = [
        one
        for one in sources
        if UsptoReader().recognises(one) and b"<!ELEMENT" not in one.head()[-200:]
    ]
    assert len(read) >= 6
    for source in read:
        assert_same(UsptoReader().read([source]), slow_batches(source))
