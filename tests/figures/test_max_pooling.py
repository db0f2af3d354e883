"""What the figures show is what was computed: numbers, windows, winners, pictures."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Polygon
from matplotlib.text import Text

from pooling import max_pool2d, trace_pool2d
from pooling.trace import PoolTrace
from scenes.digits import digits_for
from scenes.page.sheet import COLUMN, MARGIN, new_sheet
from scenes.page.traced import draw_input
from scenes.theme import LIGHT
from scenes.topics.max_pooling.figure import FIGURES
from scenes.topics.max_pooling.figures.tasks import tasks
from scenes.topics.max_pooling.figures.walk import chosen, layout
from scenes.topics.max_pooling.story import story
from tests.figures.drawing import Drawing
from tests.scenes.staging import LECTURE

WINDOWS: list[dict[str, Any]] = [
    {},
    {"kernel_size": 3, "stride": 1},
    {"kernel_size": 2, "stride": 3},
    {"kernel_size": 3, "stride": 2, "padding": 1},
    {"kernel_size": 2, "stride": 1, "dilation": 2},
    {"kernel_size": 3, "stride": 2, "ceil_mode": True},
]


on_paper = Drawing("max_pooling")
told, sheet, words = on_paper.told, on_paper.sheet, on_paper.words


def axes_of(figure: Figure) -> Axes:
    (ax,) = figure.axes
    return ax


def texts_in(ax: Axes, frame: Polygon) -> list[str]:
    """The texts whose middle lies in a frame, in reading order."""
    corners = frame.get_xy()
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    found = []
    for text in ax.texts:
        x, y = text.get_position()
        if left < x < right and top < y < bottom:
            found.append((round(y - 0.36 * float(text.get_fontsize())), x, text.get_text()))
    return [text for _, _, text in sorted(found)]


def frames(ax: Axes, colour: str, *, solid: bool = True) -> list[Polygon]:
    return [
        patch
        for patch in ax.patches
        if isinstance(patch, Polygon)
        and to_hex(patch.get_edgecolor()) == colour
        and patch.get_linewidth() > 1.4
        and (patch.get_linestyle() in ("-", "solid")) is solid
    ]


def winners(ax: Axes) -> list[str]:
    """The numbers that stand in the winner's colour: in bold, on its tiles."""
    ink = LIGHT.ink_on(LIGHT.winner)
    return [
        text.get_text()
        for text in ax.texts
        if text.get_fontproperties().get_weight() == 700 and text.get_color() == ink
    ]


@pytest.mark.parametrize("settings", WINDOWS, ids=str)
def test_the_hero_frames_the_first_window_of_the_trace(settings: dict[str, Any]) -> None:
    found = story(input=LECTURE, **settings)
    ax = axes_of(FIGURES["page"](found, LIGHT))
    trace: PoolTrace = found["page"].data["trace"]
    dilated = max(trace.window.dilation) > 1
    frame = frames(ax, LIGHT.window, solid=not dilated)[0]
    span_rows = trace.at(0, 0).rows[-1] - trace.at(0, 0).rows[0] + 1
    shown = texts_in(ax, frame)
    write = digits_for(trace.input)
    if not dilated:
        assert shown == [write(value) for value in trace.at(0, 0).values]
    assert len(shown) == span_rows**2


@pytest.mark.parametrize("settings", WINDOWS, ids=str)
def test_the_walk_frames_every_window_and_crowns_its_winner(settings: dict[str, Any]) -> None:
    found = story(input=LECTURE, **settings)
    trace: PoolTrace = found["step"].data["trace"]
    ax = axes_of(FIGURES["walk"](found, LIGHT))
    dilated = max(trace.window.dilation) > 1
    write = digits_for(trace.input)
    framed = frames(ax, LIGHT.window, solid=not dilated)
    assert len(framed) == len(trace)
    for frame, window in zip(framed, trace, strict=True):
        if not dilated:
            assert texts_in(ax, frame) == [write(value) for value in window.values]
    # in every panel once in the input and once in the output
    assert Counter(winners(ax)) == Counter(2 * [write(window.output) for window in trace])


def test_the_example_shows_the_lectures_numbers() -> None:
    numbers = Counter(words("example", "table"))
    expected = ["1", "3", "2", "8", "4", "6", "5", "2", "7", "1", "0", "3", "2", "9", "4", "1"]
    maxima, means = ["6", "8", "9", "4"], ["3.50", "4.25", "4.75", "2.00"]
    assert not Counter(expected + maxima + means) - numbers
    assert "max(1, 3, 4, 6) = 6" in numbers
    assert "14 ÷ 4 = 3.50" in numbers


