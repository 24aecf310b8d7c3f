"""The owners of watched brands: which brands are of one owner, and which filers are owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import polars as pl

from squatwatch.assess.house import companies_of, without_remark
from squatwatch.filers.classes import Classes
from squatwatch.filers.keys import filer_key, same_filer
from squatwatch.filers.names import company_names
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
    named = _named(brands)
    owned = named.filter("owns").drop("owns")
    linked = named.join(owned, on="residue", how="semi").drop("owns")
    several = linked.filter(pl.col("brand_id").n_unique().over("residue") > 1)
    kin = Classes[str]()
    for together in several.group_by("residue").agg("brand_id")["brand_id"].to_list():
        kin.join(*together)
    of = {brand: kin.of(brand) for brand in kin.items()}
    smallest: dict[str, str] = {}
    for brand, residue in owned.iter_rows():
        root = of.get(brand, brand)
        smallest[root] = min(smallest.get(root, residue), residue)
    ids = (brand.brand_id for brand in brands)
    return {brand: smallest.get(of.get(brand, brand), brand) for brand in ids}


def _named(brands: Sequence[Brand]) -> pl.DataFrame:
    """The companies that the watch list names as a brand's owner or affiliates.

    ``brand_id``, ``residue`` (of the reconciled name), ``owns`` (whether as the owner).
    """
    rows = [
        (brand.brand_id, without_remark(name), role == "owner")
        for brand in brands
        for role, name in companies_of(brand)
        if role in ("owner", "affiliate")
    ]
    schema = {"brand_id": pl.String, "name": pl.String, "owns": pl.Boolean}
    named = pl.DataFrame(rows, schema=schema, orient="row")
    known = company_names(named["name"])
    residues = pl.Series([known[name].residue for name in named["name"]], dtype=pl.String)
    told = named.select("brand_id", residues.alias("residue"), "owns")
    return told.filter(pl.col("residue") != "")


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
