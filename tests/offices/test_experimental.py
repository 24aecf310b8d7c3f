"""What the readers known by documentation only have in common, hostile files above all.

Their samples are made up in the documented shape. None of them is evidence of how an office writes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.offices import READERS, detect, read_filings
from squatwatch.offices.batch import EXPERIMENTAL, Batch
from squatwatch.offices.files.source import bytes_source
from tests.offices.samples import filings, set_aside, zipped
from tests.offices.test_cipo import MARK, cipo
from tests.offices.test_euipo_applicants import applicants
from tests.offices.test_jpo import CASE as JPO_CASE
from tests.offices.test_jpo import table as jpo_table
from tests.offices.test_madrid import CURRENT, ENN, register
from tests.offices.uspto.test_case_files import CASE, CASES

SAMPLES = {
    "euipo-applicants": applicants(("1", "Pear GmbH", "DE")).content(),
    "madrid": register(ENN + CURRENT),
    "cipo-st96": cipo(MARK),
    "uspto-case-files": (CASES + CASE).encode(),
    "jpo-tsv": jpo_table(JPO_CASE).content(),
    "list": b"Trade mark office,Application number,Trade mark name\nVN,1,HONGLI\n",
}
XML = ("madrid", "cipo-st96")


def records(batches: Iterable[Batch]) -> int:
    """How many filings or applicants were read."""
    return sum(
        frame.height
        for batch in batches
        for frame in (batch.filings, batch.partial, batch.applicants)
    )


def test_these_are_the_experimental_readers() -> None:
    assert {reader.name for reader in READERS if reader.experimental} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_is_told_by_content_and_says_what_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / "misleading.dat"
    path.write_bytes(SAMPLES[name])
    reader = detect(bytes_source("misleading.dat", SAMPLES[name]))
    assert reader.name == name
    said = f"{reader.__doc__} {sys.modules[type(reader).__module__].__doc__}"
    assert "Experimental:" in said
    batches = list(read_filings(path))
    assert batches
    assert all(EXPERIMENTAL in batch.notes for batch in batches)
    assert records(batches) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mark_of_byte_order_does_no_harm(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\xef\xbb\xbf" + SAMPLES[name])
    batches = list(read_filings(path))
    assert records(batches) == 1


@pytest.mark.parametrize("name", XML)
def test_an_entity_bomb_is_refused(tmp_path: Path, name: str) -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    head, _, body = SAMPLES[name].partition(b"\n")
    path = tmp_path / "a.xml"
    path.write_bytes(head + bomb + b"\n" + body.replace(b"HONGLI", b"&b;&c;"))
    with pytest.raises(DataError):
        list(read_filings(path))


@pytest.mark.parametrize("name", XML)
def test_a_file_cut_short_fails_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(SAMPLES[name][:-60])
    with pytest.raises(DataError, match="not well-formed"):
        list(read_filings(path))
    members = {"1.xml": SAMPLES[name][:-60], "2.xml": SAMPLES[name]}
    batches = list(read_filings(zipped(tmp_path / "a.zip", members)))
    assert len(filings(batches)) >= 1
    assert [one.file.rpartition("/")[2] for one in set_aside(batches)] == ["1.xml"]


@pytest.mark.parametrize("name", [*XML, "uspto-case-files", "jpo-tsv"])
def test_a_record_that_comes_twice_is_in_the_end_one(tmp_path: Path, name: str) -> None:
    content = SAMPLES[name]
    members = {"1": content, "2": content}
    batches = list(read_filings(zipped(tmp_path / "a.zip", members)))
    keys = [
        (one["office"], one["application_number"])
        for batch in batches
        for one in (*batch.filings.to_dicts(), *batch.partial.to_dicts())
    ]
    assert len(set(keys)) == 1
