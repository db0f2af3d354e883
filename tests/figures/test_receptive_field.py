"""What the figures of receptive fields show is what was computed: boxes, lines, bars, pictures."""

import re

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from scenes.page.sheet import Box, new_sheet
from scenes.theme import LIGHT
from scenes.topics.receptive_field.figures.photo import draw_box, draw_seen, view_of
from tests.figures.drawing import Drawing
from tests.scenes.variants.receptive_field import VARIANTS

SIZES = [3, 5, 6, 10, 14, 16, 24, 32, 36, 52, 68]  # r ← r + (k − 1)·j by hand
JUMPS = [1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8]


on_paper = Drawing("receptive_field")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


def frames(ax: Axes, colour: str) -> list[Box]:
    """The outlines of a colour, in points."""
    found = []
    for patch in ax.patches:
        if isinstance(patch, Polygon) and to_hex(patch.get_edgecolor()) == colour:
            (left, top), (right, bottom) = patch.get_xy().min(axis=0), patch.get_xy().max(axis=0)
            found.append(Box(left, top, right - left, bottom - top))
    return found


def lines(ax: Axes, least: int) -> list[Line2D]:
    """The lines of at least so many points."""
    return [line for line in ax.lines if len(np.asarray(line.get_xdata())) >= least]


def test_the_account_is_written_out() -> None:
    sums = [text for text in words("page") if re.fullmatch(r"\d+ \+ \d+ · \d+ =", text)]
    kernels = [3, 3, 2, 3, 3, 2, 3, 3, 2, 3, 3]
    before = zip([1, *SIZES], kernels, [1, *JUMPS], strict=False)
    assert sums == [f"{r} + {k - 1} · {j} =" for r, k, j in before]
    assert [text for text in words("page") if re.fullmatch(r"\d+ · \d+ =", text)] == [
        "1 · 2 =", "2 · 2 =", "4 · 2 =",
    ]  # fmt: skip


def test_the_sums_come_out() -> None:
    for variant in VARIANTS:
        for row in told(variant)["growing"].data["rows"]:
            if (step := row["step"]) is not None:
                grown = step["size"] + (step["kernel"] - 1) * step["jump"]
                assert row["size"] == (grown, grown)
                assert row["jump"] == (step["jump"] * step["stride"],) * 2


def test_boxes_lie_to_scale() -> None:
    ax = sheet("boxes")
    found = frames(ax, LIGHT.window)
    photo = told()["growing"].data["photo"]
    pixel = np.diff(ax.images[0].get_extent()[:2])[0] / photo.shape[1]
    assert [round(box.width / pixel, 6) for box in found] == SIZES
    assert [round(box.height / pixel, 6) for box in found] == SIZES


@pytest.mark.parametrize("variant", ["default", "150 layers"])
def test_what_is_seen_is_bright_and_the_rest_dimmed(variant: str) -> None:
    data = told(variant)["growing"].data
    images = sheet("boxes", variant).images
    assert len(images) == 2 * len(data["rows"])
    for image, (top, left, bottom, right) in zip(images[1::2], data["boxes"], strict=True):
        shown = np.asarray(image.get_array())
        assert np.array_equal(shown, data["photo"][top:bottom, left:right])
    assert np.asarray(images[0].get_array()).std() < 0.5 * data["photo"].std()


def test_intervals_lie_to_scale() -> None:
    ax = sheet("ladder", "150 layers")
    data = told("150 layers")["page"].data
    bars = [
        Box(*patch.get_xy().min(axis=0), *np.ptp(patch.get_xy(), axis=0))
        for patch in ax.patches
        if isinstance(patch, Polygon) and patch.get_zorder() > 0 and patch.get_linewidth() == 0
    ]
    strip = ax.images[0].get_extent()
    pixel = (strip[1] - strip[0]) / data["width"]
    assert len(bars) == len(data["rows"])
    for bar, (left, right), row in zip(bars, data["intervals"], data["rows"], strict=True):
        assert right - left == row["size"][1]
        assert bar.width == pytest.approx(pixel * (right - left))
        assert bar.left == pytest.approx(strip[0] + pixel * left)


