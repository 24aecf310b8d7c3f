"""The evidence for counsel: what stands in the archive, and that its digests hold."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from hashlib import sha256

import polars as pl

from squatwatch.report.notice import bundle
from squatwatch.store.raw import RAW_SCHEMA
from tests.report.notice.samples import alert_notice, group_notice
from tests.store.samples import DAY

MORNING = datetime(2026, 1, 15, 6, tzinfo=UTC)


def raw(*rows: tuple[str, str, bytes]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (office, key, sha256(content).hexdigest(), MORNING, DAY.digest, content)
            for office, key, content in rows
        ],
        schema=RAW_SCHEMA,
        orient="row",
    )


RECORDS = raw(
    ("EM", "019000001", b"<record>\xff=1+1</record>"),
    ("../..", "/etc/passwd", b'{"a": 1}'),
    ("EM", "019000001", b"plain"),
)


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(records: pl.DataFrame = RECORDS) -> bytes:
    return bundle(alert_notice(), records, {DAY.digest: DAY}, ("docx", "md"))


def test_it_has_the_notice_the_evidence_and_a_manifest() -> None:
    [alert] = alert_notice().alerts
    members = opened(packed())
    assert list(members) == [
        "README.md",
        "notice/GD-2026-0001.zh.docx",
        "notice/GD-2026-0001.zh.md",
        "notice/GD-2026-0001.en.docx",
        "notice/GD-2026-0001.en.md",
        f"alerts/{alert.alert_id}.json",
        f"assessment/{alert.alert_id}.txt",
        "rules.csv",
        "records.csv",
        "records/001-EM-019000001.xml",
        "records/002-_-_etc_passwd.json",
        "records/003-EM-019000001.txt",
        "SHA256SUMS",
    ]
    told = json.loads(members[f"alerts/{alert.alert_id}.json"])
    assert told["alert_id"] == alert.alert_id
    assert "匹配结果仅为线索" in members["README.md"].decode()


def test_every_digest_of_the_manifest_is_that_of_its_member() -> None:
    members = opened(packed())
    lines = members.pop("SHA256SUMS").decode().splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        name: sha256(content).hexdigest() for name, content in members.items()
    }


def test_office_records_stand_as_they_were_given_with_their_origin() -> None:
    members = opened(packed())
    assert members["records/001-EM-019000001.xml"] == b"<record>\xff=1+1</record>"
    rows = list(csv.DictReader(io.StringIO(members["records.csv"].decode("utf-8-sig"))))
    assert rows[0] == {
        "file": "records/001-EM-019000001.xml",
        "office": "EM",
        "application_key": "019000001",
        "sha256": sha256(b"<record>\xff=1+1</record>").hexdigest(),
        "retrieved": "2026-01-15T06:00:00+00:00",
        "source_name": "day.xml",
        "source_sha256": DAY.digest,
    }


def test_it_says_that_no_record_is_kept() -> None:
    members = opened(packed(raw()))
    assert "no office record is kept here" in members["README.md"].decode()
    assert not [name for name in members if name.startswith("records/")]


def test_each_rule_that_is_cited_has_its_source_and_age() -> None:
    rows = list(csv.DictReader(io.StringIO(opened(packed())["rules.csv"].decode("utf-8-sig"))))
    found = alert_notice().alerts[0].assessment
    assert len(rows) == len(found.windows) + len(found.responses)
    assert {row["kind"] for row in rows} == {"window", "response"}
    assert all(row["source"] and row["confidence"] for row in rows)


def test_no_member_leaves_the_folder() -> None:
    for data in (packed(), bundle(group_notice(), RECORDS, {}, ("md",))):
        for name in opened(data):
            assert not name.startswith("/")
            assert ".." not in name
            assert "\\" not in name


def test_the_same_notice_is_the_same_archive() -> None:
    assert packed() == packed()
