"""The documented cases nearest to an alert, by what the two have in common (docs/cases.md).

Alert and case are each described by traits, pairs of an aspect and a value such as
``("office", "SG")``. What both have is their likeness; ``reference/case_traits.csv`` says what
each trait counts. A likeness says where to read on, and nothing about the applicant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from squatwatch.assess.case_library import (
    Case,
    Trait,
    case_library,
    cases_of_brand,
    legal_families,
    name_key,
    traits,
)
from squatwatch.forms.kinds import script_of_form
from squatwatch.forms.readings import readings_of
from squatwatch.model import Brand, Filing, Hit, Precedent, UnitSource
from squatwatch.text.scripts import scripts_in

Shown = tuple[str, str]
"""A trait that a case or a filing shows: the aspect and the value."""

MOST = 3
"""Cases shown beside an alert."""

_ADDED_UP = "conduct"
"""The aspect of which all counts that is shared; of every other the best."""

_NO_DISPUTE = frozenset({"cleared.owner", "cleared.affiliate", "cleared.predates"})
"""Evidence that a filing takes nothing from the brand: a dispute beside it would mislead."""

_READINGS: frozenset[UnitSource] = frozenset({"transliteration", "office-reading", "read-back"})
"""Units that say how a mark in another script is read."""


def nearest_cases(
    filing: Filing, hit: Hit, codes: Collection[str], brand: Brand, most: int = MOST
) -> tuple[Precedent, ...]:
    """The cases of the library nearest to a filing that was hit, at most ``most``; often none.

    ``codes`` are those of the filing's evidence. Cases that share less than the ``least`` points of
    the table are left out, and of several cases about one brand all but the first. The owner's and
    an affiliate's own filings, and those older than the brand, have none beside them. Of cases
    about as near those stand first that were decided and are well documented, then by id.
    ``likeness`` is the share of the points of all that the filing shows, in (0, 1].

    >>> singapore = Filing("SG", "1", mark_text="MAO MAO YU", classes=(43,))
    >>> hit = Hit("b", "MAO MAO YU", "pinyin", 1.0, "mao mao yu", "mark", "spelling", 0, 1.0)
    >>> [case] = nearest_cases(singapore, hit, (), Brand("b", name_zh=("毛毛鱼",)), most=1)
    >>> case.case_id, case.shared_en
    ('C090', 'the same office; characters in Latin letters; class 43')
    """
    if not _NO_DISPUTE.isdisjoint(codes):
        return ()
    shown = frozenset(shown_by(filing, hit, codes, brand))
    least = traits()["least", ""].points
    near = [
        (case, shared)
        for case, of_case in _described()
        if points(shared := shown & of_case) >= least
    ]
    near.sort(key=lambda found: _nearest_first(*found))
    first_of_brand: dict[tuple[str, ...], tuple[Case, frozenset[Shown]]] = {}
    for case, shared in near:
        first_of_brand.setdefault(case.brand, (case, shared))
    whole = points(shown)
    return tuple(
        _precedent(case, shared, whole) for case, shared in list(first_of_brand.values())[:most]
    )


def _nearest_first(case: Case, shared: frozenset[Shown]) -> tuple[int, int, str]:
    """A total order: by what is shared and how well the case stands, then what is shared, id."""
    standing = _trait(("label", case.label)), _trait(("evidence_tier", case.evidence_tier))
    near = points(shared)
    return -near - sum(trait.points for trait in standing), -near, case.case_id


def _precedent(case: Case, shared: frozenset[Shown], whole: int) -> Precedent:
    return Precedent(
        case_id=case.case_id,
        mark=case.mark,
        office=case.office,
        year=case.year,
        outcome_en=case.outcome_en,
        outcome_zh=case.outcome_zh,
        source=case.source_url or case.source,
        likeness=round(points(shared) / whole, 4),
        shared_en=told(shared, "en"),
        shared_zh=told(shared, "zh"),
    )


# What a case and a filing show ----------------------------------------------------------------


@cache
def _described() -> tuple[tuple[Case, frozenset[Shown]], ...]:
    """The library, each case with what it shows."""
    return tuple((case, frozenset(shown_by_case(case))) for case in case_library())


def shown_by_case(case: Case) -> Iterator[Shown]:
    """What a case shows; its brand is told by its id."""
    yield "brand", case.case_id
    yield from _of_offices((case.office,))
    yield from _of_mark(case.shown_mark)
    yield from (("taken", way) for way in case.taken)
    if "identical-latin" in case.taken and name_key(case.mark) in _pinyin(case.brand_zh):
        yield "taken", "pinyin"
    yield from (("conduct", conduct) for conduct in case.conduct)
    yield from (("class", str(number)) for number in case.classes)


def shown_by(filing: Filing, hit: Hit, codes: Collection[str], brand: Brand) -> Iterator[Shown]:
    """What a filing shows that was hit; its brand is told by the ids of the cases about it."""
    yield "brand", ""
    yield from (("brand", case_id) for case_id in _about(brand.names))
    yield from _of_offices((filing.office, *filing.designations))
    yield from _of_mark(filing.mark_text)
    yield from (("taken", way) for way in ways_taken(filing.mark_text, hit, brand.name_zh))
    yield from (_by_code()[code] for code in codes if code in _by_code())
    yield from (("class", str(number)) for number in filing.classes)


@lru_cache(maxsize=65_536)
def _about(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(case.case_id for case in cases_of_brand(names))


def _of_offices(offices: Iterable[str]) -> Iterator[Shown]:
    for office in offices:
        yield "office", office
        yield from (("family", family) for family in legal_families().get(office, ()))


def _of_mark(text: str) -> Iterator[Shown]:
    if key := name_key(text):
        yield "mark", key
    yield from (("script", script) for script in scripts_in(text) if ("script", script) in traits())


@cache
def _by_code() -> dict[str, Shown]:
    """What a code of evidence says of a filing."""
    return {code: shown for shown, trait in traits().items() for code in trait.codes}


def ways_taken(mark_text: str, hit: Hit, names_zh: tuple[str, ...]) -> frozenset[str]:
    """How the brand stands in the mark, by the hit: values of the aspect ``taken``.

    >>> near = Hit("b", "HAIDILAO", "pinyin", 1.0, "haidilo", "mark", "spelling", 1, 0.9)
    >>> sorted(ways_taken("HAIDILO", near, ("海底捞",)))
    ['near-miss', 'pinyin']
    """
    if hit.unit_source == "translation":
        return frozenset({"translation"})
    ways = {_way_of_form(hit)}
    if hit.unit_source in _READINGS:
        scripts = scripts_in(mark_text).keys() - {"latin"}
        ways |= {"hanzi" if script == "han" else "foreign-script" for script in scripts}
        ways -= {"identical-latin"} if scripts else set()
    if hit.edits or hit.relation in ("inside", "sound"):
        ways = (ways - {"identical-latin"}) | {"near-miss"}
    elif "identical-latin" in ways and name_key(hit.form) in _pinyin(names_zh):
        ways.add("pinyin")
    return frozenset(ways)


def _way_of_form(hit: Hit) -> str:
    if hit.form_kind.startswith("translation"):
        return "translation"
    script = script_of_form(hit.form, hit.form_kind)
    if script == "latin":
        return "identical-latin" if hit.form_kind.startswith("official") else "pinyin"
    return "hanzi" if script == "han" else "foreign-script"


@lru_cache(maxsize=65_536)
def _pinyin(names_zh: tuple[str, ...]) -> frozenset[str]:
    """The names in pinyin: an owner's Latin mark is often that."""
    readings = (reading for name in names_zh for reading in readings_of(name))
    return frozenset(name_key("".join(reading.syllables)) for reading in readings)


