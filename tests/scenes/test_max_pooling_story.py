"""The story of max pooling: reviewed literal data, and sentences that follow the parameters."""

from fractions import Fraction

import numpy as np
import pytest

from scenes.beats import Beat, Story, fill
from scenes.inputs import InputError
from scenes.topics.max_pooling.story import story
from tests.scenes.staging import LECTURE


@pytest.fixture(scope="module")
def default() -> Story:
    return story()


def test_the_default_story_has_the_ten_beats_of_the_storyboard(default: Story) -> None:
    assert " ".join(default.ids) == (
        "hook grid window step overlap border real forgiving gradient page"
    )


def test_a_table_has_no_photo() -> None:
    assert " ".join(story(input=LECTURE).ids) == (
        "grid window step overlap border forgiving gradient page"
    )


def test_the_default_captions(default: Story) -> None:
    assert [default.caption(beat) for beat in default.ids] == [
        "An edge filter answers this photo. Pooling throws three quarters of the answer away. "
        "What survived?",
        "Come close: the answer is a grid of numbers. We take a small one to work by hand.",
        "A 2×2 window looks at 4 cells. The strongest value wins: 6.",
        "The window steps on by its stride of 2. 16 numbers became 4.",
        "Let windows overlap: 3×3, stride 1. One strong cell, 9, now wins 2 of 4 windows.",
        "Padding counts as −∞: it can never win. Counted zeros pull a mean from 1 to 0.25.",
        "The same act on the real map, twice: 60,000 numbers, 15,000, 3,750. "
        "Blocks grow, the outline stays.",
        "Slide the contents left by one: 3 of 4 outputs stay. Right by one: 0. "
        "It forgives a little, not always.",
        "On the way back only winners count: 3 of 16 cells get gradient. "
        "The one that won twice gets both shares.",
        "Max pooling on one page: slide, compare, keep the strongest.",
    ]


def test_the_lectures_map_is_pooled_as_the_lecture_prints_it(default: Story) -> None:
    trace = default["window"].data["trace"]
    assert trace.input.tolist() == LECTURE
    assert trace.output.tolist() == [[6, 8], [9, 4]]
    assert default["window"].data["rounds"] == (((0, 1, 1), (2, 3, 3)), ((1, 3, 3),))
    assert default["window"].values["rule"] == "max(1, 3, 4, 6) = 6"


def test_overlap_and_gradient(default: Story) -> None:
    overlap, gradient = default["overlap"].data, default["gradient"].data
    assert overlap["trace"].output.tolist() == [[7, 8], [9, 9]]
    assert (overlap["strong"], overlap["won"]) == ((3, 1), ((1, 0), (1, 1)))
    assert gradient["gradient"].tolist() == [
        [0, 0, 0, 1],
        [0, 0, 0, 0],
        [1, 0, 0, 0],
        [0, 2, 0, 0],
    ]


def test_border(default: Story) -> None:
    data = default["border"].data
    corners = [data[name].at(0, 0) for name in ("max", "counted", "alone")]
    assert [corner.output for corner in corners] == [1, 0.25, 1]
    assert [corner.divisor for corner in corners] == [None, 4, 1]
    assert corners[0].values == (float("-inf"), float("-inf"), float("-inf"), 1)


def test_forgiving(default: Story) -> None:
    data, values = default["forgiving"].data, default["forgiving"].values
    assert data["left"].input.tolist() == [[3, 2, 8, 0], [6, 5, 2, 0], [1, 0, 3, 0], [9, 4, 1, 0]]
    assert data["left"].output.tolist() == [[6, 8], [9, 3]]
    assert data["right"].output.tolist() == [[4, 6], [7, 9]]
    assert data["along"].output.tolist() == [[0, 6], [0, 9]]
    assert data["kept_left"].tolist() == [[True, True], [True, False]]
    assert data["kept_along"].tolist() == [[False, True], [False, True]]
    assert [values[name] for name in ("left", "right", "along", "expected")] == [3, 0, 2, 2]