def test_the_input_is_drawn_where_its_grid_says() -> None:
    trace = trace_pool2d(LECTURE, 3, 2, 1)
    ax = new_sheet(LIGHT)
    grid = draw_input(ax, trace, LIGHT, left=40, top=30, cell=20)
    assert grid.first == (-1, -1)
    assert grid.box.left == 40
    assert grid.at(0, 0).left == 60
    at = {(text.get_position()[0], text.get_text()) for text in ax.texts}
    for row in range(4):
        for col in range(4):
            assert (grid.at(row, col).centre[0], str(LECTURE[row][col])) in at
    assert sum(text.get_text() == "−∞" for text in ax.texts) == 4 * 6 - 4


def test_the_pictures_are_the_maps() -> None:
    whole = told()["hook"].data["map"]
    once = max_pool2d(whole, 2)
    expected = [
        LIGHT.value_colours(values, 0.0, float(whole.max()))
        for values in (whole, once, max_pool2d(once, 2))
    ]
    ax = sheet("page")
    images = [image for image in ax.images if isinstance(image, AxesImage)]
    shown = [np.asarray(image.get_array()) for image in images[::2]]  # each has a close-up
    assert shown[0].shape == (400, 600, 3)
    for picture, colours in zip(shown[1:], expected, strict=True):
        assert np.array_equal(picture, colours)
    extents = {tuple(np.diff(image.get_extent())[[0, 2]].round(6)) for image in images[::2]}
    assert len(extents) == 1  # all drawn at constant size


def test_a_large_table_is_one_picture_a_map() -> None:
    found = story(input=np.arange(60_000.0).reshape(200, 300))
    images = axes_of(FIGURES["page"](found, LIGHT)).images
    shapes = [np.asarray(image.get_array()).shape[:2] for image in images[::2]]
    assert shapes == [(200, 300), (100, 150), (50, 75)]


def test_the_gradient_writes_only_where_it_arrives() -> None:
    ax = sheet("page", "table")
    middle = next(text for text in ax.texts if text.get_text() == "gradient in the input")
    arrived = told("table")["gradient"].data["gradient"]
    below = [
        text.get_text()
        for text in ax.texts
        if text.get_position()[1] > middle.get_position()[1] + 1
        and abs(text.get_position()[0] - middle.get_position()[0]) < 40
    ]
    write = digits_for(arrived)
    assert Counter(below) == Counter(write(float(share)) for share in arrived[arrived > 0])


def test_the_outputs_that_stay_are_ringed() -> None:
    ax = sheet("page", "table")
    rings = [
        patch
        for patch in ax.patches
        if isinstance(patch, Polygon)
        and to_hex(patch.get_edgecolor()) == LIGHT.output
        and np.ptp(patch.get_xy()[:, 0]) < 14
    ]
    values = told("table")["forgiving"].values
    assert len(rings) == values["left"] + values["right"] + values["along"]


def test_long_walks_show_first_last_and_some_between() -> None:
    trace = trace_pool2d(np.arange(256).reshape(16, 16), 2, 1)
    found = layout(trace, LIGHT)
    shown = chosen(len(trace), found.panels)
    assert len(trace) == 225
    assert found.panels <= 16
    assert (shown[0], shown[-1]) == (0, 224)
    assert len(set(shown)) == found.panels


def test_the_worksheet_keeps_its_answers_for_the_key() -> None:
    asked, answered = (Counter(words(name, "table")) for name in ("worksheet", "worksheet_key"))
    answers = []
    for trace in tasks(told("table")):
        write = digits_for(trace.output)
        answers += [write(float(value)) for value in trace.output.flat]
    assert len(answers) == 12
    assert answered - asked == Counter([*answers, told("table").label("key")])
    assert not asked - answered


def test_a_worksheet_that_has_no_room_takes_the_first_cells() -> None:
    values = np.random.default_rng(3).normal(size=(12, 12))
    first = tasks(story(input=values, kernel_size=3, stride=1))[0]
    rows, cols = first.input.shape
    assert rows < 12
    assert np.array_equal(first.input, values[:rows, :cols])


def test_panels_of_absent_beats_leave_no_hole() -> None:
    figure = FIGURES["page"](story(input=[[5]], kernel_size=1), LIGHT)
    headings = {text.get_text() for text in axes_of(figure).texts}
    assert {"The border", "The way back"} <= headings
    assert not {"Overlap", "For real", "A small shift"} & headings
    full = on_paper.drawn("page")
    assert figure.get_figheight() < 0.5 * full.get_figheight()


def test_a_wrong_number_is_noticed() -> None:
    ax = sheet("page", "table")
    frame = frames(ax, LIGHT.window)[0]
    one = next(text for text in ax.texts if text.get_text() == "3")
    one.set_text("5")
    assert texts_in(ax, frame) != ["1", "3", "4", "6"]


def test_lines_of_text_stay_between_the_margins() -> None:
    ax = sheet("page")
    left = min(text.get_position()[0] for text in ax.texts if isinstance(text, Text))
    assert left >= MARGIN
    assert max(np.max(line.get_xdata()) for line in ax.lines) <= COLUMN - MARGIN