# What is shared -------------------------------------------------------------------------------


def _trait(shown: Shown) -> Trait:
    """The row of the table for what is shown: that of the value, or that of the aspect."""
    return traits().get(shown) or traits()[shown[0], ""]


@lru_cache(maxsize=65_536)
def points(shared: frozenset[Shown]) -> int:
    """What the shared traits count: of each aspect the best, of conduct all.

    >>> points(frozenset({("office", "EM"), ("family", "eu"), ("taken", "hanzi")}))
    7
    """
    best: dict[str, int] = {}
    for trait in _counted(shared):
        so_far = best.get(trait.aspect, 0)
        best[trait.aspect] = (
            so_far + trait.points if trait.aspect == _ADDED_UP else max(so_far, trait.points)
        )
    return sum(best.values())


def _counted(shared: frozenset[Shown]) -> Iterator[Trait]:
    """The traits that count: not those that another one says already."""
    standing = {aspect for aspect, _ in shared} | {":".join(shown) for shown in shared}
    for trait in map(_trait, shared):
        if not trait.unless or trait.unless not in standing:
            yield trait


@lru_cache(maxsize=65_536)
def told(shared: frozenset[Shown], lang: str) -> str:
    """What is shared in words, in the order of the table; ``lang`` is ``en`` or ``zh``.

    >>> told(frozenset({("brand", "C090"), ("office", "SG"), ("class", "43")}), "en")
    'the same brand name at the same office; class 43'
    """
    counted = set(_counted(shared))
    if {"brand", "office"} <= {trait.aspect for trait in counted}:
        counted = {trait for trait in counted if trait.aspect not in ("brand", "office")}
        counted.add(traits()["brand", "office"])
    comma, between = (", ", "; ") if lang == "en" else ("、", "；")
    numbers = comma.join(sorted((value for aspect, value in shared if aspect == "class"), key=int))
    words = [
        trait.en if lang == "en" else trait.zh for trait in traits().values() if trait in counted
    ]
    return between.join(phrase.format(numbers) for phrase in words)
