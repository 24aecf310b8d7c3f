"""A name in characters: as given, simplified, traditional, Japanese."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.name import Made, Name
from squatwatch.model import FormKind
from squatwatch.text.han import converter

SCRIPT_VARIANTS: tuple[tuple[FormKind, tuple[str, ...], float, str], ...] = (
    ("hanzi", ("t2s",), 1.0, "OpenCC t2s: simplified"),
    ("trad", ("s2t",), 0.98, "OpenCC s2t: traditional"),
    ("trad", ("s2hk",), 0.98, "OpenCC s2hk: traditional as in Hong Kong"),
    ("trad", ("s2tw",), 0.98, "OpenCC s2tw: traditional as in Taiwan"),
    ("shinjitai", ("s2t", "t2jp"), 0.9, "OpenCC s2t, t2jp: Japanese"),
)
"""Kind, OpenCC steps, weight, source. Weights: proposals, not fitted."""


def character_forms(name: Name) -> Iterator[Made]:
    """The name as given and its variants in the other standards of Chinese writing.

    >>> [(made.form, made.kind) for made in character_forms(Name("华为"))]
    [('华为', 'hanzi'), ('華爲', 'trad'), ('華為', 'trad'), ('華為', 'shinjitai')]
    """
    yield Made(name.text, "hanzi", 1.0, "watch list: name in characters")
    seen = {("hanzi", name.text)}
    for kind, steps, weight, source in SCRIPT_VARIANTS:
        variant = _converted(name.text, steps)
        if variant != name.text and (kind, variant) not in seen:
            seen.add((kind, variant))
            yield Made(variant, kind, weight, source)


def _converted(name: str, steps: tuple[str, ...]) -> str:
    for step in steps:
        name = converter(step).convert(name)
    return name
