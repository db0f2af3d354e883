"""Why pooling: what the story tells, and whether the stage shows exactly that."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from pooling import max_pool2d, shift2d
from pooling.invariance import relative_change
from scenes.inputs import InputError
from scenes.topics.why_pooling.mark import answer
from scenes.topics.why_pooling.story import story
from tests.scenes.staging import Staging, tinted
from tests.scenes.variants.why_pooling import VARIANTS

STROKE = [0, 5, 9, 7, 3, 0]
on_stage = Staging("why_pooling")
told, rehearsed, texts = on_stage.told, on_stage.rehearsed, on_stage.texts


def test_the_default_captions() -> None:
    assert {beat: told().caption(beat) for beat in told().ids} == {
        "hook": "Slide this photo by one pixel. "
        "You see no change, yet 85 % of its numbers are different.",
        "moves": "A convolution moves with the image. "
        "One cell to the right, and all 30 answers move along.",
        "forgives": "Pooling forgives one cell to the right: all 9 outputs stay. "
        "To the left it fails: 3 stay.",
        "curve": "On the real map one pixel changes the answer by 0.89 of its contrast. "
        "Pooled 3 times: 0.38.",
        "zeros": "Only the strongest stay, so zeros get fewer: 48 % to 30 %. "
        "Gradients get sparse: 75 % zeros.",
        "cost": "The next layer of vgg16, without pooling and with: "
        "3.7 billion multiply-adds become 925 million.",
        "field": "After pooling each step counts 2 pixels: a convolution adds 4 instead of 2. "
        "Three of them see 12, not 7.",
        "page": "Why pooling, on one page: "
        "a shift forgiven, sparse gradients, less work, a wider view.",
    }


def test_a_table_has_no_photo_and_no_curve() -> None:
    assert " ".join(told("table").ids) == "moves forgives zeros cost field page"


def test_the_mark_answers_in_the_first_column_of_a_window() -> None:
    data = told()["moves"].data
    before = np.zeros((6, 6), int)
    before[:, 2] = STROKE
    assert np.array_equal(data["answer"], before)
    assert np.array_equal(data["moved_answer"], np.roll(before, 1, axis=1))
    assert data["same"].sum() == 30


def test_shifts_as_worked_by_hand() -> None:
    data, values = told()["forgives"].data, told()["forgives"].values
    pooled = [[0, 5, 0], [0, 9, 0], [0, 3, 0]]
    assert data["before"].output.tolist() == pooled
    assert data["right"].output.tolist() == pooled
    assert data["left"].output.tolist() == [[5, 0, 0], [9, 0, 0], [3, 0, 0]]
    assert data["along"].output.tolist() == [[0, 0, 5], [0, 0, 9], [0, 0, 3]]
    counts = [values[name] for name in ("right", "left", "outputs", "along", "expected")]
    assert counts == [9, 3, 9, 6, 6]


def test_a_table_is_taken_as_the_image_itself() -> None:
    image = VARIANTS["table"]["input"]
    data = told("table")["forgives"].data
    steps = np.maximum(np.diff(image), 0)
    assert np.array_equal(answer(image), steps)
    assert np.array_equal(data["before"].output, max_pool2d(steps, 2))
    moved = np.maximum(np.diff(shift2d(image, 0, 1)), 0)
    assert np.array_equal(data["right"].output, max_pool2d(moved, 2))


def test_the_changed_numbers_are_counted() -> None:
    data, values = told()["hook"].data, told()["hook"].values
    assert data["before"].shape == (200, 300)
    assert np.array_equal(data["after"][:, 1:], data["before"][:, :-1])
    assert values["changed"] == int((data["before"] != data["after"]).sum())
    assert values["share"] == Fraction(values["changed"], 60_000)


def test_the_curves_are_measured_on_the_photos_answers() -> None:
    data = told()["curve"].data
    assert [round(float(row[1]), 2) for row in data["curves"]] == [0.89, 0.65, 0.45, 0.38]
    for row in data["curves"]:
        assert row[0] == 0
        assert (np.diff(row) > 0).all()


def test_zeros_are_counted_in_the_map_that_is_shown() -> None:
    data, values = told()["zeros"].data, told()["zeros"].values
    for key in ("before", "after", "gradient", "gradient_mean"):
        assert values[key] == round(100 * float((data[key] == 0).mean()))
    assert np.array_equal(data["after"], max_pool2d(data["before"], 2))
    assert data["gradient"].sum() == data["after"].size
    assert (
        "Zeros go from" in told("lenet5").caption("zeros")
        or "Zeros stay" in told("lenet5").caption("zeros")
        or "fewer" in told("lenet5").caption("zeros")
    )


def test_the_next_layer_costs_a_quarter() -> None:
    data = told()["cost"].data
    assert (data["layer"], data["pool"]) == ("conv2_1", "pool1")
    assert data["shapes"] == ((128, 224, 224), (128, 112, 112))
    products = 128 * 64 * 9  # of one place of the map
    assert data["multiply_adds"] == (products * 224**2, products * 112**2)
    assert data["bytes"] == (4 * 128 * 224**2, 4 * 128 * 112**2)
    assert told("chelsea, alexnet")["cost"].values["layer"] == "conv2"


def test_the_field_widens_twice_as_fast() -> None:
    data = told()["field"].data
    assert [row["size"] for row in data["without"]] == [3, 5, 7]
    assert [row["size"] for row in data["with"]] == [3, 4, 8, 12]
    assert [row["size"] for row in told("kernel 3")["field"].data["with"]] == [3, 5, 11, 17]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kernel_size": 4}, "kernel_size is 2 or 3, got 4"),
        ({"input": [[1, 2], [3, 4]]}, "2 rows and 5 columns or more, got 2 and 2"),
        ({"input": np.full((6, 7), np.nan)}, "finite numbers, got NaN"),
        ({"input": np.zeros((2, 6, 6))}, "array has 2 channels"),
        ({"network": "nothing"}, "nothing"),
    ],
    ids=str,
)
def test_bad_input_is_refused_in_one_line(given: dict[str, object], said: str) -> None:
    with pytest.raises((ValueError, InputError)) as found:
        story(**given)  # type: ignore[arg-type]
    assert said in str(found.value)
    assert "\n" not in str(found.value)


def test_the_numbers_on_screen_are_those_of_the_core() -> None:
    assert texts("hook") == ["51,564of60,000numbersdiffer"]
    assert {"30of30movealong", *map(str, STROKE)} <= set(texts("moves"))
    assert {"9of9stay", "3of9stay", "6of6movealong"} <= set(texts("forgives"))
    assert {"0.89", "0.65", "0.45", "0.38"} <= set(texts("curve"))
    assert {"48%zeros", "30%zeros", "0%zeros", "75%zeros"} <= set(texts("zeros"))
    assert {"3.7billionmultiply-adds", "925millionmultiply-adds"} <= set(texts("cost"))
    assert {"24.5MBofmemory", "6.12MBofmemory"} <= set(texts("cost"))
    assert {"7pixels", "12pixels", "+2", "+4"} <= set(texts("field"))
    assert {"9of9stay", "75%ofgradientszero", "4×lesswork", "12pixels,not7"} <= set(texts("page"))


def test_squares_and_rungs_are_to_scale() -> None:
    scene = rehearsed().scene
    big, small = scene.squares
    assert small.width / big.width == pytest.approx(sqrt(1 / 4))
    widths = [bar.width / scene.unit for key in ("without", "with") for bar in scene.rungs[key]]
    assert widths == pytest.approx([3, 5, 7, 3, 4, 8, 12])


def test_curves_are_to_scale() -> None:
    scene = rehearsed().scene
    rows = scene.story["curve"].data["curves"]
    points = np.array([line.get_anchors()[::2] for line in scene.lines])
    assert points.shape[:2] == (4, 8)
    starts = np.array([[line.get_start()[1] for line in scene.lines]]).T
    heights = points[:, :, 1] - starts
    shares = np.array([row[:8] for row in rows])
    assert heights / heights.max() == pytest.approx(shares / shares.max())


def test_the_pictures_are_the_counted_maps() -> None:
    scene = rehearsed().scene
    data = scene.story["zeros"].data
    shown = scene.pictures[0].pixel_array[..., :3]
    tints = tinted(data["before"], data["before"].max())
    assert np.array_equal(shown, tints)
    gradient = scene.pictures[3].pixel_array[..., :3]
    lit = (gradient == gradient[tuple(np.argwhere(data["gradient"])[0])]).all(axis=-1)
    assert np.array_equal(lit, data["gradient"] > 0)


def test_the_plain_curve_is_the_change_of_the_answers_themselves() -> None:
    flat = np.zeros((1, 8, 8))
    flat[0, :, 3] = 1
    assert relative_change(flat, shift2d(flat, 0, 1)) > 1
