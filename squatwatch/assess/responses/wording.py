"""The sentences of a response, in both languages (``reference/response_sentences.csv``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from squatwatch.assess.responses.stages import Chance
from squatwatch.model import ResponseOption, Right
from squatwatch.reference import table


@dataclass(frozen=True, slots=True)
class Said:
    """One text in both languages."""

    en: str
    zh: str


def sentence(key: str, **values: str | Said) -> Said:
    """A sentence with its values filled in.

    >>> sentence("added.ahead", filed="2025-12-01").en
    'It ranks as of 2025-12-01, before this filing'
    """
    en, zh = _sentences()[key]
    return Said(
        en.format(**{name: _in_english(value) for name, value in values.items()}),
        zh.format(**{name: _in_chinese(value) for name, value in values.items()}),
    )


def told(
    option: ResponseOption,
    rights: Sequence[Right],
    found: Chance,
    confidence: str,
    added: Iterable[Said],
) -> Said:
    """A whole response: its subject, where it stands, and what is added."""
    subject = sentence(f"subject.{option}", rights=named(rights))
    standing = _standing(found, confidence)
    more = [item for item in added if item.en]
    return Said(
        ". ".join([f"{subject.en}: {standing.en}", *(_capital(item.en) for item in more)]),
        "。".join([f"{subject.zh}：{standing.zh}", *(item.zh for item in more)]),
    )


def named(rights: Iterable[Right]) -> str:
    """Rights as a person finds them: office and number."""
    return ", ".join(f"{right.office} {right.number}" for right in rights)


def _standing(found: Chance, confidence: str) -> Said:
    awaits = f".{found.awaits}" if found.awaits else ""
    day = ".day" if found.day else ""
    return sentence(
        f"standing.{found.standing}{awaits}{day}",
        day=found.day.isoformat() if found.day else "",
        confidence=sentence(f"confidence.{confidence}"),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_english(value: str | Said) -> str:
    return value if isinstance(value, str) else value.en


def _in_chinese(value: str | Said) -> str:
    return value if isinstance(value, str) else value.zh


@cache
def _sentences() -> dict[str, tuple[str, str]]:
    rows = table("response_sentences").select("key", "en", "zh").iter_rows()
    return {key: (en, zh) for key, en, zh in rows}
