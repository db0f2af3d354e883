"""Receptive fields: what the story tells, and whether the stage shows exactly that."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.beats import Story
from scenes.stage.odometer import Odometer, Turn
from scenes.stage.sheets import Stand, Tower, View
from scenes.stage.spotlight import Light, Spotlight
from scenes.theme import DARK, LIGHT
from tests.scenes.staging import Staging, pixels, tinted, variants

SIZES = [3, 5, 6, 10, 14, 16, 24, 32, 36, 52, 68]
"""Two 3×3 convolutions and a 2×2 pooling, three times, then two convolutions: by hand."""
NAMES = [
    "conv1_1", "conv1_2", "pool1", "conv2_1", "conv2_2", "pool2", "conv3_1", "conv3_2", "pool3",
    "conv4_1", "conv4_2",
]  # fmt: skip


on_stage = Staging("receptive_field")
told, rehearsed, texts = on_stage.told, on_stage.rehearsed, on_stage.texts
each_played = pytest.mark.parametrize("name", variants("receptive_field").PLAYED)


def test_the_small_network_grows_as_worked_out_by_hand() -> None:
    data = told()["growing"].data
    assert [row["name"] for row in data["rows"]] == NAMES
    assert [row["size"] for row in data["rows"]] == [(n, n) for n in SIZES]
    assert [row["jump"][0] for row in data["rows"]] == [1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8]
    assert data["depths"] == tuple(range(1, 12))
    # Each the box of the unit in the middle of its layer, of a photo of 100 by 150.
    assert data["boxes"] == (
        (49, 74, 52, 77), (48, 73, 53, 78), (48, 72, 54, 78), (46, 70, 56, 80), (44, 68, 58, 82),
        (42, 66, 58, 82), (38, 62, 62, 86), (34, 58, 66, 90), (34, 58, 70, 94), (26, 50, 78, 102),
        (18, 42, 86, 110),
    )  # fmt: skip


def test_a_cone_widens_from_its_unit_to_the_photo() -> None:
    data = told()["growing"].data
    for box, seen in zip(data["boxes"], data["views"][1:], strict=True):
        assert seen[0] == box
        for below, above in pairwise(seen):
            assert (np.array(below[:2]) <= above[:2]).all()
            assert (np.array(below[2:]) >= above[2:]).all()
    # A unit of conv4_2 is 8 pixels wide; it reads three of conv4_1, whose windows make five of
    # pool3, whose windows make ten of conv3_2 at 4 pixels each.
    widths = [right - left for _, left, _, right in data["views"][-1]]
    assert widths[-4:] == [40, 40, 24, 8]


def test_the_other_beats_say_what_the_layers_do() -> None:
    assert told()["leap"].data["with"].tolist() == [1, 3, 5, 10, 14, 24, 32, 52, 68]
    assert told()["leap"].data["without"].tolist() == [1, 3, 5, 7, 9, 11, 13, 15, 17]
    dilation = told()["dilation"].data
    assert [int(step.sum()) for step in dilation["dense_steps"]] == [9, 49, 225]
    assert [int(step.sum()) for step in dilation["holed_steps"]] == [9, 25]
    assert told()["dilation"].values["holes"] == 13 * 13 - 25
    effective = told()["effective"]
    held = effective.data["within"][effective.data["held"]].sum()
    assert 0.95 <= held / effective.data["within"].sum() < 0.951
    assert float(effective.values["share"]) == pytest.approx(
        effective.data["held"].mean(), abs=2e-3
    )
    networks = [(each["name"], each["size"][0]) for each in told()["networks"].data["networks"]]
    assert networks == [("alexnet", 195), ("vgg16", 212), ("resnet50", 427)]


def test_the_story_survives_json() -> None:
    again = Story.from_json(told().to_json())
    assert again["growing"].data["views"] == told()["growing"].data["views"]
    assert np.array_equal(again["effective"].data["held"], told()["effective"].data["held"])


@each_played
def test_the_cone_on_the_stage_is_the_storys(name: str) -> None:
    scene = rehearsed(name).scene
    data = scene.story["growing"].data
    tower, seen = scene.tower, data["views"][-1]
    assert tower.photo.lit == pytest.approx(seen[0])
    # Places on the stage are turned back into pixels by the corners of the photo.
    height, width = data["photo"].shape[:2]
    corner, right, down = tower.photo.points[:3]
    ways = np.column_stack([(right - corner)[:2] / width, (down - corner)[:2] / height])
    for level, edges in enumerate(seen[:-1]):
        places = tower.outlines[level].get_start_anchors()[:4]
        lifted = places - corner - [0, tower.stand.heights[level], 0]
        across, along = np.linalg.solve(ways, lifted[:, :2].T)
        assert [along.min(), across.min(), along.max(), across.max()] == pytest.approx(edges)
    assert (np.diff(tower.stand.heights) > 0).all()


@each_played
def test_the_account_ends_with_the_last_layers_numbers(name: str) -> None:
    scene = rehearsed(name).scene
    last = scene.story["growing"].data["rows"][-1]
    drums = {key: odometer.text for key, odometer in scene.drums.items()}
    assert drums["size"] == str(last["size"][0])
    assert drums["jump"] == str(last["jump"][0])
    if last["step"] and "kernel" in drums:
        assert drums["kernel"] == str(last["step"]["kernel"])
        assert drums["stride"] == str(last["step"]["stride"])
    shown = "".join(
        digit.text for digit in scene.drums["size"].digits if digit.get_fill_opacity() > 0.5
    )
    assert shown == drums["size"]


def test_every_step_of_the_climb_lights_the_layers_own_box() -> None:
    data = told()["growing"].data
    view = View.upright(data["photo"].shape, (6, 4), (0, 0, 0))
    for depth, (box, seen) in enumerate(zip(data["boxes"], data["views"][1:], strict=True), 2):
        boxes = np.array(seen, float)
        stand = Stand(view, np.arange(depth, dtype=float), boxes, np.ones(depth))
        jumps = [(1, 1)] * depth
        tower = Tower(data["photo"], data["planes"][:depth], jumps, stand, DARK)
        top, left, bottom, right = box
        bright = np.rint(data["photo"].astype(float) * 255)
        lit = (pixels(tower.photo) == bright).all(axis=-1)
        assert lit[top:bottom, left:right].all()
        lit[top:bottom, left:right] = False
        assert lit.mean() < 0.02  # black stays black in the dark


def test_the_chart_is_to_scale() -> None:
    scene = rehearsed().scene
    data = scene.story["leap"].data
    floor = scene.chart.axes[1].get_y()
    unit = (scene.chart.dots[1][-1].get_y() - floor) / 68
    for dots, key in zip(scene.chart.dots, ("without", "with"), strict=True):
        heights = np.array([dot.get_y() - floor for dot in dots])
        assert np.allclose(heights, data[key] * unit)
        assert np.allclose(np.diff([dot.get_x() for dot in dots], n=2), 0)
    assert [square.width for square in scene.chart.squares] == pytest.approx([68 * unit, 17 * unit])
    assert {"withpooling", "withoutpooling", "68×68", "17×17"} <= set(texts("leap"))


def test_the_lattices_show_what_is_read_and_the_holes() -> None:
    scene = rehearsed().scene
    data = scene.story["dilation"].data
    for lattice, key in zip(scene.lattices, ("dense", "holed"), strict=True):
        assert np.array_equal(lattice.read, data[key])
        squares = lattice.marks.get_start_anchors().reshape(-1, 4, 3).mean(axis=1)
        rows, cols = data[key].shape
        away = (squares - lattice.centre) / lattice.side
        found = np.zeros((rows, cols), bool)
        found[np.rint((rows - 1) / 2 - away[:, 1]).astype(int),
              np.rint((cols - 1) / 2 + away[:, 0]).astype(int)] = True  # fmt: skip
        assert np.array_equal(found, data[key])
    assert {"15×15", "noholes", "13×13", "144holes"} <= set(texts("dilation"))


def test_the_hill_and_the_heat_are_the_measured_strength() -> None:
    scene = rehearsed().scene
    data = scene.story["effective"].data
    expected = tinted(data["within"], data["peak"])
    assert np.array_equal(pixels(scene.heat), expected)
    tops = np.array([ridge.get_start_anchors()[1:, 1] for ridge in scene.hill.ridges])
    feet = np.array([ridge.get_start_anchors()[0, 1] for ridge in scene.hill.ridges])
    heights = tops - feet[:, None]
    assert np.allclose(heights / heights.max(), data["hill"] / data["hill"].max())
    assert "65%oftheboxholds95%oftheinfluence" in texts("effective")


def test_nested_boxes_are_to_scale_with_the_photo() -> None:
    scene = rehearsed().scene
    photo = scene.nest_photo
    corner, right = photo.points[:2]
    pixel = (right[0] - corner[0]) / 224
    for nested, (left, top, size) in zip(
        scene.nest, ((30, 30, 195), (6, 6, 212), (-117, -117, 427)), strict=True
    ):
        assert nested.outline.width == pytest.approx(size * pixel)
        assert nested.outline.height == pytest.approx(size * pixel)
        assert nested.outline.get_left()[0] == pytest.approx(corner[0] + left * pixel)
        assert nested.outline.get_top()[1] == pytest.approx(corner[1] - top * pixel)
    assert {"alexnet(2012)", "195×195", "212×212", "427×427", "largerthanthephoto"} <= set(
        texts("networks")
    )


@each_played
def test_the_ladder_is_to_scale(name: str) -> None:
    scene = rehearsed(name).scene
    spans = np.array(scene.story["page"].data["intervals"], float)
    bars = np.array([(bar.get_left()[0], bar.get_right()[0]) for bar in scene.rungs])
    slope, foot = np.polyfit(spans.ravel(), bars.ravel(), 1)
    assert np.allclose(bars, spans * slope + foot)
    assert slope > 0


def test_an_odometer_rolls_through_the_digits_and_rests_on_the_number() -> None:
    odometer = Odometer("9", 2, DARK, size=60, centre=(0, 0, 0))
    turn = Turn(odometer, "12")
    turn.begin()
    seen = set()
    for share in np.linspace(0, 1, 60):
        turn.interpolate(float(share))
        seen.add(max(odometer.digits[2:], key=lambda digit: digit.get_fill_opacity()).text)
    turn.finish()
    assert seen == {"9", "0", "1", "2"}
    assert odometer.text == "12"
    assert [d.text for d in odometer.digits if d.get_fill_opacity() > 0] == ["1", "2"]


def test_a_spotlight_moves_with_the_time_alone() -> None:
    photo = Spotlight(np.ones((4, 4, 3)), LIGHT)
    moving = Light(photo, (0, 0, 4, 4), rate_func=lambda share: share)
    for share in (0.9, 0.5):
        moving.interpolate(share)
    assert photo.lit == (0, 0, 2, 2)
    assert (photo.pixel_array[:2, :2, :3] == 255).all()
