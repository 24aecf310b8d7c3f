"""What the owner uses: the Latin marks and the other names of the watch list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from squatwatch.model import Brand, Form, FormKind
from squatwatch.text.normalize import normalize
from squatwatch.text.scripts import script_of

OWNER_WEIGHT = 1.0
OTHER_NAME_WEIGHT = 1.0
"""An other name is the owner's own as well: a translation, a former name, an official rendering."""


def owner_forms(brand: Brand) -> Iterator[Form]:
    """The Latin marks of the brand, and its other names that are not in characters.

    Names in characters are left to the systems that start from them.

    >>> brand = Brand("labubu", name_latin=("LABUBU",), other_names=("ЛАБУБУ",))
    >>> [(form.form, form.kind) for form in owner_forms(brand)]
    [('LABUBU', 'official-latin'), ('ЛАБУБУ', 'official-other')]
    """
    for name in _comparable(brand.name_latin):
        yield _form(name, "official-latin", OWNER_WEIGHT, "watch list: name_latin")
    # Some brands have no name in characters, and their name stands in that column all the same.
    for name in _comparable(brand.name_zh):
        if (script := script_of(name)) != "han":
            kind: FormKind = "official-latin" if script == "latin" else "official-other"
            yield _form(name, kind, OWNER_WEIGHT, "watch list: name_zh")
    for name in _comparable(brand.other_names):
        if script_of(name) != "han":
            yield _form(name, "official-other", OTHER_NAME_WEIGHT, "watch list: other_names")


def _comparable(names: Iterable[str]) -> Iterator[str]:
    """The names in which something is left to compare: no emoji, no punctuation alone."""
    return (name for name in names if normalize(name))


def _form(name: str, kind: FormKind, weight: float, source: str) -> Form:
    return Form(
        name=name, form=name, kind=kind, weight=weight, script=script_of(name), source=source
    )
