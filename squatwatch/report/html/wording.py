"""The words of the page, each marked with its language where both stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from squatwatch import reference
from squatwatch.config import Language
from squatwatch.report.labels import in_language, label
from squatwatch.report.plain import plain

_BOTH = Markup('<span lang="zh">{}</span> <span class="en" lang="en">{}</span>')


@dataclass(frozen=True, slots=True)
class Words:
    """Labels and sentences in the language of the page; Chinese first where both are asked for."""

    lang: Language

    def __call__(self, key: str, **values: object) -> Markup:
        """The label of a key, its braces filled."""
        return self.said(*(label(key, one).format(**values) for one in ("en", "zh")))

    def said(self, en: str, zh: str) -> Markup:
        """One of two texts, or both, so that a screen reader speaks each in its own voice.

        >>> Words("both").said("a<b", "甲")
        Markup('<span lang="zh">甲</span> <span class="en" lang="en">a&lt;b</span>')
        >>> Words("en").said("a<b", "甲")
        Markup('a&lt;b')
        """
        if self.lang == "both" and en != zh:
            return _BOTH.format(plain(zh), plain(en))
        return escape(plain(in_language(en, zh, self.lang)))

    def text(self, key: str, **values: object) -> str:
        """The label without markup, for attributes and pictures."""
        return label(key, self.lang).format(**values)

    def office(self, code: str) -> str:
        """The name of an office; its code where it has none."""
        return in_language(*_office_names().get(code, (code, code)), self.lang)

    def field(self, name: str) -> Markup:
        """What a field of a filing is called; its own name where it has no label."""
        return self(f"column.{name}") if f"column.{name}" in _keys() else self.said(name, name)


@cache
def _office_names() -> dict[str, tuple[str, str]]:
    rows = reference.table("office_codes").select("code", "name_en", "name_zh").iter_rows()
    return {code: (en, zh) for code, en, zh in rows}


@cache
def _keys() -> frozenset[str]:
    return frozenset(reference.table("labels")["key"])
