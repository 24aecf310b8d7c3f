"""A notice with its evidence for counsel, as one archive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from squatwatch.alerts.record import alert_record
from squatwatch.model import Alert, SourceFile
from squatwatch.report.labels import label
from squatwatch.report.listing import listing
from squatwatch.report.notice.archive import packed
from squatwatch.report.notice.content import Notice
from squatwatch.report.notice.days import NOTICE_LANGUAGES
from squatwatch.report.notice.rendering import NoticeFormat, file_name, notice_bytes
from squatwatch.report.plain import json_text, plain
from squatwatch.report.waterfall import waterfall

RULE_COLUMNS = (
    "alert_id", "kind", "office", "option", "rule", "ground", "who", "limit", "closes", "source",
    "as_of", "confidence",
)  # fmt: skip
RECORD_COLUMNS = (
    "file", "office", "application_key", "sha256", "retrieved", "source_name", "source_sha256",
)  # fmt: skip


def bundle(
    notice: Notice,
    raw: pl.DataFrame,
    sources: Mapping[str, SourceFile],
    formats: Sequence[NoticeFormat],
    templates: Path | None = None,
) -> bytes:
    """The notice in ``formats`` and both languages, with what it rests on.

    ``raw``: the records of its filings as their offices gave them (``RAW_SCHEMA``), as far as they
    are kept; ``sources`` the files they stood in, by digest. The same bytes for the same input.
    """
    members = {
        f"notice/{file_name(notice, name, lang)}": notice_bytes(notice, name, lang, templates)
        for lang in NOTICE_LANGUAGES
        for name in formats
    }
    for alert in notice.alerts:
        told = json_text(alert_record(alert), indent=2) + "\n"
        members[f"alerts/{alert.alert_id}.json"] = told.encode()
        members[f"assessment/{alert.alert_id}.txt"] = waterfall(alert, "both").encode()
    members["rules.csv"] = listing(list(_rules(notice.alerts)), RULE_COLUMNS, "csv")
    members |= _records(raw, sources)
    members = {"README.md": _readme(notice, raw.height).encode(), **members}
    return packed({**members, "SHA256SUMS": _sums(members)})


def _rules(alerts: Sequence[Alert]) -> Iterator[dict[str, Any]]:
    """The rules that the notice cites, each with where it is from and of when."""
    for alert in alerts:
        for window in alert.assessment.windows:
            yield {
                "alert_id": alert.alert_id, "kind": "window", "office": window.office,
                "rule": window.rule, "closes": str(window.closes or ""), "source": window.source,
                "as_of": window.as_of, "confidence": window.confidence,
            }  # fmt: skip
        for one in alert.assessment.responses:
            yield {
                "alert_id": alert.alert_id, "kind": "response", "office": one.office,
                "option": one.option, "rule": one.text_en, "ground": one.ground, "who": one.who,
                "limit": one.limit, "closes": str(one.closes or ""), "source": one.source,
                "as_of": one.as_of, "confidence": one.confidence,
            }  # fmt: skip


def _records(raw: pl.DataFrame, sources: Mapping[str, SourceFile]) -> dict[str, bytes]:
    """The records as they were given, and a list that says of each where it came from."""
    members: dict[str, bytes] = {}
    rows = []
    for place, row in enumerate(raw.iter_rows(named=True), start=1):
        office, key = _safe(row["office"]), _safe(row["application_key"])
        name = f"records/{place:03}-{office}-{key}{_suffix(row['content'])}"
        members[name] = row["content"]
        source = sources.get(row["source"])
        rows.append(
            {
                "file": name,
                "office": row["office"],
                "application_key": row["application_key"],
                "sha256": row["digest"],
                "retrieved": row["retrieved"].isoformat(),
                "source_name": source.name if source else "",
                "source_sha256": row["source"],
            }
        )
    return {"records.csv": listing(rows, RECORD_COLUMNS, "csv"), **members}


def _safe(text: str) -> str:
    """A part of a file's name in which a record cannot climb out of the folder."""
    return re.sub(r"[^0-9A-Za-z-]+", "_", text)[:60]


def _suffix(content: bytes) -> str:
    match content.lstrip()[:1]:
        case b"<":
            return ".xml"
        case b"{" | b"[":
            return ".json"
        case _:
            return ".txt"


def _sums(members: Mapping[str, bytes]) -> bytes:
    """What ``sha256sum -c SHA256SUMS`` reads."""
    lines = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in members.items())
    return "".join(lines).encode()


def _readme(notice: Notice, records: int) -> str:
    kept_en = (
        f"{records} office records as they were given, with digest and time"
        if records
        else ("no office record is kept here (they are kept where ingest was asked to)")
    )
    kept_zh = (
        f"官方原始记录 {records} 件，附摘要与获取时间"
        if records
        else "未保存官方原始记录（入库时可选择保存）"
    )
    number, day = plain(notice.shown_number), notice.as_of.isoformat()
    return f"""# 预警通知书证据包 Evidence to notice {number}

截至 as of {day}

- `notice/`: 通知书，中英文 the notice, in Chinese and English
- `alerts/`: 预警记录（JSON） the alert records
- `assessment/`: 逐项依据 the sum of evidence, step by step
- `rules.csv`: 所引规则、来源与日期 the rules cited, with source and date
- `records/`, `records.csv`: {kept_zh}；{kept_en}
- `SHA256SUMS`: 各文件摘要 digests of all files here: `sha256sum -c SHA256SUMS`

{label("note.disclaimer", "zh")} {label("note.disclaimer", "en")}
"""
