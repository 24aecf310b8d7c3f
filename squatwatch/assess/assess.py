"""Hits weighed: for each brand and filing the evidence, a score and a level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from squatwatch.assess.clearing import reasons
from squatwatch.assess.evidence import OF_CONDUCT, OF_THE_FILING, OF_THE_HIT, Family, tell
from squatwatch.assess.evidence.conduct import role
from squatwatch.assess.evidence.register import bears
from squatwatch.assess.facts import names_an_applicant, with_facts
from squatwatch.assess.levels import level, score
from squatwatch.assess.promise import with_promise
from squatwatch.assess.weights import Weights, default_weights, limit
from squatwatch.filers.agents import agent_links
from squatwatch.filers.groups import filer_groups
from squatwatch.filers.register import Register
from squatwatch.model import Brand, Event, Level, Right
from squatwatch.schemas import by_itself

FAMILIES: tuple[Family, ...] = (*OF_THE_HIT, *OF_THE_FILING, *OF_CONDUCT)
"""All that is asked of a pair; what is answered is weighed."""

CONDUCT = ("filer.several-brands", "filer.same-address", "filer.partner")
"""Evidence of what the applicant does, beyond the mark itself."""

BEARING = ("brand_id", "unit", "office", "application_key", "own_filer")

PAIRS_AT_ONCE = 80_000
"""Pairs of which facts are looked up together: a night's would take gigabytes."""
SEED = 1

TELLING = 0.5
"""How often such evidence must count to be conduct: a filer of thousands of marks meets two brands
by chance, and then it hardly counts."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was found, in columns.

    ``pairs``: brand and filing with the best hit and the facts, ``bits``, ``score``, ``level``,
    ``cleared_by``, ``conduct``, ``filer_group``, ``counted`` (whether it counts for a group).
    ``below``: how many pairs were not looked at any further because nothing could lift them to
    medium: ``applicant_known``, ``len``. ``bearers``: the promising pairs whose filers count as
    bearers of the unit (``evidence.register``): ``BEARING``.
    """

    pairs: pl.DataFrame
    below: pl.DataFrame
    weights: Weights
    bearers: pl.DataFrame

    @property
    def evidence(self) -> pl.DataFrame:
        """The evidence on all pairs (``evidence.EVIDENCE_SCHEMA``), the prior left out."""
        return self.evidence_on(self.pairs)

    def evidence_on(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """The evidence on some of the pairs."""
        return tell(pairs, (*FAMILIES, *reasons())).sort("pair", "code")


def assess(
    best: pl.DataFrame,
    filings: pl.DataFrame,
    brands: Sequence[Brand],
    rights: Sequence[Right] = (),
    events: Sequence[Event] = (),
    *,
    register: Register | None = None,
    weights: Weights | None = None,
    lowest: Level = "low",
    bearers: pl.DataFrame | None = None,
) -> Assessed:
    """Weigh the best hit of each brand and filing, with all evidence around it.

    ``best`` as ``hits.best_hits`` or ``hits.together`` gives it, ``filings`` those that were hit,
    with ``application_key`` (``schemas.FILING_SCHEMA``). ``register`` says what else there is of
    their applicants and agents (``filers.register``). With another ``lowest`` level than low,
    pairs that cannot reach medium whatever is found are only counted; the others come out alike.
    ``bearers`` are those of the same units who are not among the pairs (``evidence.register``).
    """
    weights = weights or default_weights()
    pairs = with_promise(best, filings, brands, events, weights)
    looked_at = pairs if lowest == "low" else _promising(pairs)
    kept, bearing = [], []
    for part in [looked_at] if lowest == "low" else _by_brand(looked_at):
        known = _counted(with_facts(part, filings, brands, rights, events, bearers), weights)
        bearing.append(known.filter(bears() & pl.col("promising")).select(BEARING))
        kept.append(known if lowest == "low" else by_itself(known.filter(_reaches_medium(weights))))
    told = pl.concat(kept).sort("pair")
    grouped = _with_groups(told, brands, register)
    left_out = pairs.join(told, on="pair", how="anti")
    below = _below(left_out, filings)
    return Assessed(_levelled(grouped, weights), below, weights, pl.concat(bearing))


def _promising(pairs: pl.DataFrame) -> pl.DataFrame:
    """The promising pairs, and those of the same brand and unit: they tell how rare it is."""
    units = pairs.filter("promising").select("brand_id", "unit").unique()
    return pairs.join(units, on=["brand_id", "unit"], how="semi", maintain_order="left")


def _by_brand(pairs: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The pairs in slices of about ``PAIRS_AT_ONCE``, all of a brand in one.

    All that is asked before filers are grouped is asked of a brand's own pairs.
    """
    parts = -(-pairs.height // PAIRS_AT_ONCE)
    if parts < 2:
        yield pairs
        return
    part = pairs["brand_id"].hash(SEED) % parts
    for number in range(parts):
        yield pairs.filter(part == number)


def _counted(pairs: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """The pairs with ``counted``: whether the mark alone makes them worth counting for a group.

    The owner's own filings and those older than the brand do not count; those that have ended
    do: they are part of what the filer did.
    """
    of_the_mark = weights.sum((*OF_THE_HIT, *OF_THE_FILING))
    lawful = pl.col("cleared_by").is_in(["owner", "affiliate", "predates"]).fill_null(value=False)
    return pairs.with_columns(counted=~lawful & (of_the_mark >= limit("filer_group")))


def _reaches_medium(weights: Weights) -> pl.Expr:
    """Whether a pair reaches medium, or may: a group or an agent adds only to what counts.

    The owner's own filings stay whatever they reach: they tell where it has filed.
    """
    alone = weights.sum((*OF_THE_HIT, *OF_THE_FILING, role()))
    own = pl.col("role").is_in(["owner", "affiliate"]).fill_null(value=False)
    return pl.col("counted") | own | (alone >= limit("medium"))


def _with_groups(
    pairs: pl.DataFrame, brands: Sequence[Brand], register: Register | None
) -> pl.DataFrame:
    """The pairs with the filer group they are in, and the other brands of group and agent."""
    counted = pairs.filter("counted")
    groups = filer_groups(counted, brands, register).select(
        "pair", "filer_group", group_link="link", group_brands="others", group_surprise="surprise"
    )
    agents = agent_links(counted, brands, register).filter("weighs")
    told = agents.select("pair", "agent", agent_brands="others")
    return pairs.join(groups, on="pair", how="left", maintain_order="left").join(
        told, on="pair", how="left", maintain_order="left"
    )


def _levelled(pairs: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    told = [
        (family.code.is_in(CONDUCT) & (family.times >= TELLING)).fill_null(value=False)
        for family in OF_CONDUCT
    ]
    return pairs.with_columns(
        bits=weights.sum(FAMILIES), conduct=pl.any_horizontal(told)
    ).with_columns(
        score=score(pl.col("bits")), level=level(pl.col("bits"), pl.col("applicant_known"))
    )


def _below(pairs: pl.DataFrame, filings: pl.DataFrame) -> pl.DataFrame:
    """How many pairs were left out, by whether their record names an applicant."""
    known = filings.select("office", "application_key", applicant_known=names_an_applicant())
    return pairs.join(known, on=["office", "application_key"]).group_by("applicant_known").len()
