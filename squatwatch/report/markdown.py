"""A run as Markdown: the summary of a CI job, the body of a message.

What strangers typed becomes neither markup nor a link, a mention or a reference: marks and numbers
stand as code, and so does any word that a renderer would make live by itself. Nobody is named
(``report.nameless``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import Alert
from squatwatch.report.alerts_listing import first_to_close, level_text, reasons
from squatwatch.report.caution import window_text
from squatwatch.report.labels import label
from squatwatch.report.nameless import (
    brand_text,
    change_text,
    group_text,
    without_names,
)
from squatwatch.report.plain import plain
from squatwatch.report.run_lines import (
    beside_lines,
    covered_lines,
    failure_lines,
    lapsed_lines,
    reminder_lines,
    standing_line,
    taken_lines,
    told_line,
)

SCAN_COLUMNS = (
    "level", "brand", "office", "number", "mark", "matched", "classes", "closes", "why",
)  # fmt: skip
SWEEP_COLUMNS = ("change", *SCAN_COLUMNS[:-1], "stands", "why")

_MARKUP = re.compile(r"[\\`*_\[\]<>&~$]")
_BEGINS_A_BLOCK = re.compile(r"^([+\-=]|\d+(?=[.)]))")
_MADE_LIVE = re.compile(r"[@#]|://|www\.|:\w+:|(?:mailto|xmpp|ftp):", re.IGNORECASE)
"""What renderers make live unasked: mentions, references, addresses, pictures of faces."""
_BAR = "&#124;"
"""A bar ends the cell of a table, and renderers disagree on how a backslash keeps it from that."""


def markdown(result: RunResult, lang: Language) -> bytes:
    """The run: failures first, then what is new, groups, reminders, and what it covered."""
    parts = (
        f"# squatwatch {result.command} · {result.as_of.isoformat()}",
        _items("title.failures", failure_lines(result), lang),
        _paragraph(told_line(result, lang)),
        _alerts(result, lang),
        _items("title.groups", [group_text(one, lang) for one in result.groups], lang),
        _items("title.reminders", reminder_lines(result, lang), lang),
        _items("title.lapsed", lapsed_lines(result, lang), lang),
        _items("title.taken", taken_lines(result, lang), lang),
        _paragraph(standing_line(result, lang)),
        f"## {label('title.coverage', lang)}",
        *map(_paragraph, covered_lines(result, lang)),
        _paragraph(label("note.nameless", lang)),
    )
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def escaped(text: str) -> str:
    r"""Text in which nothing is markup; a word that would become a link or a mention is code.

    >>> escaped("- *b* <i> | see @you")
    '\\- \\*b\\* \\<i\\> &#124; see `@you`'
    """
    words = plain(text).strip().split(" ")
    return _BEGINS_A_BLOCK.sub(_kept_from_beginning, " ".join(map(_word, words)))


def code(text: str) -> str:
    """Text as code, whatever backticks and bars it has; a dash for none.

    >>> code("A`B"), code("A|B"), code("")
    ('``A`B``', '`A`&#124;`B`', '–')
    """
    pieces = plain(text).strip().split("|")
    return _BAR.join(_code_without_bars(piece) for piece in pieces) or "–"


def _code_without_bars(text: str) -> str:
    if not text.strip():
        return text
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if text[0] in " `" or text[-1] in " `" else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _word(word: str) -> str:
    if _MADE_LIVE.search(word):
        return code(word)
    return _MARKUP.sub(r"\\\g<0>", word).replace("|", _BAR)


def _kept_from_beginning(found: re.Match[str]) -> str:
    """A number with the sign that makes it a list has the backslash before that sign."""
    told = found.group()
    return f"{told}\\" if told.isdigit() else f"\\{told}"


def _paragraph(text: str) -> str:
    """Lines that stay lines."""
    return "  \n".join(map(escaped, filter(None, text.split("\n"))))


def _items(title: str, lines: Sequence[str], lang: Language) -> str:
    if not lines:
        return ""
    return "\n".join([f"## {label(title, lang)}", "", *(f"- {escaped(line)}" for line in lines)])


def _alerts(result: RunResult, lang: Language) -> str:
    """The table of the alerts, and how many are not in it."""
    columns = SWEEP_COLUMNS if result.command == "sweep" else SCAN_COLUMNS
    shown = [_cells(alert, lang) for alert in result.alerts]
    table = [
        [label(f"column.{name}", lang) for name in columns],
        ["---"] * len(columns),
        *([cells[name] for name in columns] for cells in shown),
    ]
    rows = [f"| {' | '.join(cells)} |" for cells in table]
    body = rows if shown else [label("note.nothing", lang)]
    beside = [f"\n{escaped(line)}" for line in beside_lines(result, lang)]
    return "\n".join([f"## {label('title.alerts', lang)}", "", *body, *beside])


def _cells(alert: Alert, lang: Language) -> dict[str, str]:
    found = alert.assessment
    return {
        "change": escaped(change_text(alert, lang)),
        "level": escaped(f"{level_text(alert, lang)} ({found.score:.2f})"),
        "brand": escaped(brand_text(alert)),
        "office": escaped(found.filing.office),
        "number": code(found.filing.application_number),
        "mark": code(found.filing.mark_text),
        "matched": code(found.hit.form),
        "classes": " ".join(map(str, found.filing.classes)),
        "closes": escaped(window_text(first_to_close(found.windows), lang)),
        "stands": label(f"state.{alert.state}", lang),
        "why": escaped("; ".join(reasons(without_names(found.evidence), lang))),
    }
