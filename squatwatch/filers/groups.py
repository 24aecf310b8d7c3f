"""Filer groups: one filer, or filers of one address, with hits on two or more unrelated brands.

A group is told by behaviour alone (docs/filers.md, docs/adr/0026). An agent in common makes no
group: ``filers/agents.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import polars as pl

from squatwatch.filers.apart import Takings
from squatwatch.filers.classes import Classes
from squatwatch.filers.keys import filer_key
from squatwatch.filers.links import households
from squatwatch.filers.owners import of_strangers, owners_of
from squatwatch.filers.people import people_of
from squatwatch.filers.portfolios import with_portfolios
from squatwatch.filers.register import Register
from squatwatch.filers.rows import brands_of, taking_of
from squatwatch.model import Brand

__all__ = ["GROUP_SCHEMA", "filer_groups", "filer_key", "group_identity"]

LINKS = ("applicant", "address")
"""What makes a group, the stronger first."""

GROUP_SCHEMA = pl.Schema(
    {
        "pair": pl.UInt32(),
        "filer": pl.String(),
        "filer_group": pl.String(),
        "link": pl.String(),
        "owner": pl.String(),
        "brands": pl.List(pl.String()),
        "owners": pl.List(pl.String()),
        "others": pl.List(pl.String()),
        "members": pl.List(pl.String()),
        "filings": pl.UInt32(),
        "portfolio": pl.UInt32(),
        "surprise": pl.Float64(),
    }
)
"""A row for each pair of brand and filing that belongs to a group; no pair has two.

``filer``: the applicant as published through whom the pair belongs to it. ``filer_group``: the
identity of the group. ``link``: ``applicant`` where this filer took several brands itself,
``address`` where the filers of its address did so together. ``owner`` is that of the pair's
brand. ``brands`` and ``owners``, in the same order: the unrelated brands taken, told apart, one of
each owner, the pair's own among them; ``others``: the brands without it. ``members``: identities
of all filers of the group, by any of which it can be asked for. ``filings``: how many filings of
the filer (link applicant) or of the whole address (link address) are among the pairs given.
``portfolio``: how many the register holds, null where nobody counted. ``surprise``: by how many
bits the number of ``brands`` is beyond chance for so many filings (``chance.surprise``), null
without a register.
"""


def filer_groups(
    pairs: pl.DataFrame, brands: Sequence[Brand], register: Register | None = None
) -> pl.DataFrame:
    """The groups among pairs of brand and filing, by ``GROUP_SCHEMA``, in the order of ``pair``.

    ``pairs``: ``pair, brand_id, office, application_key, applicants, representative, unit,
    whole``, those pairs that count towards a group, none of them cleared. ``brands``: the watch
    list. ``register``: what else the register holds; without it nothing is said of chance.

    Brands of one owner are one, and so are brands that the filer's marks do not tell apart
    (``apart.Takings``). Brands of the filer's own house do not count. Nobody (an empty name, a
    placeholder) is never a filer; an applicant without a name who has an identifier of the EUIPO
    is one. Joint applicants are each a filer, and not one filer: what each took is its own. Only
    where two of them are groups by themselves are these one group. Of the links of a pair the
    strongest is told: by kind, number of brands, key.

    The identity is that of the smallest key in the group. A further filing of the same filer never
    changes it. Where an address or a joint filing links two groups, or an address a filer with a
    smaller key to a group, they are one from then on, under the smallest key; the other identities
    stay among ``members``.
    """
    owners = owners_of(brands)
    people = people_of(pairs, owners)
    people = people.join(households(people), on="key", maintain_order="left")
    strangers = of_strangers(_of_several_owners(people), brands, owners)
    found = pl.DataFrame(list(_links(_of_several_owners(strangers))), schema=_FOUND)
    one_each = (
        found.sort("pair", _link_order(), _COUNT, "key", descending=[False, False, True, False])
        .unique("pair", keep="first", maintain_order=True)
        .join(_identities(found), on="household", maintain_order="left")
    )
    return with_portfolios(one_each, people, register).select(GROUP_SCHEMA.names())


def group_identity(key: str) -> str:
    """A short stable name of a group, which tells nothing of the filer's name."""
    return "F" + sha256(key.encode()).hexdigest()[:10]


_FOUND = pl.Schema(
    {
        "pair": pl.UInt32(), "filer": pl.String(), "link": pl.String(), "owner": pl.String(),
        "brands": pl.List(pl.String()), "owners": pl.List(pl.String()),
        "others": pl.List(pl.String()), "key": pl.String(), "known_as": pl.String(),
        "household": pl.String(),
    }
)  # fmt: skip
_COUNT = pl.col("brands").list.len()


def _link_order() -> pl.Expr:
    return pl.col("link").replace_strict({link: at for at, link in enumerate(LINKS)})


def _of_several_owners(people: pl.DataFrame) -> pl.DataFrame:
    """Those of households that have brands of two owners at least: hardly any have."""
    return people.filter(pl.col("owner").n_unique().over("household") > 1)


def _links(people: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """A row for each pair and applicant that took several brands, alone or with its household."""
    for household in people.partition_by("household", maintain_order=True):
        yield from _Household(household).rows()


def _identities(found: pl.DataFrame) -> pl.DataFrame:
    """The group that each household is of: ``household, filer_group, members``.

    Households that filed together are of one.
    """
    groups = Classes[str]()
    for together in found.group_by("pair").agg("household")["household"].to_list():
        groups.join(*together)
    of = {household: groups.of(household) for household in groups.items()}
    group = pl.col("household").replace_strict(of, return_dtype=pl.String)
    of_group = (
        found.with_columns(group=group)
        .group_by("group")
        .agg(
            smallest=pl.col("key").min(),
            keys=pl.concat([pl.col("key"), pl.col("known_as")]).unique(),
        )
    )
    named = of_group.select(
        "group",
        filer_group=pl.Series(map(group_identity, of_group["smallest"]), dtype=pl.String),
        members=pl.Series(
            [sorted(map(group_identity, keys)) for keys in of_group["keys"].to_list()],
            dtype=pl.List(pl.String),
        ),
    )
    return found.select("household", group=group).unique().join(named, on="group").drop("group")


class _Household:
    """The filers of one address, mostly one filer, with what each took and all took."""

    def __init__(self, people: pl.DataFrame) -> None:
        self._people = people.to_dicts()
        self._of_all = Takings([taking_of(row) for row in self._people])
        self._of_each = {
            key: Takings([taking_of(row) for row in self._people if row["key"] == key])
            for key in {row["key"] for row in self._people}
        }

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each pair and applicant that several brands link: by itself, or by address."""
        for row in self._people:
            taking = taking_of(row)
            for link, takings in zip(LINKS, (self._of_each[row["key"]], self._of_all), strict=True):
                if len(taken := takings.beside(taking)) > 1:
                    yield {**row, "filer": row["name"], "link": link, **brands_of(taken, taking)}
                    break