@pytest.mark.parametrize("variant", ["default", "two", "ten"])
def test_lines_end_at_the_last_plane(variant: str) -> None:
    ax = sheet("growth", variant)
    networks = told(variant)["networks"].data["networks"]
    assert len(lines(ax, 4)) >= len(networks)
    for network in networks:
        assert network["growth"]["size"][-1] == network["size"][0]
        assert (np.diff(network["growth"]["size"]) >= 0).all()
        assert network["name"] in words("growth", variant)
        assert any(f"{network['size'][0]:,} px" in word for word in words("growth", variant))


def test_a_deep_and_a_shallow_network_share_a_chart() -> None:
    ax = sheet("growth", "two")
    ends = sorted(float(np.ptp(np.asarray(line.get_xdata(), dtype=float))) for line in lines(ax, 4))
    assert ends[0] > 0.2 * ends[-1]


def test_growth_with_and_without_pooling() -> None:
    ax = sheet("page")
    flat, steep = (np.asarray(line.get_ydata(), dtype=float) for line in lines(ax, 9)[:2])
    rises = np.diff(flat)
    assert rises == pytest.approx(np.full(8, rises[0]))
    assert (steep[-1] - steep[0]) / (flat[-1] - flat[0]) == pytest.approx((68 - 1) / (17 - 1))


def test_the_heat_is_the_measured_strength() -> None:
    data = told()["effective"].data
    shown = np.asarray(sheet("effective_field").images[-1].get_array())
    assert np.array_equal(shown, LIGHT.value_colours(data["strength"], 0.0, data["peak"]))


def test_a_box_beyond_the_photo_is_dashed_and_tinted() -> None:
    ax = new_sheet(LIGHT)
    view = view_of((10, 10), [(-3, -3, 13, 13)], Box(0, 0, 160, 160))
    assert view.pixel == pytest.approx(10)
    photo = np.full((10, 10, 3), 0.5)
    draw_seen(ax, view, photo, (0, 0, 10, 10), LIGHT, beyond=(-3, -3, 13, 13))
    draw_box(ax, view, (-3, -3, 13, 13), LIGHT)
    assert [round(box.width, 6) for box in frames(ax, LIGHT.window)] == [160, 160]
    dashed, solid = (patch for patch in ax.patches if isinstance(patch, Polygon))
    assert dashed.get_linestyle() != "solid"
    assert solid.get_linestyle() in ("-", "solid")


def test_a_view_goes_only_so_far_beyond_the_photo() -> None:
    view = view_of((10, 10), [(-95, -95, 105, 105)], Box(0, 0, 110, 110), most=0.5)
    assert view.photo.width == pytest.approx(55)
    assert not view.holds((-95, -95, 105, 105))
    assert view.holds((-5, -5, 15, 15))


def test_gates_do_not_widen_the_account() -> None:
    for row, (left, right) in zip(
        told("gates")["page"].data["rows"], told("gates")["page"].data["intervals"], strict=True
    ):
        assert right - left == row["size"][1]
    sizes = [row["size"][0] for row in told("gates")["page"].data["rows"]]
    assert sizes == sorted(sizes)


def test_a_wrong_box_is_noticed() -> None:
    ax = sheet("boxes")
    patch = next(
        p
        for p in ax.patches
        if isinstance(p, Polygon) and to_hex(p.get_edgecolor()) == LIGHT.window
    )
    patch.set_xy(patch.get_xy() * [1.5, 1])
    pixel = np.diff(ax.images[0].get_extent()[:2])[0] / 150
    assert [round(box.width / pixel, 6) for box in frames(ax, LIGHT.window)] != SIZES
