"""The generator: a list of systems, each a file beside this one, best forms first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace

import polars as pl
import regex

from squatwatch.forms.cantonese import hk_forms, jyutping_forms
from squatwatch.forms.characters import character_forms
from squatwatch.forms.exonyms import exonym_forms
from squatwatch.forms.hangul import hangul_forms
from squatwatch.forms.hangul_sino import hangul_sino_forms
from squatwatch.forms.hokkien import hokkien_forms
from squatwatch.forms.initials import initials_forms
from squatwatch.forms.katakana import katakana_forms
from squatwatch.forms.kinds import script_of_form
from squatwatch.forms.name import Made, Name
from squatwatch.forms.onyomi import onyomi_forms
from squatwatch.forms.owner import owner_forms
from squatwatch.forms.palladius import palladius_forms
from squatwatch.forms.parts import is_generic, is_place, parts_of
from squatwatch.forms.pinyin import pinyin_forms
from squatwatch.forms.postal import postal_forms
from squatwatch.forms.renderings import arabic_forms, devanagari_forms, rendering_forms
from squatwatch.forms.sino_viet import sino_viet_forms
from squatwatch.forms.thai import thai_forms
from squatwatch.forms.translation import translation_forms
from squatwatch.forms.wade_giles import wade_giles_forms
from squatwatch.model import Brand, Form, FormKind, FormPart
from squatwatch.schemas import FORM_SCHEMA
from squatwatch.text.scripts import script_of, scripts_in

System = Callable[[Name], Iterator[Made]]

FORMS_A_NAME = 40
"""The most forms that one name may have; the weakest are left out."""

_RUN_OF_CHARACTERS = regex.compile(r"^\p{Han}$|\p{Han}{2,}")
"""One character is a name only by itself."""

SYSTEMS: tuple[System, ...] = (
    character_forms,
    pinyin_forms,
    initials_forms,
    wade_giles_forms,
    postal_forms,
    jyutping_forms,
    hk_forms,
    hokkien_forms,
    palladius_forms,
    hangul_forms,
    hangul_sino_forms,
    katakana_forms,
    onyomi_forms,
    sino_viet_forms,
    thai_forms,
    exonym_forms,
    arabic_forms,
    devanagari_forms,
    translation_forms,
)
"""What is made from a name in characters."""

SYSTEMS_OF_COMMON_PARTS: tuple[System, ...] = (
    character_forms,
    pinyin_forms,
    postal_forms,
    exonym_forms,
)
"""What is made from a place or a generic word: it is anybody's, so little is worth watching."""

PART_WEIGHT: dict[FormPart, float] = {
    "whole": 1.0,
    "distinctive": 0.95,
    "place": 0.5,
    "generic": 0.3,
}
"""What a form of a part is worth beside one of the whole name; proposals, not fitted."""


def generate_forms(brand: Brand | str, *, override: str = "") -> tuple[Form, ...]:
    """Every form of a brand, or of one name in any script; best first, each form and kind once.

    ``override`` is the owner's own pinyin of the name, syllables parted by spaces.

    >>> [form.form for form in generate_forms("王老吉") if form.kind == "pinyin"]
    ['WANG LAO JI', 'WANGLAOJI']
    """
    known = brand if isinstance(brand, Brand) else Brand(brand_id=brand, name_zh=(brand,))
    forms = _distinct(_forms(known, override))
    return tuple(sorted(forms, key=lambda form: -form.weight))


def forms_of_brands(brands: Iterable[Brand]) -> pl.DataFrame:
    """The forms of many brands as one batch (``schemas.FORM_SCHEMA``)."""
    rows = [
        {"brand_id": brand.brand_id, **asdict(form)}
        for brand in brands
        for form in generate_forms(brand)
    ]
    return pl.DataFrame(rows, schema=FORM_SCHEMA)


def _forms(brand: Brand, override: str) -> Iterator[Form]:
    owned = list(owner_forms(brand))
    yield from owned
    in_characters = [name for name in brand.names if _RUN_OF_CHARACTERS.search(name)]
    for name in in_characters:
        yield from _best(name, _of_name(name, override))
    latin = [form.form for form in owned if form.kind == "official-latin"]
    for mark in latin:
        rendered = list(_as_forms(rendering_forms(mark), mark))
        # Beside the forms of the characters one rendering a script is enough.
        yield from rendered if not in_characters else _first_of_each_kind(rendered)


def _first_of_each_kind(forms: Iterable[Form]) -> Iterator[Form]:
    seen: set[str] = set()
    for form in forms:
        if form.kind not in seen:
            seen.add(form.kind)
            yield form


def _of_name(name: str, override: str) -> Iterator[Form]:
    """The forms of a name in characters; of a mixed one (Z.AI智谱), those of its characters."""
    if script_of(name) == "han":
        yield from _of_characters(name, override)
        return
    for run in _RUN_OF_CHARACTERS.findall(name):
        for form in _of_characters(run, override):
            part = _part_of_run(run) if form.part == "whole" else form.part
            yield replace(form, name=name, part=part)


def _part_of_run(run: str) -> FormPart:
    """What a run of characters is in a mixed name: TCL集团 has only a generic word beside TCL."""
    if is_generic(run):
        return "generic"
    return "place" if is_place(run) else "distinctive"


def _of_characters(name: str, override: str) -> Iterator[Form]:
    """The forms of a name in characters, whole and by its parts."""
    for part in parts_of(name):
        whole_or_own = part.part in ("whole", "distinctive")
        systems = SYSTEMS if whole_or_own else SYSTEMS_OF_COMMON_PARTS
        read = Name(part.text, override if part.part == "whole" else "")
        for system in systems:
            yield from _as_forms(system(read), name, part.part)


def _as_forms(made: Iterable[Made], name: str, part: FormPart = "whole") -> Iterator[Form]:
    for item in made:
        kind = _kind_of(item)
        script = script_of_form(item.form, kind)
        weight = round(item.weight * PART_WEIGHT[part], 4)
        yield Form(name, item.form, kind, weight, script, item.source, part)


def _kind_of(made: Made) -> FormKind:
    """The kind, which is not characters where a part of the name has none (OK of OK便利店)."""
    if made.kind != "hanzi" or scripts_in(made.form)["han"]:
        return made.kind
    return "official-latin" if script_of(made.form) == "latin" else "official-other"


def _best(name: str, forms: Iterable[Form]) -> list[Form]:
    """The heaviest forms of a name, as many as one may have."""
    return sorted(_distinct(forms), key=lambda form: -form.weight)[:FORMS_A_NAME]


def _distinct(forms: Iterable[Form]) -> list[Form]:
    """Each form and kind once, the heaviest kept; a name may reach a form in several ways."""
    best: dict[tuple[str, str], Form] = {}
    for form in forms:
        key = (form.form, form.kind)
        if key not in best or form.weight > best[key].weight:
            best[key] = form
    return list(best.values())
