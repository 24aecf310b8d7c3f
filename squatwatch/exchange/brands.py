"""Brands between installations, each with its rights and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from squatwatch.brands import encode_brands, encode_events, encode_rights
from squatwatch.errors import DataError
from squatwatch.exchange.lines import Line
from squatwatch.exchange.nouns import noun_of, plain
from squatwatch.exchange.regions import brands_of_region
from squatwatch.model import Brand, Event, Right, application_key
from squatwatch.scan import watch
from squatwatch.store import Store

BRANDS_SCHEMA_NAME = "squatwatch.brand/1"
"""What a line says that it is; keys are only added within a version."""

_SHOWN = 5
"""Conflicts that are named one by one."""
_BESIDE = ("schema", "rights", "events")


@dataclass(frozen=True, slots=True)
class Watched:
    """A brand with the rights of its owner and what made it known."""

    brand: Brand
    rights: tuple[Right, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedBrands:
    """What became of brands: how many are new, how many others changed, and the conflicts.

    ``conflicts`` say what differs, by brand; nothing of theirs was written.
    """

    new: int = 0
    changed: int = 0
    conflicts: tuple[str, ...] = ()


def brand_records(store: Store, *, region: str | None = None) -> Iterator[dict[str, Any]]:
    """The brands of a region or all, by id."""
    wanted = brands_of_region(store, region)
    for one in watched(store).values():
        if wanted is None or one.brand.brand_id in wanted:
            yield brand_record(one)


def watched(store: Store) -> dict[str, Watched]:
    """The brands of a store by id."""
    rights, events = _by_brand(store.rights()), _by_brand(store.events())
    return {
        brand.brand_id: Watched(
            brand, rights.get(brand.brand_id, ()), events.get(brand.brand_id, ())
        )
        for brand in store.brands()
    }


def _by_brand(nouns: Sequence[Any]) -> dict[str, tuple[Any, ...]]:
    return {
        brand_id: tuple(sorted(group, key=_order))
        for brand_id, group in groupby(nouns, key=lambda one: one.brand_id)
    }


def _order(one: Right | Event) -> list[str]:
    return [str(plain(getattr(one, item.name))) for item in fields(one)]


def brand_record(one: Watched) -> dict[str, Any]:
    """A brand as a record: the columns of the watch list, lists as lists, and what hangs on it."""
    return {
        "schema": BRANDS_SCHEMA_NAME,
        **_fields(one.brand),
        "rights": [_fields(right, "brand_id") for right in one.rights],
        "events": [_fields(event, "brand_id") for event in one.events],
    }


def _fields(noun: Brand | Right | Event, but: str = "") -> dict[str, Any]:
    return {item.name: plain(getattr(noun, item.name)) for item in fields(noun) if item.name != but}


def watched_of(line: Line) -> Watched:
    """The brand that a line tells.

    Raises ``DataError`` where it is none, or has what a watch list must not have.
    """
    try:
        brand = noun_of(Brand, line.record, _BESIDE)
        rights = tuple(_beside(Right, one, brand) for one in line.record.get("rights", ()))
        events = tuple(_beside(Event, one, brand) for one in line.record.get("events", ()))
    except (TypeError, AttributeError, ValueError) as error:
        raise line.wrong(f"it is no brand: {error}") from error
    encode_brands([brand], "jsonl", line.where)
    encode_rights(rights, "jsonl", line.where)
    encode_events(events, "jsonl", line.where)
    return Watched(brand, tuple(sorted(rights, key=_order)), tuple(sorted(events, key=_order)))


def _beside(kind: type[Any], record: Mapping[str, Any], brand: Brand) -> Any:
    return noun_of(kind, {**record, "brand_id": brand.brand_id})


def merge_brands(store: Store, given: Sequence[Watched], *, replace: bool = False) -> MergedBrands:
    """Unite the watch list of the store with these brands.

    A brand has no time, so that nobody can say which of two of one id is the later: they are in
    conflict, and stay as they are here unless those given are to ``replace`` them. Rights and
    events are united; two rights of one office and number that differ are in conflict as well.
    """
    known = watched(store)
    merged: dict[str, Watched] = {}
    conflicts: list[str] = []
    for one in given:
        brand_id = one.brand.brand_id
        here = merged.get(brand_id, known.get(brand_id))
        found = [] if here is None or replace else _conflicts(here, one)
        if found:
            conflicts.append(f"{brand_id}: {', '.join(found)}")
        else:
            merged[brand_id] = one if here is None else _united(here, one)
    written = [one for brand_id, one in merged.items() if known.get(brand_id) != one]
    _write(store, written, known)
    new = sum(one.brand.brand_id not in known for one in written)
    return MergedBrands(new, len(written) - new, tuple(conflicts))


def _conflicts(here: Watched, given: Watched) -> list[str]:
    """What a brand contradicts of the one that is here: ``classes``, ``right CN 20000001``."""
    names = [
        item.name
        for item in fields(Brand)
        if getattr(here.brand, item.name) != getattr(given.brand, item.name)
    ]
    return names + [f"right {office} {number}" for office, number in _contradicted(here, given)]


def _contradicted(here: Watched, given: Watched) -> list[tuple[str, str]]:
    """The numbers of rights that both have, and of which the given one says something else."""
    numbers = {_number(right) for right in here.rights}
    other = {_number(right) for right in given.rights if right not in here.rights}
    return sorted(numbers & other)


def _number(right: Right) -> tuple[str, str]:
    return right.office, application_key(right.number)


def _united(here: Watched, given: Watched) -> Watched:
    """The given brand, with the rights and events of both; where they contradict, those given."""
    gone = set(_contradicted(here, given))
    kept = [right for right in here.rights if _number(right) not in gone]
    return Watched(
        given.brand,
        tuple(sorted({*kept, *given.rights}, key=_order)),
        tuple(sorted({*here.events, *given.events}, key=_order)),
    )


def _write(store: Store, written: Sequence[Watched], known: Mapping[str, Watched]) -> None:
    changed = [one.brand for one in written if _brand(known, one) != one.brand]
    if changed:
        watch(store, changed)
    if rights := [right for one in written for right in one.rights]:
        store.put_rights(rights)
    if events := [event for one in written for event in one.events]:
        store.put_events(events)


def _brand(known: Mapping[str, Watched], one: Watched) -> Brand | None:
    here = known.get(one.brand.brand_id)
    return here.brand if here else None


def refused(conflicts: Sequence[str], where: str) -> DataError:
    """The conflicts as one error: what was not written, and how it can be."""
    more = f"; and {len(conflicts) - _SHOWN} more" if conflicts[_SHOWN:] else ""
    listed = "; ".join(conflicts[:_SHOWN]) + more
    return DataError(
        f"{len(conflicts)} in conflict with what is here, and left as they are: {listed}",
        where=where,
        do="compare them with 'squatwatch brands show', or take those of the file with --replace",
    )
