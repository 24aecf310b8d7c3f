"""The figures of ``stats`` in every format: what each rests on, and when it is too few to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from squatwatch.alerts.statistics import Figures, Middle, Outcome, Statistics
from squatwatch.assess.evaluation import Share
from squatwatch.config import Language
from squatwatch.model import LEVELS
from squatwatch.report.labels import in_language, label
from squatwatch.report.listing import json_lines, listing
from squatwatch.report.markdown import escaped
from squatwatch.report.plain import json_text

STATISTICS_SCHEMA_NAME = "squatwatch.statistics/1"
"""Keys are only added within a version of the schema."""

FORMATS = ("table", "json", "jsonl", "csv", "xlsx", "md")

FEW = 10
"""Numbers below which no median and no share is said: one more would change it."""

MIDDLES = ("before_close", "after_filing", "left_at_notice")
SHARES = ("in_time", "false_alarms", "received")
COUNTS = ("alerts", *LEVELS, "cleared", "noticed")
GROUP_COLUMNS = (
    "group", "alerts", *LEVELS, "cleared", "noticed", "before_close", "left_at_notice",
    "in_time", "false_alarms",
)  # fmt: skip
SHEET_COLUMNS = (
    "group", *COUNTS,
    *(f"{name}{end}" for name in MIDDLES for end in ("_days", "_of")),
    *(f"{name}{end}" for name in SHARES for end in ("_share", "_low", "_high", "_count", "_of")),
)  # fmt: skip


def statistics_report(
    found: Statistics, file_format: str, lang: Language, terminal_width: int | None = None
) -> bytes:
    """The figures in one of ``FORMATS``; a table is in two parts, the whole and the groups."""
    match file_format:
        case "json":
            return (json_text(record(found), indent=2) + "\n").encode()
        case "jsonl":
            return json_lines([group_record(one) for one in _all(found)])
        case "csv" | "xlsx" as sheet:
            rows = [sheet_row(one) for one in _all(found)]
            return listing(rows, SHEET_COLUMNS, "csv" if sheet == "csv" else "xlsx")
        case "md":
            return _markdown(found, lang).encode()
    return _tables(found, lang, terminal_width)


def _all(found: Statistics) -> tuple[Figures, ...]:
    return (found.whole, *found.groups)


# For programs -------------------------------------------------------------------------------------


def record(found: Statistics) -> dict[str, Any]:
    """All figures as JSON values."""
    return {
        "schema": STATISTICS_SCHEMA_NAME,
        "disclaimer_en": label("note.disclaimer", "en"),
        "disclaimer_zh": label("note.disclaimer", "zh"),
        "as_of": found.as_of.isoformat(),
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "few": FEW,
        "whole": group_record(found.whole),
        "by": found.by,
        "groups": [group_record(one) for one in found.groups],
        "filer_groups": found.filer_groups,
        "outcomes": [
            {"option": one.option, "outcome": one.outcome, "alerts": one.alerts}
            for one in found.outcomes
        ],
        "handed_in": sum(found.missed.values()),
        "missed": dict(found.missed),
        "protected_markets": _share(found.protected),
    }


def group_record(one: Figures) -> dict[str, Any]:
    """The figures of a group; None where there are too few to say."""
    return {
        "group": one.name or None,
        **{name: _count(one, name) for name in COUNTS},
        **{name: _median(getattr(one, name)) for name in MIDDLES},
        **{name: _share(getattr(one, name)) for name in SHARES},
    }


def sheet_row(one: Figures) -> dict[str, Any]:
    """The figures of a group, one to a column."""
    told = group_record(one)
    parts = {
        f"{name}_{part}": value
        for name in (*MIDDLES, *SHARES)
        for part, value in told.pop(name).items()
    }
    return {**told, **parts}


def _count(one: Figures, name: str) -> int:
    found: int = one.levels[name] if name in LEVELS else getattr(one, name)
    return found


def _median(middle: Middle) -> dict[str, Any]:
    return {"days": middle.value if middle.of >= FEW else None, "of": middle.of}


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval or (None, None)
    told = share.of >= FEW
    return {
        "share": _rounded(share.value) if told else None,
        "low": _rounded(low) if told else None,
        "high": _rounded(high) if told else None,
        "count": share.count,
        "of": share.of,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


# For people ---------------------------------------------------------------------------------------


def _tables(found: Statistics, lang: Language, width: int | None) -> bytes:
    headings = {name: label(f"stats.{name}", lang) for name in ("figure", "value")}
    whole = listing(
        [{"figure": name, "value": value} for name, value in whole_rows(found, lang)],
        ("figure", "value"), "table", headings=headings, terminal_width=width,
    )  # fmt: skip
    if not found.by:
        return whole
    rows = [dict(zip(GROUP_COLUMNS, row, strict=True)) for row in group_rows(found, lang)]
    named = dict(zip(GROUP_COLUMNS, _group_headings(found, lang), strict=True))
    groups = listing(rows, GROUP_COLUMNS, "table", headings=named, terminal_width=width)
    return whole + b"\n" + groups


def _markdown(found: Statistics, lang: Language) -> str:
    whole = _md_table(
        [label("stats.figure", lang), label("stats.value", lang)], whole_rows(found, lang)
    )
    parts = [f"# {label('stats.title', lang)}", period_line(found, lang), whole]
    if found.by:
        parts.append(_md_table(_group_headings(found, lang), group_rows(found, lang)))
    parts += [basis_line(lang), label("note.disclaimer", lang)]
    return "\n\n".join(parts) + "\n"


def _md_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def whole_rows(found: Statistics, lang: Language) -> list[tuple[str, str]]:
    """The figures of the whole, each with its name, in the language."""
    one = found.whole
    rows = [(label(f"stats.{name}", lang), f"{_count(one, name):,}") for name in ("alerts",)]
    rows += [(label(f"level.{name}", lang), f"{_count(one, name):,}") for name in LEVELS]
    rows += [(label(f"stats.{name}", lang), f"{_count(one, name):,}") for name in ("cleared",)]
    rows += [(label("stats.filer_groups", lang), f"{found.filer_groups:,}")]
    rows += [(label(f"stats.{name}", lang), middle_text(getattr(one, name), lang))
             for name in ("before_close", "after_filing")]  # fmt: skip
    rows += [(label("stats.noticed", lang), f"{one.noticed:,}")]
    rows += [(label("stats.left_at_notice", lang), middle_text(one.left_at_notice, lang))]
    rows += [(label(f"stats.{name}", lang), share_text(getattr(one, name), lang))
             for name in ("in_time", "received", "false_alarms")]  # fmt: skip
    rows += [_outcome_row(outcome, lang) for outcome in found.outcomes]
    rows += [(label("stats.handed_in", lang), f"{sum(found.missed.values()):,}")]
    rows += [(label(f"missed.{why}", lang), f"{count:,}") for why, count in found.missed.items()]
    rows += [(label("stats.protected", lang), share_text(found.protected, lang))]
    return rows


def _outcome_row(one: Outcome, lang: Language) -> tuple[str, str]:
    still = one.outcome or label("stats.open", lang)
    return f"{label(f'state.{one.option}', lang)}: {still}", f"{one.alerts:,}"


def group_rows(found: Statistics, lang: Language) -> list[list[str]]:
    """A row of cells for each group (``GROUP_COLUMNS``)."""
    return [
        [
            one.name or label("stats.not_known", lang),
            *(f"{_count(one, name):,}" for name in GROUP_COLUMNS[1:8]),
            middle_text(one.before_close, lang),
            middle_text(one.left_at_notice, lang),
            share_text(one.in_time, lang),
            share_text(one.false_alarms, lang),
        ]
        for one in found.groups
    ]


def _group_headings(found: Statistics, lang: Language) -> list[str]:
    first = label(f"stats.by_{found.by}", lang)
    others = [f"level.{name}" if name in LEVELS else f"stats.{name}" for name in GROUP_COLUMNS[1:]]
    return [first, *(label(key, lang) for key in others)]


def middle_text(middle: Middle, lang: Language) -> str:
    """``19 (n 25)``; of too few only how many.

    >>> middle_text(Middle(19.0, 25), "en"), middle_text(Middle(19.0, 3), "en")
    ('19 (n 25)', 'too few to say (n 3)')
    """
    if middle.value is None or middle.of < FEW:
        return f"{label('stats.too_few', lang)} (n {middle.of:,})"
    return f"{middle.value:g} (n {middle.of:,})"


def share_text(share: Share, lang: Language) -> str:
    """The share with its 95 % interval and what it rests on.

    >>> share_text(Share(30, 35), "en"), share_text(Share(1, 3), "en")
    ('86 % (71-94 %), 30/35', 'too few to say, 1/3')
    """
    rests_on = f"{share.count:,}/{share.of:,}"
    if share.value is None or share.interval is None or share.of < FEW:
        return f"{label('stats.too_few', lang)}, {rests_on}"
    low, high = (round(100 * end) for end in share.interval)
    return f"{round(100 * share.value)} % ({low}-{high} %), {rests_on}"


def period_line(found: Statistics, lang: Language) -> str:
    """Of which alerts the figures are."""
    since, until = (day.isoformat() if day else "..." for day in (found.since, found.until))
    return in_language(
        f"Alerts first seen {since} to {until}, as they stand on {found.as_of}.",
        f"首次发现于 {since} 至 {until} 的预警，按 {found.as_of} 的状态统计。",
        lang,
    )


def basis_line(lang: Language) -> str:
    """What the figures rest on."""
    return label("note.statistics", lang).replace("{few}", str(FEW))
