"""What is due, found and weighed: new filings against all brands, new brands against all filings.

The rest of the register is not searched again. What it says of rarity and filer groups is kept
from the nights before, as far as a pair was worth a look then (docs/adr/0029); but for that, what
is found is what a scan of all would find.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import polars as pl

from squatwatch.assess.assess import Assessed, assess
from squatwatch.assess.hits import PAIR_KEY, best_hits, numbered, together
from squatwatch.assess.promise import outlook, promised
from squatwatch.assess.weights import Weights, default_weights
from squatwatch.filers.register import register_of
from squatwatch.filers.traces import traces
from squatwatch.schemas import BRAND_HIT_SCHEMA, by_itself
from squatwatch.search import Progress, hits_of_forms, hits_on
from squatwatch.store import Store
from squatwatch.store.keys import KEY
from squatwatch.store.pairs import PAIR_SCHEMA

OF_HOUSE = ("owner", "affiliate")
"""Roles of applicants whose filings are the owner's own (``assess.ownership``)."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of what was due.

    ``assessed``: all pairs of it, and those of earlier nights that share a filer with it;
    ``filings`` their records. ``due`` are the keys of the filings and ``brand_ids`` the brands that
    were looked at: what is not among the pairs of these is no longer found.
    """

    assessed: Assessed
    filings: pl.DataFrame
    due: pl.DataFrame
    brand_ids: tuple[str, ...]


def look(store: Store, *, weights: Weights | None, memory: int, progress: Progress) -> Found:
    """Look at all that is due, and keep what later nights need to know of it."""
    due, changed = store.filings_due(), store.brands_due()
    if due.is_empty() and not changed:
        return _nothing(store, due, weights)
    store.forget_pairs(due, pl.Series(changed, dtype=pl.String))
    brands, events = store.brands(), store.events()
    of_brands = outlook(brands, events, weights or default_weights())
    new, below = _worth_a_look(
        _hits(store, due, changed, memory, progress), of_brands, weights or default_weights()
    )
    met_by = traces(store.filings(new.filter("may_count").select(KEY)))
    related = _related(store, new, met_by)
    columns = new.drop("pair", "may_count").columns
    pairs = numbered(pl.concat([new.select(columns), related.select(columns)]))
    del new  # a night's pairs are hundreds of megabytes
    filings = store.filings(pairs.select(KEY))
    register = register_of(
        store, filings, met=store.count_counted() - _filings_of(related.filter("counts"))
    )
    assessed = assess(
        pairs, filings, brands, store.rights(), events,
        register=register, weights=weights, bearers=_bearers(store, pairs), lowest="medium",
    )  # fmt: skip
    _keep(store, assessed, pairs, related, met_by)
    counted = pl.concat([assessed.below, below]).group_by("applicant_known").agg(pl.sum("len"))
    return Found(replace(assessed, below=counted), filings, due, tuple(changed))


def _nothing(store: Store, due: pl.DataFrame, weights: Weights | None) -> Found:
    filings = store.filings(due)
    return Found(assess(together([]), filings, (), weights=weights), filings, due, ())


def _hits(
    store: Store, due: pl.DataFrame, changed: Collection[str], memory: int, progress: Progress
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Hits on what is due, with facts of the filings that were hit.

    All forms on the filings that are due, then those of changed brands on the rest.
    """
    forms, facts = store.forms(), store.filing_facts(due)
    for hits in hits_on(store, forms, due, memory=memory, progress=progress):
        yield hits, facts
    if changed and due.height < store.count_filings():
        of_changed = forms.filter(pl.col("brand_id").is_in(list(changed)))
        for hits in hits_of_forms(store, of_changed, memory=memory, progress=progress):
            others = hits.join(due, on=KEY, how="anti")
            yield others, store.filing_facts(others.select(KEY))


def _worth_a_look(
    batches: Iterable[tuple[pl.DataFrame, pl.DataFrame]], of_brands: pl.DataFrame, weights: Weights
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pairs that something might lift to medium, and how many others there are.

    A night has millions of hits, nearly all of them chance: they are gone batch by batch. What
    stays says in ``may_count`` whether the pair may come to count for a filer group.
    """
    kept, below = [], []
    for hits, facts in batches:
        told = promised(best_hits(hits, weights), facts, of_brands, weights)
        kept.append(by_itself(told.filter("promising").select(*_OF_PAIRS)))
        left = told.filter(~pl.col("promising")).join(facts, on=KEY)
        below.append(left.group_by("applicant_known").len())
    none = best_hits(pl.DataFrame(schema=BRAND_HIT_SCHEMA)).with_columns(
        may_count=pl.lit(value=True)
    )
    every = pl.concat([none.select(*_OF_PAIRS), *kept])
    return numbered(every), pl.concat([_NONE_BELOW, *below])


_OF_PAIRS = (*[name for name in PAIR_SCHEMA if name not in ("counts", "traces")], "may_count")
_NONE_BELOW = pl.DataFrame(schema={"applicant_known": pl.Boolean, "len": pl.UInt32})


def _related(store: Store, new: pl.DataFrame, met_by: pl.DataFrame) -> pl.DataFrame:
    """The kept pairs that tell something of what is new.

    Those that a filer group may join to it (``met_by``: the traces of its filings), by way of
    others as well, and the owners' own.
    """
    found = PAIR_SCHEMA.to_frame()
    asked = met_by["traces"].explode().drop_nulls().unique()
    while asked.len():
        met = store.kept_pairs(asked)
        fresh = met.join(found.select(PAIR_KEY), on=PAIR_KEY, how="anti")
        found = pl.concat([found, fresh])
        asked = fresh["traces"].explode().drop_nulls().unique()
    # What is weighed anew needs the owners' own filings as much as what is new.
    brands = pl.concat([new.select(_of_brand()), found.select(_of_brand())]).to_series()
    return pl.concat([found, store.kept_pairs(brands.unique())])


def _of_brand() -> pl.Expr:
    """By what an owner's own filing is met again."""
    return pl.concat_str(pl.lit("brand "), "brand_id")


def _filings_of(pairs: pl.DataFrame) -> int:
    return pairs.select(KEY).unique().height


def _bearers(store: Store, pairs: pl.DataFrame) -> pl.DataFrame:
    return store.bearers(pairs.select("brand_id", "unit")).rename({"filer": "own_filer"})


def _keep(
    store: Store,
    assessed: Assessed,
    pairs: pl.DataFrame,
    related: pl.DataFrame,
    met_by: pl.DataFrame,
) -> None:
    """Keep who bears which unit, the pairs that count for groups, and those of the owners.

    Those of earlier nights stay as they were kept.
    """
    fresh = assessed.pairs.join(related.select(PAIR_KEY), on=PAIR_KEY, how="anti")
    bearing = assessed.bearers.join(related.select(PAIR_KEY), on=PAIR_KEY, how="anti")
    own = pl.col("role").is_in(OF_HOUSE).fill_null(value=False)
    known = fresh.select(*PAIR_KEY, own.alias("own"), counts=pl.col("counted") & ~own)
    kept = pairs.join(known.filter(pl.col("own") | pl.col("counts")), on=PAIR_KEY)
    traced = kept.join(met_by, on=KEY, how="left", maintain_order="left").with_columns(
        traces=pl.when("own").then(pl.concat_list(_of_brand())).otherwise("traces").fill_null([])
    )
    store.keep_pairs(bearing.rename({"own_filer": "filer"}), traced.select(PAIR_SCHEMA.names()))
