"""The case library: documented cases, and the closed lists that describe them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache

from squatwatch import reference
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import scripts_in


@dataclass(frozen=True, slots=True)
class Case:
    """One documented case; the columns of ``reference/case_library.csv``, lists as tuples.

    ``year`` is that of filing as far as known: ``2017``, ``2018-2019``, ``≤2004`` or empty.
    ``taken`` says how the brand stands in the mark, empty where no source shows what was filed;
    ``conduct`` what is documented of the filer. ``label`` says how far the case went
    (``contested``: the owner lost, or it is unsettled), ``evidence_tier`` how well it is
    documented.
    """

    case_id: str
    brand_zh: tuple[str, ...]
    brand_latin: tuple[str, ...]
    mark: str
    office: str
    year: str
    classes: tuple[int, ...]
    taken: tuple[str, ...]
    conduct: tuple[str, ...]
    label: str
    evidence_tier: str
    outcome_en: str
    outcome_zh: str
    source: str
    source_url: str
    note_en: str
    note_zh: str

    @property
    def brand(self) -> tuple[str, ...]:
        """All names of the brand, characters first."""
        return self.brand_zh + self.brand_latin

    @property
    def shown_mark(self) -> str:
        """The words that a source shows to have been filed; empty where none does."""
        return self.mark if set(self.taken) - {"device"} else ""


@dataclass(frozen=True, slots=True)
class Trait:
    """One row of ``reference/case_traits.csv``: a value of an aspect, its points and its words."""

    aspect: str
    value: str
    points: int
    codes: tuple[str, ...]
    unless: str
    en: str
    zh: str


@cache
def case_library() -> tuple[Case, ...]:
    """Every documented case, by id.

    >>> [(case.mark, case.office, case.year) for case in case_library() if case.case_id == "C090"]
    [('XIAO FEI YANG', 'SG', '2009')]
    """
    return tuple(_case(row) for row in reference.table("case_library").iter_rows(named=True))


def _case(row: Mapping[str, str]) -> Case:
    lists = {name: _listed(row[name]) for name in ("brand_zh", "brand_latin", "taken", "conduct")}
    plain = {field.name: row[field.name] for field in fields(Case) if field.name not in lists}
    classes = tuple(int(number) for number in _listed(row["classes"]))
    return Case(**{**plain, **lists, "classes": classes})  # type: ignore[arg-type]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


@cache
def traits() -> dict[tuple[str, str], Trait]:
    """The traits by aspect and value, in the order in which they are told.

    >>> traits()["taken", "hanzi"].en
    'characters'
    """
    rows = reference.table("case_traits").iter_rows(named=True)
    return {
        (row["aspect"], row["value"]): Trait(
            row["aspect"],
            row["value"],
            int(row["points"]),
            _listed(row["codes"]),
            row["unless"],
            row["en"],
            row["zh"],
        )
        for row in rows
    }


@cache
def values_of(aspect: str) -> tuple[str, ...]:
    """The closed list of an aspect.

    >>> values_of("label")
    ('adjudged', 'contested', 'settled', 'alleged')
    """
    return tuple(value for known, value in traits() if known == aspect and value)


@cache
def legal_families() -> dict[str, tuple[str, ...]]:
    """The legal families of an office, by its code; most offices have none.

    >>> legal_families()["IE"]
    ('common-law', 'eu')
    """
    families: dict[str, list[str]] = {}
    for office, family in reference.table("legal_families").select("office", "family").iter_rows():
        families.setdefault(office, []).append(family)
    return {office: tuple(sorted(found)) for office, found in families.items()}


def name_key(name: str) -> str:
    """A name or mark as it is compared: letters only, characters folded to one form.

    >>> name_key("Lao Gan Ma") == name_key("LAOGANMA"), name_key("老乾媽")
    (True, '老干妈')
    """
    return han_fold(joined(normalize(name, with_legal_form=True)))


def name_keys(names: Iterable[str]) -> frozenset[str]:
    """The names as they are compared, those of no letters left out."""
    return frozenset(key for name in names if (key := name_key(name)))


def cases_of_brand(names: Iterable[str]) -> Iterator[Case]:
    """The cases about a brand of one of these names: where both have characters, these decide.

    >>> [case.case_id for case in cases_of_brand(("小肥羊", "LITTLE LAMB"))]
    ['C090', 'C091']
    """
    given = name_keys(names)
    characters = {name for name in given if scripts_in(name)["han"]}
    for case, known in _names_of_cases():
        decide = characters if characters and case.brand_zh else given
        if decide & known:
            yield case


@cache
def _names_of_cases() -> tuple[tuple[Case, frozenset[str]], ...]:
    return tuple((case, name_keys(case.brand)) for case in case_library())
