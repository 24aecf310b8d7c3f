"""Agents whose clients took several watched brands, beyond what an agent's clients do by chance.

An agent is no filer: it has many clients, owners among them. So an agent in common makes no group.
It weighs a little, and only where more of its filings meet watched brands than those of other
agents at the same offices would let one expect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from squatwatch.filers.apart import Takings
from squatwatch.filers.chance import limit, rate
from squatwatch.filers.keys import filer_keys
from squatwatch.filers.links import households
from squatwatch.filers.owners import of_strangers, owners_of
from squatwatch.filers.people import people_of
from squatwatch.filers.portfolios import FILINGS, beyond_chance
from squatwatch.filers.register import Register
from squatwatch.filers.rows import brands_of, taking_of
from squatwatch.model import Brand

AGENT_SCHEMA = pl.Schema(
    {
        "pair": pl.UInt32(),
        "agent": pl.String(),
        "link": pl.String(),
        "owner": pl.String(),
        "brands": pl.List(pl.String()),
        "owners": pl.List(pl.String()),
        "others": pl.List(pl.String()),
        "filings": pl.UInt32(),
        "portfolio": pl.UInt32(),
        "surprise": pl.Float64(),
        "weighs": pl.Boolean(),
    }
)
"""A row for each pair whose agent's clients took several brands; no pair has two.

``agent``: the representative as published. ``link`` is ``agent``. ``owner``, ``brands``,
``owners`` and ``others`` as in ``groups.GROUP_SCHEMA``, each brand taken by another filer.
``filings`` of the agent are among the pairs given, ``portfolio`` in the register. ``surprise``:
bits beyond what the agent's filings at each office would meet by chance. ``weighs``: whether that
reaches ``agent_surprise``; never without a register, where both are null.
"""


def agent_links(
    pairs: pl.DataFrame, brands: Sequence[Brand], register: Register | None = None
) -> pl.DataFrame:
    """What the agents of pairs have in common, by ``AGENT_SCHEMA``, in the order of ``pair``.

    ``pairs``, ``brands`` and ``register`` as for ``groups.filer_groups``. Filers of one address
    are one client; who represents himself is no agent. With a register only what is beyond chance
    is told; without one all is told, and weighs nothing: how much else the agent files is what
    would tell whether it means anything.
    """
    clients = _clients(pairs, brands)
    rows = [
        row for agent in clients.partition_by("key", maintain_order=True) for row in _links(agent)
    ]
    found = pl.DataFrame(rows, schema=_FOUND).sort(
        "pair", pl.col("brands").list.len(), "key", descending=[False, True, False]
    )
    one_each = found.unique("pair", keep="first", maintain_order=True)
    told = _counted(one_each, _with_agents(pairs), register)
    kept = told if register is None else told.filter("weighs")
    return kept.select(AGENT_SCHEMA.names())


_FOUND = pl.Schema(
    {
        "pair": pl.UInt32(), "agent": pl.String(), "key": pl.String(), "owner": pl.String(),
        "brands": pl.List(pl.String()), "owners": pl.List(pl.String()),
        "others": pl.List(pl.String()),
    }
)  # fmt: skip


def _with_agents(pairs: pl.DataFrame) -> pl.DataFrame:
    """A row for each pair and agent who is somebody, with its key."""
    rows = pairs.with_columns(agent=pl.col("representative").str.split(";")).explode("agent")
    named = rows.with_columns(pl.col("agent").str.strip_chars())
    return named.with_columns(key=filer_keys(named["agent"])).filter(pl.col("key") != "")


def _clients(pairs: pl.DataFrame, brands: Sequence[Brand]) -> pl.DataFrame:
    """The pairs of agents whose clients have brands of two owners, with the ``client``."""
    owners = owners_of(brands)
    people = people_of(pairs, owners)
    people = people.join(households(people), on="key", maintain_order="left")
    filed = of_strangers(people, brands, owners).unique("pair", keep="first", maintain_order=True)
    client = filed.select("pair", "owner", client="household", known_as="known_as")
    agents = _with_agents(pairs).join(client, on="pair", maintain_order="left")
    of_others = agents.filter(pl.col("key") != pl.col("known_as"))
    several = [pl.col(name).n_unique().over("key") > 1 for name in ("owner", "client")]
    return of_others.filter(*several)


def _links(agent: pl.DataFrame) -> Iterator[dict[str, Any]]:
    rows = agent.to_dicts()
    takings = Takings([taking_of(row, row["client"]) for row in rows], by_different_filers=True)
    for row in rows:
        taking = taking_of(row, row["client"])
        if len(taken := takings.beside(taking)) > 1:
            yield {**row, **brands_of(taken, taking)}


def _counted(found: pl.DataFrame, agents: pl.DataFrame, register: Register | None) -> pl.DataFrame:
    """With the filings of each agent that were met, that there are, and what they say."""
    met = agents.group_by("key").agg(filings=FILINGS)
    told = found.join(met, on="key", how="left", maintain_order="left").with_columns(
        link=pl.lit("agent")
    )
    if register is None:
        nothing = {"portfolio": pl.UInt32, "surprise": pl.Float64}
        unknown = [pl.lit(None, dtype=kind).alias(name) for name, kind in nothing.items()]
        return told.with_columns(*unknown, weighs=pl.lit(value=False))
    held = _held(agents, register)
    joined = told.join(held, on="key", how="left", maintain_order="left").with_columns(
        portfolio=pl.max_horizontal("portfolio", "filings")
    )
    bits = beyond_chance(joined, pl.col("expected").fill_null(0.0))
    weighs = pl.col("surprise") >= limit("agent_surprise")
    return joined.with_columns(surprise=bits).with_columns(weighs=weighs)


def _held(agents: pl.DataFrame, register: Register) -> pl.DataFrame:
    """How many filings each agent has in the register, and how many of them chance lets meet."""
    met = agents.group_by("office").agg(hits=FILINGS)
    known = met.join(register.represented, on="office", how="left")
    shares = [rate(hits, filings or 0) for _, hits, filings in known.iter_rows()]
    of_office = known.select("office", share=pl.Series(shares, dtype=pl.Float64))
    return (
        agents.select("key", "office", "representative")
        .unique()
        .join(register.by_agent, on=["office", "representative"])
        .join(of_office, on="office")
        .group_by("key")
        .agg(
            portfolio=pl.col("filings").sum().cast(pl.UInt32),
            expected=(pl.col("filings") * pl.col("share")).sum(),
        )
    )
