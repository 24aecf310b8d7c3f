"""The guide to an office as text for a terminal, as Markdown, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args

from squatwatch.assess.responses.wording import Said
from squatwatch.config import Language
from squatwatch.report.guide.content import Chapter, Fact, Guide
from squatwatch.report.labels import in_language, label
from squatwatch.report.law_words import law_words
from squatwatch.report.plain import json_text, plain

GuideFormat = Literal["text", "md", "json"]
GUIDE_FORMATS: tuple[GuideFormat, ...] = get_args(GuideFormat)
GUIDE_SCHEMA_NAME = "squatwatch.guide/1"


def guide_bytes(guide: Guide, guide_format: GuideFormat, lang: Language) -> bytes:
    """The guide in a format; JSON holds both languages whatever ``lang``."""
    if guide_format == "json":
        return (json_text(_record(guide), indent=2) + "\n").encode()
    lines = _markdown(guide, lang) if guide_format == "md" else _text(guide, lang)
    return ("\n".join(lines) + "\n").encode()


def _text(guide: Guide, lang: Language) -> Iterator[str]:
    yield _heading(guide, lang)
    yield label("guide.advice", lang)
    for chapter in guide.chapters:
        yield from ("", label(chapter.title, lang))
        for fact in chapter.facts:
            yield plain(f"  {_line(fact, lang)}")
            yield from (plain(f"      {line}") for line in _below(fact, lang))


def _markdown(guide: Guide, lang: Language) -> Iterator[str]:
    yield f"# {_heading(guide, lang)}"
    yield from ("", label("guide.advice", lang))
    for chapter in guide.chapters:
        yield from ("", f"## {label(chapter.title, lang)}", "")
        for fact in chapter.facts:
            yield plain(f"- {_line(fact, lang, '**')}")
            yield from (plain(f"  - {line}") for line in _below(fact, lang))


def _heading(guide: Guide, lang: Language) -> str:
    return f"{label('title.guide', lang)}: {guide.office} {_said(guide.name, lang, ' ')}"


def _line(fact: Fact, lang: Language, mark: str = "") -> str:
    value = _said(fact.value, lang) if fact.value else label("guide.unknown", lang)
    return f"{mark}{_said(fact.name, lang, ' ')}{mark}: {value}"


def _below(fact: Fact, lang: Language) -> Iterator[str]:
    for key, said in fact.details:
        yield f"{label(key, lang)}: {_said(said, lang)}"
    if fact.source:
        as_of = fact.as_of or label("guide.undated", lang)
        sure = f"{label('column.confidence', lang)} {label(f'confidence.{fact.confidence}', lang)}"
        yield f"{label('column.source', lang)}: {law_words(fact.source, lang)} · {as_of} · {sure}"


def _said(said: Said, lang: Language, between: str = " / ") -> str:
    return in_language(said.en, said.zh, lang, between)


def _record(guide: Guide) -> dict[str, Any]:
    return {
        "schema": GUIDE_SCHEMA_NAME,
        "office": guide.office,
        "name_en": guide.name.en,
        "name_zh": guide.name.zh,
        "acting": guide.acting,
        "disclaimer_en": label("guide.advice", "en"),
        "disclaimer_zh": label("guide.advice", "zh"),
        "chapters": [_chapter(chapter) for chapter in guide.chapters],
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "chapter": chapter.title.removeprefix("title.").removeprefix("guide_"),
        "facts": [_fact(fact) for fact in chapter.facts],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name_en": fact.name.en,
        "name_zh": fact.name.zh,
        "known": fact.value is not None,
        "value_en": fact.value.en if fact.value else None,
        "value_zh": fact.value.zh if fact.value else None,
        "details": [
            {
                "name_en": label(key, "en"),
                "name_zh": label(key, "zh"),
                "value_en": said.en,
                "value_zh": said.zh,
            }
            for key, said in fact.details
        ],
        "source": fact.source or None,
        "as_of": fact.as_of or None,
        "confidence": fact.confidence or None,
    }
