"""Pooling against strides: whether the stage shows exactly what the story tells."""

from math import sqrt

import numpy as np
import pytest

from scenes.topics.pooling_vs_strided.cells import written
from tests.scenes.staging import Staging, tinted

on_stage = Staging("pooling_vs_strided")
told, rehearsed, texts = (
    on_stage.told,
    on_stage.rehearsed,
    on_stage.texts,
)


def test_the_numbers_on_screen_are_those_of_the_core() -> None:
    values = {beat: told()[beat].values for beat in told().ids}
    assert {"5,494,208weightstolearn", "and1.97billionmultiply-addsmore"} <= set(texts("learnable"))
    assert {"0.38", "0.29", "0.95", "0.15", "66%stayexactly"} <= set(texts("invariance"))
    assert {"86%", "57%", "71%", "64%", "×1.48", "×0.73"} <= set(texts("sharpness"))
    means = [mean for both in told()["learned"].data["means"].values() for mean in both]
    assert {f"{mean:.2f}" for mean in means} <= set(texts("learned"))
    assert {"90%", "33%", "0%", "until2014", "since2017"} <= set(texts("usage"))
    for row in told()["page"].data["rows"]:
        for cell in row["cells"]:
            shown = "→".join(written(row["measure"], value) for value in cell)
            assert shown.replace(" ", "") in texts("page")
    assert values["page"]["strided"] == 5_494_208


def test_the_lectures_words_are_the_lectures() -> None:
    said = [
        "Learnable", "No", "Yes", "Invariance", "Strong(max)", "Moderate", "Sharpness",
        "High(max)", "Dependsonlearnedfilters", "Modernusage", "Declining", "Increasing",
    ]  # fmt: skip
    assert set(said) <= set(texts("hook"))
    assert texts("hook").count("?") == 8


def test_squares_curves_bars_and_bricks_are_to_scale() -> None:
    scene = rehearsed().scene
    rows = told()["learnable"].data["layers"]
    sides = [square.width for square in scene.squares]
    expected = [sides[-1] * sqrt(row["strided"] / rows[-1]["strided"]) for row in rows]
    assert sides == pytest.approx(expected)
    plot, changes = scene.plot, told()["invariance"].data["changes"]
    for way, line in scene.moving.lines.items():
        for shift in (1, 4, 8):
            place = plot.at(shift, changes[way][shift])
            assert np.abs(line.get_anchors() - place).sum(1).min() < 1e-6
    edge = told()["sharpness"].data["edge"]
    widths = {way: bars[0].width / edge[way] for way, bars in scene.bars.items()}
    assert len({round(width, 6) for width in widths.values()}) == 1
    shares = [n["share"] for year in told()["usage"].data["years"] for n in year["networks"]]
    for brick, share in zip(scene.bricks, shares, strict=True):
        if 0 < share < 1:
            assert brick[0].width / brick.width == pytest.approx(share)


def test_dots_stand_where_they_were_measured() -> None:
    scene, data = rehearsed().scene, told()["learned"].data
    for way, ends in scene.ends.items():
        heights = [scene.fine_plot.at(0, mean)[1] for mean in data["means"][way]]
        assert [dot.get_y() for dot in ends] == pytest.approx(heights)
    for row in scene.story["trained"].data["runs"]:
        dots = scene.run_dots[row["name"]]
        for dot, x, y in zip(dots, row["consistency"], row["accuracy"], strict=True):
            assert dot.get_center() == pytest.approx(scene.runs_plot.at(x, y))


def test_dots_of_the_table_stand_on_scales_that_a_row_shares() -> None:
    scene = rehearsed().scene
    for row in told()["page"].data["rows"]:
        low, high = row["ends"]
        for cell, values in zip(scene.tracks[row["measure"]], row["cells"], strict=True):
            track, dots = cell[-3], cell[-2]
            left, length = track.get_left()[0], track.width
            shares = [(dot.get_x() - left) / length for dot in dots]
            assert shares == pytest.approx([(v - low) / (high - low) for v in values])


def test_the_picture_that_moves_is_the_map() -> None:
    scene, data = rehearsed().scene, told()["invariance"].data
    top, left, rows, cols = data["patch"]
    moved = data["map"][top : top + rows, left - 8 : left - 8 + cols]
    tints = tinted(moved, float(data["map"].max()), float(min(0, data["map"].min())))
    shown = scene.moving.picture.pixel_array[..., :3]
    assert np.array_equal(shown, tints)
