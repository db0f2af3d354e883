"""Detail and edges that are kept: waves and lines whose answer is known, and a slow oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooling import avg_pool2d, max_pool2d
from pooling.planes import Array
from pooling.sharpness import (
    edge_contrast_kept,
    fine_against_coarse,
    high_frequencies_kept,
    pooled_sparsity,
    zero_share,
)


def wave(cycles: int, size: int = 64) -> Array:
    line = np.cos(2 * np.pi * cycles / size * np.arange(size))
    return np.tile(line, (size, 1))


@pytest.mark.parametrize("cycles", [9, 12, 15])
def test_a_wave_is_damped_as_theory_says(cycles: int) -> None:
    """The mean of two neighbours damps a frequency f by cos(pi f); leaving cells out by nothing."""
    x = wave(cycles)
    assert high_frequencies_kept(x, x[::2, ::2]) == pytest.approx(1, abs=1e-3)
    damped = np.cos(np.pi * cycles / 64) ** 2
    assert high_frequencies_kept(x, avg_pool2d(x, 2)) == pytest.approx(damped, abs=2e-3)


def test_the_edges_of_a_map_are_no_detail() -> None:
    """A slope jumps where the map ends and begins anew; the taper hides that."""
    x = wave(12) + np.linspace(0, 20, 64)
    damped = np.cos(np.pi * 12 / 64) ** 2
    assert high_frequencies_kept(x, avg_pool2d(x, 2)) == pytest.approx(damped, abs=0.01)


def test_finer_waves_fold_down_and_the_mean_stops_most_of_them() -> None:
    x = wave(10) + wave(22)  # 22 of 64 cannot be held by 32 cells: it shows as 10
    assert high_frequencies_kept(x, x[::2, ::2]) == pytest.approx(4, abs=0.05)
    assert high_frequencies_kept(x, avg_pool2d(x, 2)) < 2.5


def test_neither_brightness_nor_contrast_matters_and_other_factors_do() -> None:
    x = np.random.default_rng(0).random((3, 48, 64))
    kept = high_frequencies_kept(x, max_pool2d(x, 2))
    bright = 7 + 3 * x
    assert high_frequencies_kept(bright, max_pool2d(bright, 2)) == pytest.approx(kept)
    assert high_frequencies_kept(wave(6), wave(6)[::4, ::4], 4) == pytest.approx(1, abs=0.01)


def test_fine_against_coarse_as_theory_says_and_whatever_the_gain() -> None:
    x = wave(12) + wave(4)
    damped = (np.cos(np.pi * 12 / 64) / np.cos(np.pi * 4 / 64)) ** 2
    assert fine_against_coarse(x, avg_pool2d(x, 2)) == pytest.approx(damped, abs=3e-3)
    assert fine_against_coarse(x, x[::2, ::2]) == pytest.approx(1, abs=2e-3)
    for gain in (1e-3, -7):
        assert fine_against_coarse(x, gain * x[::2, ::2]) == pytest.approx(1, abs=2e-3)
    noise = np.random.default_rng(0).random((2, 32, 32))
    for way in (avg_pool2d, max_pool2d):
        alone = fine_against_coarse(noise, way(noise, 2))
        assert fine_against_coarse(noise, way(noise, 2)[::-1]) == pytest.approx(alone)


def test_lines_and_steps() -> None:
    line = np.zeros((16, 16))
    line[:, 7] = 1
    assert edge_contrast_kept(line, max_pool2d(line, 2)) == 1
    assert edge_contrast_kept(line, avg_pool2d(line, 2)) == 0.5
    dark = 1 - line
    assert edge_contrast_kept(dark, max_pool2d(dark, 2)) == 0, "a maximum loses a dark line"
    assert edge_contrast_kept(line, line[::2, ::2]) == 0, "steps of two may step over it"
    assert edge_contrast_kept(line, line[1::2, 1::2]) == 1
    step = np.zeros((16, 16))
    step[:, 8:] = 5
    assert edge_contrast_kept(step, avg_pool2d(step, 2)) == 1


@given(st.integers(0, 2**32), st.sampled_from(["max", "avg"]))
def test_contrast_by_a_walk_over_all_places(seed: int, mode: str) -> None:
    x = np.random.default_rng(seed).standard_normal((20, 20))
    y = max_pool2d(x, 2) if mode == "max" else avg_pool2d(x, 2)
    places = []
    for i in range(9):
        for j in range(9):
            large, small = x[2 * i : 2 * i + 4, 2 * j : 2 * j + 4], y[i : i + 2, j : j + 2]
            places.append((np.ptp(large), np.ptp(small)))
    fourth = sorted(large for large, _ in places)[-4]  # a twentieth of 81
    strongest = [place for place in places if place[0] >= fourth]
    expected = sum(b for _, b in strongest) / sum(a for a, _ in strongest)
    assert edge_contrast_kept(x, y) == pytest.approx(expected)
    assert expected <= 1


def test_zeros() -> None:
    assert zero_share([[0.0, -0.0, 1e-30, 5]]) == 0.5
    found = pooled_sparsity(np.maximum(np.random.default_rng(0).standard_normal((4, 32, 32)), 0))
    assert found.before == pytest.approx(1 / 2, abs=0.03)
    assert found.after_max == found.after_average == pytest.approx(1 / 16, abs=0.02)
    assert (found.gradient_max, found.gradient_average) == (0.75, 0)
    assert pooled_sparsity(np.ones((6, 6)), 3).gradient_max == pytest.approx(8 / 9)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (np.ones((16, 16)), np.ones((8, 7)), "2 times as small"),
        (np.ones((2, 16, 16)), np.ones((1, 8, 8)), "2 times as small"),
        (np.ones((8, 8)), np.ones((4, 4)), "8x8 cells or more"),
        (np.ones((32, 32)), np.ones((16, 16)), "no detail"),
    ],
)
def test_frequencies_refuse(before: Array, after: Array, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        high_frequencies_kept(before, after)


def test_refusals() -> None:
    with pytest.raises(ValueError, match="flat"):
        edge_contrast_kept(np.ones((8, 8)), np.ones((4, 4)))
    with pytest.raises(ValueError, match="2 times as small"):
        edge_contrast_kept(np.ones((2, 2)), np.ones((1, 1)))
    with pytest.raises(ValueError, match="no coarse detail"):
        fine_against_coarse(wave(12) + wave(4), np.ones((32, 32)))
    with pytest.raises(ValueError, match="at least one cell"):
        zero_share([])
