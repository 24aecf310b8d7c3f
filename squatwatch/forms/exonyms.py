"""Places by the names that other languages have for them: ХАРБИН, ペキン, ฮ่องกง."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from squatwatch import reference
from squatwatch.forms.name import Made, Name
from squatwatch.model import FormKind

EXONYM_WEIGHT = 0.9
"""As for the dictionary of postal names; a proposal, not fitted."""


def exonym_forms(name: Name) -> Iterator[Made]:
    """The names of a place in other languages; nothing for what is no place of the table.

    >>> [made.form for made in exonym_forms(Name("哈尔滨"))][:2]
    ['ХАРБИН', 'ハルビン']
    """
    for form, kind in _exonyms().get(name.simplified, ()):
        yield Made(form, kind, EXONYM_WEIGHT, "exonyms.csv")


@cache
def _exonyms() -> dict[str, list[tuple[str, FormKind]]]:
    by_name: dict[str, list[tuple[str, FormKind]]] = {}
    for name, form, kind in reference.table("exonyms").rows():
        by_name.setdefault(name, []).append((form, cast(FormKind, kind)))
    return by_name
