"""Where discs stand side by side."""

from __future__ import annotations

import numpy as np

from kg.view.discs import side_by_side


def test_hundreds_of_discs_stand_apart_and_close() -> None:
    count = 400  # all spots of all discs at once would take a gigabyte
    random = np.random.default_rng(1)
    radii = random.integers(100, 400, count)
    weights = random.integers(1, 9, (count, count)) * (random.random((count, count)) < 0.01)
    centres = side_by_side(list(radii), (weights + weights.T).astype(float))
    one, other = np.triu_indices(count, 1)
    gaps = np.hypot(*(centres[one] - centres[other]).T) - radii[one] - radii[other]
    assert gaps.min() > -2  # centres are whole numbers
    assert (radii**2).sum() > 0.4 * np.hypot(*centres.T).max() ** 2


def test_a_disc_stands_with_the_one_to_which_it_has_weight() -> None:
    weights = np.array([[0, 9, 0, 0], [9, 0, 5, 0], [0, 5, 0, 0], [0, 0, 0, 0]], dtype=float)
    centres = side_by_side([100, 100, 30, 100], weights)
    assert abs(np.hypot(*(centres[1] - centres[2])) - 130) < 2
    assert np.hypot(*(centres[1] - centres[0])) - 200 < 2
