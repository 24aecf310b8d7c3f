"""The optimal string alignment distance, measured as far as it is asked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.ragged import Codes


@compiled
def distance_within(
    left: Codes, left_start: int, left_length: int,
    right: Codes, right_start: int, right_length: int, most: int,
    upper: NDArray[np.int64], middle: NDArray[np.int64], lower: NDArray[np.int64],
) -> int:  # fmt: skip
    """The optimal string alignment distance if it is ``most`` or less, ``most + 1`` otherwise.

    Common beginnings and ends cost nothing and are passed over; of the table only the diagonals
    within ``most`` of the middle one are filled (Ukkonen, Information and Control 64, 1985).
    """
    far = most + 1
    if abs(left_length - right_length) > most:
        return far
    while left_length > 0 and right_length > 0 and left[left_start] == right[right_start]:
        left_start += 1
        right_start += 1
        left_length -= 1
        right_length -= 1
    while (
        left_length > 0
        and right_length > 0
        and left[left_start + left_length - 1] == right[right_start + right_length - 1]
    ):
        left_length -= 1
        right_length -= 1
    if left_length == 0 or right_length == 0:
        return left_length + right_length
    if most == 0 or (most == 1 and min(left_length, right_length) > 2):
        return far  # one replacement leaves one letter between the ends, a swap two
    for j in range(right_length + 1):
        middle[j] = j if j <= most else far
    nearest_before = 0
    for i in range(1, left_length + 1):
        from_, to = max(1, i - most), min(right_length, i + most)
        lower[from_ - 1] = i if from_ == 1 and i <= most else far
        nearest = lower[from_ - 1]
        for j in range(from_, to + 1):
            a, b = left[left_start + i - 1], right[right_start + j - 1]
            best = middle[j - 1] + (a != b)
            if j < i + most:
                best = min(best, middle[j] + 1)
            best = min(best, lower[j - 1] + 1)
            if (
                i > 1
                and j > 1
                and a == right[right_start + j - 2]
                and b == left[left_start + i - 2]
            ):
                best = min(best, upper[j - 2] + 1)
            lower[j] = min(best, far)
            nearest = min(nearest, lower[j])
        if to < right_length:
            lower[to + 1] = far
        # A swap reaches over one row: only two rows beyond the limit end it.
        if nearest > most and nearest_before > most:
            return far
        nearest_before = nearest
        upper, middle, lower = middle, lower, upper
    return int(min(middle[right_length], far))
