"""The figures of pooling against strides: legible, on the paper, with the story's numbers."""

from collections import Counter

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from scenes.theme import LIGHT
from scenes.topics.pooling_vs_strided.cells import written as as_written
from scenes.topics.pooling_vs_strided.ways import colour_of
from tests.figures.drawing import Drawing

on_paper = Drawing("pooling_vs_strided")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


def across(line: Line2D) -> np.ndarray:
    """Where the points of a line lie from left to right."""
    return np.asarray(line.get_xdata(), float)


def test_the_page_has_the_storys_numbers() -> None:
    found = Counter(words("page"))
    cells = [
        " → ".join(as_written(row["measure"], value) for value in cell)
        for row in told()["page"].data["rows"]
        for cell in row["cells"]
    ]
    said = ["“Strong (max)”", "“Moderate”", "“High (max)”", "“Declining”", "“Increasing”"]
    curves = ["0.95", "0.38", "0.29", "0.15", "66 % stay exactly"]
    edges = ["64 %", "×1.48", "×0.73", "×1.32", "×0.65"]
    means = [f"{mean:.2f}" for both in told()["learned"].data["means"].values() for mean in both]
    assert not Counter([*cells, *said, *curves, *edges, *means]) - found


def test_dots_of_the_table_stand_on_scales_that_a_row_shares() -> None:
    ax = sheet("page")
    dots = [p for p in ax.patches if isinstance(p, Circle) and p.get_radius() == 2.5]
    rows = told()["page"].data["rows"]
    cells = [(row["ends"], cell) for row in rows for cell in row["cells"]]
    assert len(dots) == sum(len(cell) for _, cell in cells)
    tracks = iter(
        line for line in ax.lines if line.get_linewidth() == 1.4 and len(across(line)) == 2
    )
    place = iter(dots)
    for (low, high), cell in cells:
        left, right = across(next(tracks))
        for value in cell:
            x = next(place).center[0]
            assert (x - left) / (right - left) == pytest.approx((value - low) / (high - low))


def test_curves_are_to_scale() -> None:
    ax = sheet("invariance")
    changes = told()["invariance"].data["changes"]
    for way, change in changes.items():
        (line,) = (
            line
            for line in ax.lines
            if len(across(line)) == 9 and line.get_color() == colour_of(way, LIGHT)
        )
        heights = -np.diff(np.asarray(line.get_ydata(), float))
        assert heights / heights[0] == pytest.approx(np.diff(change) / change[1])


def test_edges_are_drawn_cell_by_cell_and_bars_to_scale() -> None:
    ax = sheet("sharpness")
    data = told()["sharpness"].data
    steps = [
        line
        for line in ax.lines
        if isinstance(line, Line2D) and len(across(line)) == data["cells"].shape[1]
    ]
    foot = max(float(np.max(line.get_ydata())) for line in steps)
    peaks = [foot - float(np.min(line.get_ydata())) for line in steps]
    expected = [values.max() for values in data["lines"].values()]
    assert np.array(peaks) / peaks[0] == pytest.approx(np.array(expected) / expected[0], rel=1e-3)
    bars = [p.get_width() for p in ax.patches if isinstance(p, Rectangle) and p.get_height() == 5]
    shares = [data[key][way] for way in data["lines"] for key in ("edge", "fine")]
    assert np.array(bars) / bars[0] == pytest.approx(np.array(shares) / shares[0])


def test_a_brick_for_each_network_split_by_its_share() -> None:
    ax = sheet("usage")
    bricks = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_height() == 12]
    shares = [n["share"] for year in told()["usage"].data["years"] for n in year["networks"]]
    parts = iter(bricks)
    whole = max(brick.get_width() for brick in bricks)
    for share in shares:
        for part in (share, 1 - share):
            if part > 0:
                assert next(parts).get_width() / whole == pytest.approx(part)
    assert next(parts, None) is None
