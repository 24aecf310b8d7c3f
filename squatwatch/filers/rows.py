"""From rows of pairs to takings, and from what was taken to columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from squatwatch.filers.apart import Taking


def taking_of(row: Mapping[str, Any], filer: str = "") -> Taking:
    """A pair as a taking; ``filer`` where takings of several are looked at together."""
    return Taking(
        owner=row["owner"],
        brand_id=row["brand_id"],
        unit=row["unit"],
        mark=row["whole"],
        filing=(row["office"], row["application_key"]),
        filer=filer,
    )


def brands_of(taken: Sequence[Taking], own: Taking) -> dict[str, list[str]]:
    """What was taken by brand, whose it is, and all of it but the pair's own."""
    by_brand = sorted(taken, key=lambda one: one.brand_id)
    return {
        "brands": [one.brand_id for one in by_brand],
        "owners": [one.owner for one in by_brand],
        "others": [one.brand_id for one in by_brand if one != own],
    }
