"""The stage's mobjects: what they show, and where, equals what the core computed."""

import manim as m
import numpy as np
import pytest

from pooling import trace_pool2d
from scenes.stage.camera import StageCamera
from scenes.stage.feature_map import FeatureMap
from scenes.stage.heat_map import HeatMap, Sweep
from scenes.stage.type import Number, on_baseline, words
from scenes.stage.window import Counter, CountTo, Glide, SlidingWindow, thread
from scenes.theme import DARK, LIGHT, Theme, contrast, rgb

IMAGE = np.array([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]])


def box(mobject: m.Mobject) -> np.ndarray:
    """Left, bottom, right, top."""
    return np.array([*mobject.get_corner(m.DL)[:2], *mobject.get_corner(m.UR)[:2]])


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_map_shows_its_numbers_in_the_ramps_colours(theme: Theme) -> None:
    grid = FeatureMap(IMAGE, theme, cell=1.0).shift(m.RIGHT * 2)
    colours = theme.value_colours(IMAGE)
    for row, col in grid.positions():
        cell, number = grid.cell(row, col), grid.number(row, col)
        assert (number.value, number.text) == (IMAGE[row, col], str(IMAGE[row, col]))
        assert np.allclose(cell.get_center()[:2], [2 + col - 1.5, 1.5 - row], atol=1e-6)
        assert np.allclose(grid.place(row, col), cell.get_center(), atol=1e-6)
        assert np.allclose(cell.get_fill_color().to_rgb(), colours[row, col], atol=0.01)
        inner, outer = box(number), box(cell)
        assert (inner[:2] > outer[:2]).all()
        assert (inner[2:] < outer[2:]).all()


def test_a_large_map_is_one_image_of_the_very_values() -> None:
    values = np.arange(13 * 20).reshape(13, 20)
    grid = FeatureMap(values, DARK, box=(4.0, 4.0))
    assert grid.image is not None
    assert not grid.readable
    expected = np.rint(DARK.value_colours(values) * 255)
    assert np.array_equal(grid.image.pixel_array[..., :3], expected)
    assert np.allclose([grid.frame.width, grid.frame.height], [4.0, 4.0 * 13 / 20])


def test_padding_surrounds_the_map() -> None:
    grid = FeatureMap(IMAGE, DARK, cell=0.5, padding=((1, 2), (0, 3)), padding_text="−∞")
    assert len(grid.ring) == 7 * 7 - 16
    assert {cell[1].text for cell in grid.ring} == {"−∞"}
    assert np.allclose([grid.width, grid.height], [3.5, 3.5], atol=0.06)
    corner = grid.place(0, 0)
    assert np.allclose(grid.place(-1, 2), corner + m.UP * 0.5 + m.RIGHT * 1.0)


def test_numbers_too_long_for_their_cells_lose_digits_not_sense() -> None:
    values = np.array([[1.23456, -2.34567]])
    wide, narrow = FeatureMap(values, DARK, cell=1.5), FeatureMap(values, DARK, cell=0.5)
    assert [number.text for number in wide.numbers] == ["1.23", "−2.35"]
    assert [number.text for number in narrow.numbers] == ["1.2", "−2.3"]
    assert len(FeatureMap(values, DARK, cell=0.2).numbers) == 0


@pytest.mark.parametrize(
    "parameters",
    [
        {"kernel_size": 2},
        {"kernel_size": 3, "stride": 1},
        {"kernel_size": (1, 3), "stride": (2, 1)},
        {"kernel_size": 2, "stride": 3},
        {"kernel_size": 3, "stride": 1, "padding": 1},
        {"kernel_size": 2, "dilation": 2, "stride": 1},
        {"kernel_size": 3, "stride": 2, "ceil_mode": True},
    ],
)
def test_the_window_stands_around_the_cells_of_its_trace(parameters: dict[str, object]) -> None:
    trace = trace_pool2d(IMAGE, **parameters)  # type: ignore[arg-type]
    grid = FeatureMap(IMAGE, DARK, cell=0.7, padding=trace.window.padding)
    window = SlidingWindow(trace, grid, DARK)
    for at in trace:
        window.put_at(*at.index)
        cells = np.array([grid.place(row, col)[:2] for row, col in at.cells])
        expected = [*(cells.min(axis=0) - 0.35), *(cells.max(axis=0) + 0.35)]
        assert np.allclose(box(window.frame), expected)
    if max(trace.window.dilation) > 1:
        squares = [part for part in window if part is not window.frame]
        assert len(squares) == len(trace.at(0, 0).cells)


def test_a_thread_ties_a_cell_to_the_output_it_won_and_crosses_no_number() -> None:
    trace = trace_pool2d(IMAGE, 3, stride=1)
    grid = FeatureMap(IMAGE, DARK, cell=1.0).shift(m.LEFT * 3)
    out = FeatureMap(trace.output, DARK, cell=1.0).shift(m.RIGHT * 3)
    for at in trace:
        assert at.winner is not None
        line = thread(grid, at.winner, out, at.index, DARK.winner)
        assert np.linalg.norm(line.get_start() - grid.place(*at.winner)) < 0.75
        assert np.linalg.norm(line.get_end() - out.place(*at.index)) < 0.75
        points = np.array([line.point_from_proportion(t) for t in np.linspace(0, 1, 200)])
        for number in [*grid.numbers, *out.numbers]:
            left, bottom, right, top = box(number)
            inside = (points[:, 0] > left) & (points[:, 0] < right)
            assert not (inside & (points[:, 1] > bottom) & (points[:, 1] < top)).any()


