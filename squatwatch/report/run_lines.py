"""What a sweep did beside its alerts, in lines; empty where there is nothing to say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from squatwatch.alerts.run import Lapsed, Reminder, RunResult
from squatwatch.config import Language
from squatwatch.model import STATES, SourceFile
from squatwatch.report.caution import with_caution
from squatwatch.report.coverage import counts_line, coverage_line
from squatwatch.report.labels import in_language, label
from squatwatch.report.nameless import brand_text, number_of
from squatwatch.report.plain import plain

_ADDRESS = re.compile(r"[^\s<>:;,]+@[^\s<>:;,]+")


def failure_lines(result: RunResult) -> tuple[str, ...]:
    """What went wrong while the rest was done, to be said before anything else.

    To whom a message could not be sent is left out: the address may be a person's.
    """
    return tuple(_ADDRESS.sub("…", plain(line)) for line in result.failures)


def told_line(result: RunResult, lang: Language) -> str:
    """How many alerts are new at each level; of a scan, how many pairs stand there."""
    if result.command == "scan":
        return counts_line(result, lang)
    return f"{label('title.told', lang)}: {_counted('level', result.told, lang) or _nothing(lang)}"


def beside_lines(result: RunResult, lang: Language) -> tuple[str, ...]:
    """How many alerts are not listed: left out for their number, or by the ignore file."""
    lines = {
        in_language(
            f"{result.left_out:,} more are not listed here",
            f"另有 {result.left_out:,} 项未在此列出",
            lang,
            " / ",
        ): result.left_out,
        in_language(
            f"{result.ignored:,} held back by the ignore file",
            f"忽略文件搁置 {result.ignored:,} 项",
            lang,
            " / ",
        ): result.ignored,
    }
    return tuple(line for line, number in lines.items() if number)


def standing_line(result: RunResult, lang: Language) -> str:
    """How many alerts stand in each state, in the order of the states."""
    counts = [(name, result.standing[name]) for name in STATES if result.standing.get(name)]
    told = _counted("state", counts, lang)
    return f"{label('title.standing', lang)}: {told}" if told else ""


def taken_lines(result: RunResult, lang: Language) -> tuple[str, ...]:
    """The files that were taken, with what became of their records."""
    return tuple(_taken(file, lang) for file in result.taken)


def reminder_lines(result: RunResult, lang: Language) -> tuple[str, ...]:
    """The windows that close soon on alerts that somebody is to act on."""
    return tuple(reminder_line(one, lang) for one in result.reminders)


def reminder_line(one: Reminder, lang: Language) -> str:
    """The days left, the filing, its brand and where the alert stands."""
    left = one.window.days_left
    days = in_language(f"{left} days left", f"剩余 {left} 天", lang, " / ")
    closes = with_caution(one.window.closes, one.window, lang)
    return plain(
        f"{days}: {one.window.office} {closes} – {number_of(one.alert)}, {brand_text(one.alert)}"
        f" ({label(f'state.{one.alert.state}', lang)})"
    )


def lapsed_lines(result: RunResult, lang: Language) -> tuple[str, ...]:
    """The rules of the ignore file that have expired: their alerts come back."""
    return tuple(_lapsed(one, lang) for one in result.lapsed)


def covered_lines(result: RunResult, lang: Language) -> tuple[str, ...]:
    """What the run looked at and had no data for, and what a match is not."""
    covered = coverage_line(result.coverage, lang).split("\n")
    return (*map(plain, covered), label("note.disclaimer", lang))


def outcome_lines(result: RunResult, lang: Language) -> tuple[str, ...]:
    """What is new, how much of it is not listed, what the run covered, what a match is not."""
    told = told_line(result, lang).split("\n")
    return (*told, *beside_lines(result, lang), *covered_lines(result, lang))


def about(result: RunResult, lang: Language) -> str:
    """The run in a few lines, what went wrong first."""
    return "\n".join((*failure_lines(result), *outcome_lines(result, lang)))


def _taken(file: SourceFile, lang: Language) -> str:
    counts = file.counts
    told = in_language(
        f"{counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged, "
        f"{counts.deleted:,} deleted; {file.set_aside:,} records set aside",
        f"新增 {counts.new:,}、变更 {counts.changed:,}、未变 {counts.unchanged:,}、"
        f"删除 {counts.deleted:,}；搁置 {file.set_aside:,} 条记录",
        lang,
        " / ",
    )
    return plain(f"{file.name} ({file.reader}): {told}")


def _lapsed(one: Lapsed, lang: Language) -> str:
    day = one.expired.isoformat()
    expired = in_language(f"expired on {day}", f"已于 {day} 到期", lang, " / ")
    return plain(f"{one.rule}: {expired} ({one.reason})")


def _counted(kind: str, numbers: Iterable[tuple[str, int]], lang: Language) -> str:
    return ", ".join(f"{label(f'{kind}.{name}', lang)} {number:,}" for name, number in numbers)


def _nothing(lang: Language) -> str:
    return label("note.nothing_new", lang)
