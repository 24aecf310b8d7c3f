"""How far what a filer took is beyond what its number of filings would bring by chance."""

from __future__ import annotations

from math import exp, lgamma, log, log2

from squatwatch import reference

MOST_BITS = 60.0
"""What is rarer than this is not told from it."""


def surprise(taken: int, filings: float, rate: float) -> float:
    """-log2 of the chance of ``taken`` brands or more among so many filings: bits, 0 to 60.

    The brands that filings meet by chance are taken to be as many as a Poisson variable has them
    whose mean is ``filings`` times ``rate``, the share of filings that meet one. More for more
    brands, less for more filings. 0 for nothing taken.

    >>> round(surprise(2, 3, 0.01), 1), round(surprise(2, 500, 0.01), 1)
    (11.1, 0.1)
    """
    mean = filings * rate
    if taken <= 0:
        return 0.0
    if mean <= 0:
        return MOST_BITS
    at_least = _at_least(taken, mean)
    return min(MOST_BITS, max(0.0, -log2(at_least))) if at_least > 0 else MOST_BITS


def _at_least(taken: int, mean: float) -> float:
    """The chance of ``taken`` or more; summed from there up where they are rare."""
    if taken > mean:
        term = exp(taken * log(mean) - mean - lgamma(taken + 1))
        total, n = 0.0, taken
        while term > total * 1e-12:
            total, n = total + term, n + 1
            term *= mean / n
        return min(1.0, total)
    below, term = 0.0, exp(-mean)
    for n in range(taken):
        below += term
        term *= mean / (n + 1)
    return max(0.0, 1.0 - below)


def rate(hits: int, filings: int) -> float:
    """The share of filings that meet a watched brand, by what the register holds: 0 to 1.

    ``hits`` of ``filings`` do. A small register, or a file in which somebody put what he thought
    remarkable, tells little of that: it counts together with the filings of
    ``filer_limits.csv`` on which the share was measured.

    >>> rate(0, 0) < rate(60, 100) < rate(60, 60) < 0.1 < rate(90_000, 100_000)
    True
    """
    measured_hits, measured = limit("measured_hits"), limit("measured_filings")
    return (hits + measured_hits) / (max(filings, hits) + measured)


def limit(name: str) -> float:
    """A limit of ``filer_limits.csv``."""
    rows = dict(reference.table("filer_limits").select("name", "value").iter_rows())
    return float(rows[name])
