"""The place of a filing among the alerts of its brand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from benchmarks.quality.labelled import Key, Pair
from benchmarks.quality.register import pair_of
from squatwatch import Alert

FIRST = 5
"""A reader looks at so many alerts of a brand."""


def places(alerts: Iterable[Alert], without: Collection[Key] = ()) -> dict[Pair, int]:
    """The place of each pair among its brand's alerts, from 1, in the order they come in.

    Cleared ones and those of filings ``without`` have no place and take none.
    """
    counted = [
        pair
        for alert in alerts
        if alert.assessment.level != "cleared" and (pair := pair_of(alert))[1:] not in without
    ]
    by_brand = groupby(sorted(counted, key=_brand), key=_brand)
    return {pair: place for _, pairs in by_brand for place, pair in enumerate(pairs, 1)}


def _brand(pair: Pair) -> str:
    return pair[0]
