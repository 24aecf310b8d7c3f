"""What a run covered, in words: every scan, notice and report says it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.alerts.run import Coverage, Reminder, RunResult
from squatwatch.config import Language
from squatwatch.model import STATES, SourceFile
from squatwatch.report.labels import in_language, label


def coverage_line(found: Coverage, lang: Language) -> str:
    """The offices with their filings and freshest record, and the markets without data."""
    offices = ", ".join(
        f"{item.office} {item.filings:,} ({item.freshest.isoformat() if item.freshest else '-'})"
        for item in found.offices
    )
    line = in_language(
        f"{found.brands:,} brands, {found.forms:,} forms, {found.filings:,} filings; "
        f"offices (freshest record): {offices or 'none'}",
        f"{found.brands:,} 个品牌、{found.forms:,} 个形式、{found.filings:,} 件申请；"
        f"国家/地区（最新记录）：{offices or '无'}",
        lang,
        "\n",
    )
    if not found.markets_without_data:
        return line
    missing = ", ".join(found.markets_without_data)
    return f"{line}\n{label('word.no_data', lang)}: {missing}"


def counts_line(result: RunResult, lang: Language) -> str:
    """How many pairs at each level, and how many of them name an applicant."""
    totals: dict[str, list[int]] = {}
    for level, known, number in result.counts:
        at_level = totals.setdefault(level, [0, 0])
        at_level[0] += number
        at_level[1] += number if known else 0
    told_en = [f"{level} {count:,} ({known:,})" for level, (count, known) in totals.items()]
    told_zh = [
        f"{label(f'level.{level}', 'zh')} {count:,}（{known:,}）"
        for level, (count, known) in totals.items()
    ]
    return in_language(
        f"pairs by level (of which with a named applicant): {', '.join(told_en) or 'none'}",
        f"各等级数量（其中载明申请人）：{'、'.join(told_zh) or '无'}",
        lang,
        "\n",
    )


def group_lines(result: RunResult, lang: Language) -> tuple[str, ...]:
    """A line for each filer group: who took which brands, in how many filings, and where."""
    return tuple(
        f"{label('title.group', lang)} {warning.filer_group} "
        f"({label(f'link.{warning.link}', lang)}): {'; '.join(warning.filers)} – "
        + in_language(
            f"{len(warning.brands)} brands ({_names(warning)}), {len(warning.filings)} filings"
            f" at {', '.join(warning.offices)}",
            f"{len(warning.brands)} 个品牌（{_names(warning)}），{len(warning.filings)} 件申请，"
            f"国家/地区 {'、'.join(warning.offices)}",
            lang,
            " / ",
        )
        for warning in result.groups
    )


def _names(warning: GroupWarning) -> str:
    return "; ".join(next(iter(brand.names), brand.brand_id) for brand in warning.brands)


def summary(result: RunResult) -> dict[str, Any]:
    """The run as plain values: what it covered and how many it found; of a sweep what it did."""
    return {
        **(_sweep(result) if result.command == "sweep" else {}),
        "run_id": result.run_id,
        "as_of": result.as_of.isoformat(),
        "counts": [
            {"level": level, "applicant_known": known, "pairs": number}
            for level, known, number in result.counts
        ],
        "filer_groups": [
            {
                "filer_group": warning.filer_group,
                "link": warning.link,
                "brands": [brand.brand_id for brand in warning.brands],
                "offices": list(warning.offices),
                "filings": len(warning.filings),
                "alerts": [alert.alert_id for alert in warning.alerts],
            }
            for warning in result.groups
        ],
        "coverage": {
            "brands": result.coverage.brands,
            "forms": result.coverage.forms,
            "filings": result.coverage.filings,
            "offices": [
                {
                    "office": item.office,
                    "filings": item.filings,
                    "freshest": item.freshest.isoformat() if item.freshest else None,
                }
                for item in result.coverage.offices
            ],
            "markets_without_data": list(result.coverage.markets_without_data),
        },
    }


def _sweep(result: RunResult) -> dict[str, Any]:
    """What only a sweep has, what went wrong first."""
    return {
        "failures": list(result.failures),
        "told": [{"level": level, "alerts": number} for level, number in result.told],
        "left_out": result.left_out,
        "ignored": result.ignored,
        "standing": {state: result.standing[state] for state in STATES if state in result.standing},
        "reminders": [_reminder(one) for one in result.reminders],
        "lapsed": [
            {"rule": one.rule, "reason": one.reason, "expired": one.expired.isoformat()}
            for one in result.lapsed
        ],
        "taken": [_taken(file) for file in result.taken],
    }


def _reminder(one: Reminder) -> dict[str, Any]:
    return {
        "alert_id": one.alert.alert_id,
        "state": one.alert.state,
        "assignee": one.alert.assignee or None,
        "office": one.window.office,
        "closes": one.window.closes.isoformat() if one.window.closes else None,
        "days_left": one.window.days_left,
        "limit": one.limit,
    }


def _taken(file: SourceFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "digest": file.digest,
        "size": file.size,
        "reader": file.reader,
        **asdict(file.counts),
        "set_aside": file.set_aside,
    }
