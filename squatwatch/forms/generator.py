"""The generator: a list of systems, each a file beside this one, best forms first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

import polars as pl

from squatwatch.forms.characters import character_forms
from squatwatch.forms.name import Made, Name
from squatwatch.forms.owner import owner_forms
from squatwatch.forms.pinyin import pinyin_forms
from squatwatch.model import FORM_SCHEMA, Brand, Form
from squatwatch.text.scripts import script_of

FORMS_A_NAME = 64
"""The most forms that one name may have; the weakest are left out."""

SYSTEMS: tuple[Callable[[Name], Iterator[Made]], ...] = (
    character_forms,
    pinyin_forms,
)
"""What is made from a name in characters."""


def generate_forms(brand: Brand | str) -> tuple[Form, ...]:
    """Every form of a brand, or of one name in any script; best first, each form and kind once.

    >>> [form.form for form in generate_forms("王老吉") if form.kind == "pinyin"]
    ['WANG LAO JI', 'WANGLAOJI']
    """
    forms = _distinct(_forms(_as_brand(brand)))
    return tuple(sorted(forms, key=lambda form: -form.weight))


def forms_of_brands(brands: Iterable[Brand]) -> pl.DataFrame:
    """The forms of many brands as one batch (``model.FORM_SCHEMA``)."""
    rows = [
        {"brand_id": brand.brand_id, **asdict(form)}
        for brand in brands
        for form in generate_forms(brand)
    ]
    return pl.DataFrame(rows, schema=FORM_SCHEMA)


def _as_brand(brand: Brand | str) -> Brand:
    """A name as a brand of that name; ``owner_forms`` sorts names by their scripts."""
    return brand if isinstance(brand, Brand) else Brand(brand_id=brand, name_zh=(brand,))


def _forms(brand: Brand) -> Iterator[Form]:
    yield from owner_forms(brand)
    for name in (name for name in brand.names if script_of(name) == "han"):
        yield from _forms_of_name(name)


def _forms_of_name(text: str) -> list[Form]:
    name = Name(text)
    made = [made for system in SYSTEMS for made in system(name)]
    best = sorted(made, key=lambda made: -made.weight)[:FORMS_A_NAME]
    return [
        Form(text, item.form, item.kind, item.weight, script_of(item.form), item.source)
        for item in best
    ]


def _distinct(forms: Iterable[Form]) -> list[Form]:
    """Each form and kind once, the heaviest kept; a name may reach a form in several ways."""
    best: dict[tuple[str, str], Form] = {}
    for form in forms:
        key = (form.form, form.kind)
        if key not in best or form.weight > best[key].weight:
            best[key] = form
    return list(best.values())
