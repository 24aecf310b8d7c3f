"""Agents: told beside the register alone, and only where beyond chance."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from squatwatch.filers.agents import AGENT_SCHEMA, agent_links
from squatwatch.filers.register import BY_AGENT, REPRESENTED, Register
from tests.filers.test_groups import BRANDS, Pair, frame_of

AGENT = "Example Agents"
CLIENTS: Sequence[Pair] = [
    ("anta", ["First AG"]),
    ("peak", ["Second AG"]),
    ("orphan", ["Third AG"]),
]


def links(
    pairs: Sequence[Pair] = CLIENTS,
    agents: Sequence[str] | None = None,
    register: Register | None = None,
) -> pl.DataFrame:
    frame = frame_of(pairs, representative=agents or [AGENT] * len(pairs))
    return agent_links(frame, BRANDS, register)


def register(of_agent: int, of_office: int) -> Register:
    rows = [("EM", AGENT, of_agent)]
    return Register(
        represented=pl.DataFrame([("EM", of_office)], schema=REPRESENTED, orient="row"),
        by_agent=pl.DataFrame(rows, schema=BY_AGENT, orient="row"),
    )


def test_without_a_register_an_agent_is_told_and_weighs_nothing() -> None:
    found = links()
    assert found.schema == AGENT_SCHEMA
    assert found["pair"].to_list() == [0, 1, 2]
    assert found["link"].to_list() == ["agent"] * 3
    assert found["agent"].to_list() == [AGENT] * 3
    assert found["others"].to_list() == [["orphan", "peak"], ["anta", "orphan"], ["anta", "peak"]]
    assert found["filings"].to_list() == [3] * 3
    assert not found["weighs"].any()
    assert found["surprise"].is_null().all()


def test_an_agent_whose_few_filings_all_meet_brands_weighs() -> None:
    found = links(register=register(3, 200_000))
    assert found["weighs"].to_list() == [True] * 3
    assert found["portfolio"].to_list() == [3] * 3
    assert found["surprise"].min() >= 10  # type: ignore[operator]


def test_an_agent_of_half_an_office_is_not_told() -> None:
    assert links(register=register(100_000, 200_000)).is_empty()


def test_where_many_filings_meet_brands_an_agents_few_say_nothing() -> None:
    others: list[Pair] = [("miui", [f"Company{number} AG"]) for number in range(300)]
    agents = [*[AGENT] * 3, *(f"Agent{number}" for number in range(300))]
    assert links([*CLIENTS, *others], agents, register(500, 20_000)).is_empty()
    assert links([*CLIENTS, *others], agents, register(3, 20_000))["pair"].to_list() == [0, 1, 2]


def test_one_client_is_no_matter_of_the_agent() -> None:
    assert links([("anta", ["First AG"]), ("peak", ["FIRST AG"])]).is_empty()


def test_clients_who_are_nobody_say_nothing() -> None:
    assert links([("anta", [""]), ("peak", ["N/A"])]).is_empty()


def test_owners_are_clients_of_their_own_brands() -> None:
    own: Pair = ("xiaomi", ["Xiaomi Inc."])
    assert links([own, ("anta", ["First AG"])]).is_empty()


def test_who_represents_himself_is_no_agent() -> None:
    pairs: list[Pair] = [("anta", ["First AG"]), ("peak", ["Second AG"])]
    assert links(pairs, ["First AG", "First AG"]).is_empty()


@pytest.mark.parametrize("agents", [["N/A"] * 3, [""] * 3, ["One", "Two", "Three"]])
def test_nobody_and_different_agents_link_nothing(agents: list[str]) -> None:
    assert links(agents=agents).is_empty()


def test_of_several_agents_each_is_one() -> None:
    found = links(agents=[f"{AGENT}; Other", "Third Agent", f"Another; {AGENT.upper()}"])
    assert found["pair"].to_list() == [0, 2]
    assert found["agent"].to_list() == [AGENT, AGENT.upper()]


@pytest.mark.parametrize("counted", [None, Register(), register(3, 200_000)])
@pytest.mark.parametrize("pairs", [[], [("anta", ["First AG"])]])
def test_without_agents_there_are_no_links(counted: Register | None, pairs: list[Pair]) -> None:
    found = agent_links(frame_of(pairs), BRANDS, counted)
    assert found.is_empty()
    assert found.schema == AGENT_SCHEMA
