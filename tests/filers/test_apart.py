"""Takings told apart: never two brands by one mark, one filing or one form."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.filers.apart import Taking, Takings

TAKINGS = st.builds(
    Taking,
    owner=st.sampled_from("ABC"),
    brand_id=st.just("brand"),
    unit=st.sampled_from(["mi", "miui", "anta", "peak", "huawei"]),
    mark=st.sampled_from(["mi", "mistore", "anta", "antapeak", "huawei"]),
    filing=st.tuples(st.just("EM"), st.sampled_from("123456")),
    filer=st.sampled_from(["one", "two"]),
)


def taking(owner: str, unit: str, mark: str = "", number: str = "", filer: str = "") -> Taking:
    return Taking(owner, owner.lower(), unit, mark or unit, ("EM", number or unit), filer)


def slowly_apart(one: Taking, other: Taking, all_takings: list[Taking]) -> bool:
    """The rule in docs/filers.md, word by word."""
    units_of = {
        owner: {item.unit for item in all_takings if item.owner == owner} for owner in "ABC"
    }
    return (
        one.owner != other.owner
        and units_of[one.owner].isdisjoint(units_of[other.owner])
        and one.filing != other.filing
        and one.mark != other.mark
        and one.unit not in other.unit
        and other.unit not in one.unit
    )


@settings(deadline=None)
@given(st.lists(TAKINGS, min_size=1, max_size=7))
def test_apart_is_what_the_rule_says(takings: list[Taking]) -> None:
    found = Takings(takings)
    for one in takings:
        for other in takings:
            assert found.apart(one, other) == slowly_apart(one, other, takings)
            assert found.apart(one, other) == found.apart(other, one)


@settings(deadline=None)
@given(st.lists(TAKINGS, min_size=1, max_size=7), st.booleans())
def test_what_stands_beside_is_apart_and_two_where_any_is(
    takings: list[Taking], by_different_filers: bool
) -> None:
    found = Takings(takings, by_different_filers=by_different_filers)
    for one in takings:
        beside = found.beside(one)
        assert beside[0] == one
        assert all(found.apart(*two) for two in combinations(beside, 2))
        assert len({item.owner for item in beside}) == len(beside)
        assert (len(beside) > 1) == any(found.apart(one, other) for other in takings)
        if by_different_filers:
            assert len({item.filer for item in beside}) == len(beside)


def test_the_order_of_takings_changes_nothing() -> None:
    takings = [taking("A", "anta"), taking("B", "peak"), taking("C", "huawei"), taking("B", "peek")]
    told = [Takings(order).beside(takings[0]) for order in (takings, takings[::-1])]
    assert told[0] == told[1]
    assert [one.owner for one in told[0]] == ["A", "C", "B"]


def test_clients_of_an_agent_must_be_different_ones() -> None:
    takings = [taking("A", "anta", filer="one"), taking("B", "peak", filer="one")]
    assert len(Takings(takings).beside(takings[0])) == 2
    assert len(Takings(takings, by_different_filers=True).beside(takings[0])) == 1
