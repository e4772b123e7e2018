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
    centres = np.zeros((len(size), 2))
    turn = 2 * np.pi * np.arange(_ANGLES) / _ANGLES
    around = np.column_stack([np.cos(turn), np.sin(turn)])
    largest = np.zeros((len(size), _ANGLES))  # the radius that fits at each angle of each disc that stands
    placed: list[int] = []
    waiting = np.ones(len(size), dtype=bool)
    pull = weights.sum(axis=1)
    while waiting.any():
        number = int(np.argmax(np.where(waiting, pull, -1)))
        waiting[number] = False
        if placed:
            touched, angle = np.nonzero(largest >= size[number])
            spots = centres[touched] + (size[touched] + size[number])[:, None] * around[angle]
            cost = _ways(spots, np.zeros(2))
            share = weights[number] / max(1, weights[number, placed].sum())
            for other in placed:
                if share[other] > 0:
                    cost += _ways(spots, centres[other]) * share[other]
            # Rounded, so that another numerical library finds the same least one.
            centres[number] = np.round(spots[int(np.argmin(np.round(cost)))])
        else:
            pull = np.zeros(len(size))
        here, there = (centres[number], size[number]), (centres[placed], size[placed])
        largest[placed] = np.minimum(largest[placed], _largest(*there, *here, around))
        largest[number] = _largest(*here, *there, around).min(axis=0, initial=np.inf)
        placed.append(number)
        pull = pull + weights[:, number]
    return centres


def _ways(spots: Points, centre: Points) -> Points:
    ways: Points = np.hypot(spots[:, 0] - centre[0], (spots[:, 1] - centre[1]) * _HIGH)
    return ways


def _largest(centre: Points, radius: Points, other: Points, other_radius: Points, around: Points) -> Points:
    """Return the radius up to which a disc that touches one at an angle does not overlap another.

    From |way + (radius + r) angle| ≥ other_radius + r, of which the squares are linear in r.
    """
    way = centre - other
    along = way @ around.T
    square = ((way**2).sum(axis=1) + radius**2 - other_radius**2)[:, None]
    square = square + 2 * np.reshape(radius, (-1, 1)) * along
    closing = np.reshape(other_radius - radius, (-1, 1)) - along
    return np.where(closing > 1e-9, square / (2 * np.maximum(closing, 1e-9)), np.inf)