def test_a_glide_ends_at_its_place_whatever_came_before() -> None:
    number = Number(3, "3", DARK).shift(m.LEFT)
    glide = Glide(number, np.array([2.0, 1.0, 0.0]), scale=0.5)
    glide.begin()
    for alpha in (0.9, 0.2, 1.0):
        glide.interpolate(alpha)
    assert np.allclose(number.get_center(), [2, 1, 0], atol=1e-6)
    halfway = Glide(Number(3, "3", DARK), np.array([2.0, 0.0, 0.0]), lift=0.25)
    halfway.begin()
    halfway.interpolate(0.5)
    assert halfway.mobject.get_center()[1] == pytest.approx(0.5, abs=0.02)


def test_a_counter_shows_whole_numbers_on_the_way() -> None:
    counter = Counter(16, lambda count: f"{count} numbers", DARK, np.zeros(3))
    run = CountTo(counter, 4)
    run.begin()
    for alpha, text in ((0.0, "16 numbers"), (0.5, "10 numbers"), (1.0, "4 numbers")):
        run.interpolate(alpha)
        assert (counter.text, len(counter.submobjects)) == (text, 0)


def test_a_sweep_leaves_the_new_picture_and_nothing_of_the_old() -> None:
    old, new = HeatMap(np.zeros((4, 6, 3))), HeatMap(np.ones((2, 3, 3)))
    sweep = Sweep(old, new, DARK, rate_func=m.linear)
    sweep.begin()
    sweep.interpolate(0.5)
    halves = np.split(old.pixel_array[..., 0], 2, axis=1)
    assert (halves[0] == 255).all()
    assert (halves[1] == 0).all()
    sweep.finish()
    assert np.array_equal(old.pixel_array, new.pixel_array)


def test_the_camera_paints_an_images_own_pixels() -> None:
    colours = np.array([[[1, 0, 0], [0, 1, 0]], [[0, 0, 1], [1, 1, 1]]], dtype=float)
    picture = HeatMap(colours)
    picture.stretch_to_fit_width(m.config.frame_width)
    picture.stretch_to_fit_height(m.config.frame_height)
    with m.tempconfig({"pixel_width": 64, "pixel_height": 36}):
        camera = StageCamera()
        # A path left behind by another mobject must not cut a hole into the image.
        camera.capture_mobjects([m.Square(4, stroke_width=0, fill_opacity=0), picture])
        frame = camera.pixel_array
    for (row, col), place in {(0, 0): (9, 16), (0, 1): (9, 48), (1, 0): (27, 16)}.items():
        assert np.array_equal(frame[place][:3], colours[row, col] * 255)


def test_type_has_the_asked_size_and_typeface() -> None:
    # An H of Lato is 1433 of 2000 units high, an x 1013: the very typeface, at the asked em.
    em = 100 * m.config.frame_height / 1080
    assert words("H", DARK, size=100).height == pytest.approx(em * 1433 / 2000, rel=0.01)
    assert words("x", DARK, size=100).height == pytest.approx(em * 1013 / 2000, rel=0.01)
    by_pango = words("8", DARK, size=100)
    by_outline = Number(8, "8", DARK, size=100)
    assert by_outline.height == pytest.approx(by_pango.height, rel=0.01)
    assert by_outline.width == pytest.approx(by_pango.width, rel=0.02)


def test_digits_are_tabular() -> None:
    one, eight = (Number(0, text, DARK, size=100) for text in ("1111", "8888"))
    centres = [mobject.get_center()[0] for mobject in (one, eight)]
    assert centres == pytest.approx([0, 0], abs=0.06)


def test_no_text_is_lost_at_a_small_size() -> None:
    with m.tempconfig({"pixel_width": 64, "pixel_height": 36}):
        line = words("a line, that is longer than the frame is wide, with commas", DARK, size=24)
    letters = sum(not character.isspace() for character in line.text)
    assert len(line.submobjects) == letters


def test_ink_can_be_read_all_the_way() -> None:
    grid = FeatureMap(IMAGE, DARK, cell=1.0)
    change = grid.recolour(3, 1, DARK.background)
    change.begin()
    for alpha in np.linspace(0, 1, 21):
        change.interpolate(alpha)
        fill = grid.cell(3, 1).get_fill_color().to_rgb()
        ink = grid.number(3, 1).get_fill_color().to_rgb()
        assert contrast(ink, fill) >= 4.5


def test_words_stand_on_one_line_whatever_their_letters() -> None:
    lines = [on_baseline(words(text, DARK), 1.0) for text in ("max", "average", "Ag", "−∞")]
    x_height = [line[1] for line in lines[:2]]  # the a of max, the v of average
    feet = [letter.get_bottom()[1] for letter in x_height]
    assert feet == pytest.approx([1.0, 1.0], abs=0.01)
    assert lines[1].get_bottom()[1] < 0.97, "a g hangs below the line"


def test_quiet_cells_keep_their_ink_readable() -> None:
    grid = FeatureMap(IMAGE, DARK, cell=1.0)
    animation = grid.quieten(0, 3)
    animation.begin()
    animation.interpolate(1)
    sunk = 0.45 * DARK.value_colours(IMAGE)[0, 3] + 0.55 * rgb(DARK.background)
    assert np.allclose(grid.cell(0, 3).get_fill_color().to_rgb(), sunk, atol=0.01)
    ink = grid.number(0, 3).get_fill_color().to_hex().lower()
    assert ink == DARK.ink_on(sunk)
