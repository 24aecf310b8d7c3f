"""The waterfall of evidence: a row for each piece, its bar beginning where the sum stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from squatwatch.model import Evidence
from squatwatch.report.html.svg import bar, line, picture
from squatwatch.report.waterfall import Step, steps

WIDTH, HIGH, THICK = 160, 18, 10
"""Size of the picture of a row, and of its bar, in pixels."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence, the sum that it brings about, and its bar."""

    item: Evidence
    total: float
    picture: Markup


def evidence_rows(evidence: Sequence[Evidence]) -> tuple[EvidenceRow, ...]:
    """The rows of an assessment, all to one scale."""
    every = list(steps(evidence))
    least = min([0.0, *(step.after for step in every)])
    most = max([0.0, *(step.after for step in every)])
    scale = _Scale(least, WIDTH / ((most - least) or 1))
    return tuple(EvidenceRow(step.item, step.after, _drawn(step, scale)) for step in every)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Bits to pixels."""

    least: float
    pixels: float

    def x(self, bits: float) -> float:
        return (bits - self.least) * self.pixels


def _drawn(step: Step, scale: _Scale) -> Markup:
    zero = scale.x(0)
    parts = [line(zero, 0, zero, HIGH, "zero")]
    if step.item.weight:
        left, right = sorted((scale.x(step.before), scale.x(step.after)))
        kind = "for" if step.item.weight > 0 else "against"
        parts.append(bar(left, right - left, THICK, kind, y=(HIGH - THICK) / 2))
    return picture(WIDTH, HIGH, *parts)