def test_the_photo_is_pooled_as_whole_numbers_of_its_edges(default: Story) -> None:
    whole, pooled = default["hook"].data["map"], default["hook"].data["pooled"]
    assert whole.dtype.kind == "i"
    assert (whole.min(), whole.max()) == (0, 99)
    assert whole.shape == (200, 300)
    assert pooled.shape == (100, 150)
    blocks = whole.reshape(100, 2, 150, 2).max(axis=(1, 3))
    assert np.array_equal(pooled, blocks)
    assert default["hook"].values["thrown"] == Fraction(3, 4)


def test_a_named_channel_is_pooled_as_it_is() -> None:
    red = story(channel="red")
    assert red["hook"].data["map"].max() <= 255
    assert red.caption("hook").startswith("The red channel of this photo.")
    same, by_number = red["hook"].data["map"], story(channel=0)["hook"].data["map"]
    assert np.array_equal(same, by_number)


def test_sentences_follow_what_happens() -> None:
    def said(beat: str, **parameters: object) -> str:
        return story(**parameters).caption(beat)  # type: ignore[arg-type]

    assert (
        said("window", kernel_size=3)
        == "A 3×3 window looks at 9 cells. The strongest value wins: 53."
    )
    assert "5 comes 4 times: the first in scan order wins" in said("window", input=[[5, 5], [5, 5]])
    assert "NaN always wins" in said("window", input=[[1, float("nan")], [2, 3]])
    assert "the cells between are never seen" in said("step", stride=3)
    assert (
        said("step", input=[[1, 3], [4, 6]]) == "The window fits only once: 4 numbers became one."
    )
    assert said("hook", kernel_size=7).startswith(
        "An edge filter answers this photo. Pooling throws 98 %"
    )
    assert "nothing shrinks" in said("real", kernel_size=3, stride=1, padding=1)
    lonely = {"input": [[8, 0, 5, 2], [1, 4, 4, 7]], "kernel_size": 1, "stride": 2}
    assert "no output stays" in said("forgiving", **lonely)


def test_a_figures_alt_text_has_the_numbers_of_the_page(default: Story) -> None:
    assert default.figure_alt("example") == (
        "Three maps side by side: the input of 4×4 cells, its maxima and its means under a 2×2 "
        "window with stride 2. The maxima are 6, 8; 9, 4."
    )


def test_a_story_cannot_be_changed(default: Story) -> None:
    with pytest.raises(TypeError):
        default["window"].data["trace"] = None  # type: ignore[index]
    with pytest.raises(AttributeError):
        default.topic = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("parameters", "error", "part"),
    [
        ({"kernel_size": 500}, ValueError, "500"),
        ({"padding": 2}, ValueError, "half"),
        ({"stride": 0}, ValueError, "stride"),
        ({"channel": "alpha"}, InputError, "channels 0 to 2 or red, green, blue"),
        ({"input": np.zeros((3, 4, 4))}, InputError, "name one"),
        ({"input": np.zeros((3, 4, 4)), "channel": 3}, InputError, "channels 0 to 2, got"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(
    parameters: dict[str, object], error: type[Exception], part: str
) -> None:
    with pytest.raises(error) as caught:
        story(**parameters)  # type: ignore[arg-type]
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_templates_are_filled_and_never_evaluated() -> None:
    assert fill("{n} of {part}", {"n": 12345, "part": Fraction(1, 3)}, {}) == "12,345 of 33 %"
    assert fill("{n.__class__} {n[0]}", {"n": 1}, {}) == "{n.__class__} {n[0]}"
    with pytest.raises(KeyError, match=r"asks for \{missing\}"):
        fill("{missing}", {"n": 1}, {})


def test_an_unknown_beat_is_named() -> None:
    told = Story("max_pooling", {}, "x", "x", (Beat("hook"),))
    with pytest.raises(KeyError, match="has the beats hook, got 'hock'"):
        told["hock"]
