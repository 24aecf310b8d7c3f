"""The owners of watched brands: which brands are of one owner, and which filers are owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import polars as pl

from squatwatch.assess.ownership import without_remark
from squatwatch.filers.classes import Classes
from squatwatch.filers.keys import filer_key, same_filer
from squatwatch.filers.names import company_name
from squatwatch.model import Brand


def owners_of(brands: Sequence[Brand]) -> dict[str, str]:
    """The owner of each brand as one string; the brand itself where the owner is not known.

    Brands are of one owner when they share its name in English or in Chinese, or when the owner of
    one is an affiliate of another. Sharing an affiliate makes them no kin: a state trading company
    filed for many houses.

    >>> one = Brand("one", owner_en="Example Group", affiliates=("Example Toys Ltd",))
    >>> owners_of([one, Brand("two", owner_en="Example Toys Ltd")])
    {'one': 'examplegroup', 'two': 'examplegroup'}
    """
    classes = Classes[tuple[str, str]]()
    for brand in brands:
        classes.join(("brand", brand.brand_id), *_named(brand.owner_en, brand.owner_zh))
    for brand in brands:
        known = (one for one in _named(*brand.affiliates) if one in classes)
        classes.join(("brand", brand.brand_id), *known)
    names: dict[tuple[str, str], str] = {}
    for item in classes.items():
        root = classes.of(item)
        if item[0] == "owner":
            names[root] = min(names.get(root, item[1]), item[1])
    return {
        brand.brand_id: names.get(classes.of(("brand", brand.brand_id)), brand.brand_id)
        for brand in brands
    }


def _named(*names: str) -> Iterator[tuple[str, str]]:
    residues = (company_name(without_remark(name)).residue for name in names if name)
    return (("owner", residue) for residue in residues if residue)


def of_strangers(
    people: pl.DataFrame, brands: Sequence[Brand], owners: Mapping[str, str]
) -> pl.DataFrame:
    """Who filed what (``people.people_of``), without filers who meet a brand of their own house."""
    names = people.group_by("key").agg(pl.col("name").unique())
    met = {*people["owner"]}
    of_these = [brand for brand in brands if owners[brand.brand_id] in met]
    houses = own_brands(dict(names.iter_rows()), of_these, owners)
    own = pl.DataFrame(
        [(key, owner) for key, known in houses.items() for owner in known],
        schema={"key": pl.String, "owner": pl.String},
        orient="row",
    )
    return people.join(own, on=["key", "owner"], how="anti", maintain_order="left")


def own_brands(
    filers: Mapping[str, Collection[str]], brands: Sequence[Brand], owners: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The owners, as ``owners_of`` names them, that each filer is or belongs to.

    ``filers`` are printed names by key. A filer is an owner when one of its names is the same
    filer's as a company of the watch list (owner or affiliate); partners are not.
    """
    companies = _companies(brands, owners)
    found = {
        key: frozenset(
            owner
            for name, owner in companies.get(_words(key), ())
            if any(same_filer(name, printed) for printed in names)
        )
        for key, names in filers.items()
    }
    return {key: houses for key, houses in found.items() if houses}


def _companies(
    brands: Sequence[Brand], owners: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """The companies of the watch list and whose they are, by the words of their keys."""
    companies: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for brand in brands:
        for name in _houses(brand):
            companies[_words(filer_key(name))].append((name, owners[brand.brand_id]))
    companies.pop("", None)
    return companies


def _houses(brand: Brand) -> Iterable[str]:
    named = (brand.owner_zh, brand.owner_en, *brand.affiliates)
    return (without_remark(name) for name in named if name)


def _words(key: str) -> str:
    """A filer's key without its places and without what tells it from others read alike."""
    return key.partition("/")[0]
