"""The words of a notice: a Jinja2 template in Markdown, into which values come as plain text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from squatwatch.errors import DataError
from squatwatch.report.notice.content import Notice
from squatwatch.report.notice.days import NoticeLanguage
from squatwatch.report.notice.words import words_of
from squatwatch.report.plain import plain

_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&$@{}]")
_ADDRESS = re.compile(r"://|(?i:\bwww)(?=\.)")
"""What some readers of Markdown make a link of without being asked."""
_OPENING = re.compile(r"^(?:[#+=:-]|\d+(?=[.)](?:\s|$)))")
"""What begins a heading, a list or a rule at the beginning of a line."""

_NUMERALS = "零一二三四五六七八九"


def markdown(notice: Notice, lang: NoticeLanguage, templates: Path | None = None) -> str:
    """The notice in Markdown, by ``templates/{notice,group}.{zh,en}.md`` or what comes with it.

    Raises:
        DataError: the template has a mistake; file, line and what it is.
    """
    name = f"{'group' if notice.about_group else 'notice'}.{lang}.md"
    environment = _environment(templates)
    try:
        told = environment.get_template(name).render(words_of(notice, lang))
    except TemplateSyntaxError as error:
        raise _mistake(error, error.filename or name, error.lineno) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise _mistake(error, *_place(error, name)) from error
    return re.sub(r"\n{3,}", "\n\n", told).strip() + "\n"


def escaped(text: str) -> str:
    r"""The text on one line, so that Markdown makes nothing of it but text.

    >>> print(escaped("<b>*A|B*</b> [x](http://example.org)"))
    \<b\>\*A\|B\*\</b\> \[x\](http\://example.org)
    >>> print(escaped("# 1"), escaped("2026-01-15"), escaped("1. x"))
    \# 1 2026-01-15 1\. x
    """
    line = _ACTIVE.sub(r"\\\g<0>", plain(text).strip())
    line = _ADDRESS.sub(_broken, line)
    return _OPENING.sub(_at_the_beginning, line)


def link(address: str, text: str = "") -> str:
    """A link to a web address; what is no web address stands as text, and nothing for none."""
    if not address:
        return ""
    if not re.fullmatch(r"https?://[!-~]+", address):
        return Markup(escaped(address))  # noqa: S704 - escaped for Markdown, which HTML is not
    target = re.sub(r"[\\<>|\"`]", lambda found: f"%{ord(found.group()):02X}", address)
    return Markup(f"[{escaped(text or address)}](<{target}>)")  # noqa: S704 - as above


def chinese(number: int) -> str:
    """A number below a hundred as a heading counts.

    >>> [chinese(number) for number in (1, 10, 12, 20, 23)]
    ['一', '十', '十二', '二十', '二十三']
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return f"{_NUMERALS[tens] if tens > 1 else ''}十{_NUMERALS[ones] if ones else ''}"


def _broken(found: re.Match[str]) -> str:
    return r"\://" if found.group() == "://" else f"{found.group()}\\"


def _at_the_beginning(found: re.Match[str]) -> str:
    opening = found.group()
    return f"{opening}\\" if opening[0].isdigit() else f"\\{opening}"


def _environment(templates: Path | None) -> ImmutableSandboxedEnvironment:
    ours = PackageLoader("squatwatch.report.notice")
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(templates), ours]) if templates else ours,
        undefined=StrictUndefined,
        # Whatever is no text of the template itself comes through ``finalize``; Markup is what a
        # filter or a macro has made of such.
        autoescape=True,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"link": link, "chinese": chinese}
    return environment


def _finalized(value: Any) -> Any:
    if isinstance(value, (Markup, StrictUndefined)):
        return value
    return Markup(escaped(str(value)))  # noqa: S704 - escaped for Markdown, which HTML is not


def _place(error: Exception, name: str) -> tuple[str, int]:
    """The file and line of a template in which an error arose."""
    place, line, trace = name, 0, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".md"):
            place, line = file, trace.tb_lineno
        trace = trace.tb_next
    return place, line


def _mistake(error: Exception, file: str, line: int) -> DataError:
    where = f"{file}, line {line}" if line else file
    return DataError(
        f"a mistake in the template ({plain(str(error))})",
        where=where,
        do="correct it (docs/notices.md)",
    )
