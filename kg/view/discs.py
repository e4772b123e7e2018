"""Discs on the page: the one around a group of things, and where several stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

MARGIN = 60
"""Around the outermost things of a disc, in units of the page."""

_ANGLES = 48
_HIGH = 1.3
"""So many times as much counts a distance down as one across: the graph's part of a screen is wide."""


def disc(points: Points) -> tuple[int, int, int]:
    """Return x, y and radius of a disc that holds points with a margin."""
    centre = np.round((points.min(axis=0) + points.max(axis=0)) / 2)
    radius = np.hypot(*(points - centre).T).max() + MARGIN
    return int(centre[0]), int(centre[1]), int(np.ceil(radius))


def side_by_side(radii: Sequence[float], weights: Points) -> Points:
    """Return the centres of discs that do not overlap, near those to which they have much weight.

    One after the other, first the one with the most weight, then always the one that has most to those that
    stand: where it touches one of them, overlaps none and has short ways, to its own and to the middle.
    """
    size = np.array(radii, dtype=np.float64)
    turn = 2 * np.pi * np.arange(_ANGLES) / _ANGLES
    around = np.column_stack([np.cos(turn), np.sin(turn)])
    centres = np.zeros((len(size), 2))
    placed: list[int] = [int(np.argmax(weights.sum(axis=1)))]
    waiting = [number for number in range(len(size)) if number not in placed]
    while waiting:
        to_placed = weights[np.ix_(waiting, placed)].sum(axis=1)
        number = waiting.pop(int(np.argmax(to_placed)))
        apart = size[placed] + size[number]
        spots = (centres[placed][:, None] + apart[:, None, None] * around).reshape(-1, 2)
        ways = spots[:, None] - centres[placed]
        free = (np.hypot(ways[:, :, 0], ways[:, :, 1]) > apart - 1e-6).all(axis=1)
        spots, ways = spots[free], ways[free]
        share = weights[number, placed] / max(1, weights[number, placed].sum())
        cost = np.hypot(ways[:, :, 0], ways[:, :, 1] * _HIGH) @ share
        cost += np.hypot(spots[:, 0], spots[:, 1] * _HIGH)
        # Rounded, so that another numerical library finds the same least one.
        centres[number] = np.round(spots[int(np.argmin(np.round(cost)))])
        placed.append(number)
    return centres
