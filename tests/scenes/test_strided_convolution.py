"""Strided convolution: what the story tells, and whether the stage shows exactly that."""

import re

import numpy as np
import pytest

from pooling import avg_pool2d, conv2d, max_pool2d, strided_conv2d
from render import main
from scenes.inputs import InputError
from scenes.topics.strided_convolution.story import story, sum_of
from tests.scenes.staging import Staging, tinted
from tests.scenes.variants.strided_convolution import VARIANTS

on_stage = Staging("strided_convolution")
told, rehearsed, texts = (
    on_stage.told,
    on_stage.rehearsed,
    on_stage.texts,
)
each_variant = pytest.mark.parametrize("name", VARIANTS)


def test_the_default_captions() -> None:
    default = told()
    assert [default.caption(beat) for beat in default.ids] == [
        "One kernel reads this photo and steps by 2. It filters and shrinks in a single act.",
        "A kernel weighs what it sees: multiply cell by cell, then add. Here that gives 0.",
        "Then it steps by 2, and weighs again. 16 numbers became 4.",
        "Stride 1 would give 9 answers. Stride 2 is every second one each way: 4. "
        "The others are never computed.",
        "The same cells, three ways: the largest is 6, the mean 3.50, this weighing 0.",
        "With 4 quarters for weights it is average pooling, number for number. "
        "Training may choose any weights.",
        "From one edge map, three smaller ones. "
        "The stride keeps answers as they are and skips the rest.",
        "Pooling has nothing to learn. Between 64 channels, a 2×2 kernel has 16,384 weights.",
        "Strided convolution on one page: multiply, add, step. What it keeps is learned.",
    ]


def test_the_lectures_map_gives_what_the_lecture_prints() -> None:
    trace = told()["multiply"].data["trace"]
    assert trace.output.tolist() == [[0, -9], [13, -6]]
    assert [sum_of(trace, at) for at in np.ndindex(2, 2)] == [
        "1 − 3 − 4 + 6 = 0", "2 − 8 − 5 + 2 = −9", "7 − 1 − 2 + 9 = 13", "0 − 3 − 4 + 1 = −6",
    ]  # fmt: skip
    data = told()["beside"].data
    assert data["max"].output.tolist() == [[6, 8], [9, 4]]
    assert data["mean"].output.tolist() == [[3.5, 4.25], [4.75, 2.0]]


@pytest.mark.parametrize("name", ["default", "stride 3, upright", "many digits"])
def test_a_stride_keeps_answers_of_stride_one(name: str) -> None:
    data = told(name)["skip"].data
    step = told(name).parameters["stride"]
    assert np.array_equal(data["every"].output[::step, ::step], data["kept"].output)
    assert data["same"].all()
    assert [data["every"].output[place] for place in data["places"]] == data[
        "kept"
    ].output.ravel().tolist()


@pytest.mark.parametrize("name", ["default", "stride 3, upright", "many digits"])
def test_quarters_are_average_pooling(name: str) -> None:
    data = told(name)["learned"].data
    step = told(name).parameters["stride"]
    values = data["traces"][0].input
    assert np.allclose(data["traces"][1].output, avg_pool2d(values, 2, stride=step))
    assert data["same"].all()
    kept = values[::step, ::step][: data["mean"].shape[0], : data["mean"].shape[1]]
    assert np.array_equal(data["traces"][2].output, kept)


@pytest.mark.parametrize("name", ["default", "stride 3, upright"])
def test_the_real_maps_come_from_one_edge_map(name: str) -> None:
    data, step = told(name)["real"].data, told(name).parameters["stride"]
    edges = data["edges"]
    assert np.allclose(data["strided"], edges[::step, ::step])
    rows, cols = data["max"].shape
    assert np.array_equal(data["max"], max_pool2d(edges, 2, stride=step))
    assert np.allclose(data["mean"], avg_pool2d(edges, 2, stride=step))
    top, left, height, width = data["patch"]
    assert top + height <= rows
    assert left + width <= cols


def test_weights_are_counted() -> None:
    layers = told()["cost"].data["layers"]
    assert [layer["parameters"] for layer in layers] == [0, 2 * 2 * 64 * 64, 3 * 3 * 64 * 64]
    assert layers[1]["multiply_adds"] == 2 * 2 * 64 * 64 * 28 * 28


@pytest.mark.parametrize(
    ("parameters", "error", "part"),
    [
        ({"stride": 1}, ValueError, "2 cells or more, got 1"),
        ({"input": [[1, 2, 3]]}, ValueError, "1"),
        ({"input": np.zeros((3, 4, 4))}, InputError, "name one"),
        ({"channel": "alpha"}, InputError, "red, green, blue"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(
    parameters: dict[str, object], error: type[Exception], part: str
) -> None:
    with pytest.raises(error) as caught:
        story(**parameters)  # type: ignore[arg-type]
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bad_stride_is_refused_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figure", "strided_convolution", "--stride", "1"]) == 2
    assert re.fullmatch(r"error: [^\n]+got 1: give 2\n", capsys.readouterr().err)


@each_variant
def test_the_desk_shows_the_traces_numbers(name: str) -> None:
    scene = rehearsed(name).scene
    trace = scene.story["multiply"].data["trace"]
    for grid, values in ((scene.source, trace.input), (scene.result, trace.output)):
        numbers = [number.value for number in grid.numbers]
        assert np.array_equal(numbers, values.ravel()[: len(numbers)], equal_nan=True)
    expected = conv2d(trace.input, trace.kernel, stride=trace.window.stride)
    assert np.array_equal(scene.result.values, expected, equal_nan=True)
    for out, learned in zip(scene.made, scene.story["learned"].data["traces"], strict=True):
        assert np.array_equal(out.values, learned.output, equal_nan=True)
    for key, out in scene.outs.items():
        shown = scene.story["beside"].data[key].output
        assert np.array_equal(out.values, shown, equal_nan=True)
    assert len(scene.same) == np.count_nonzero(scene.story["learned"].data["same"])


def test_products_and_sum_on_the_stage() -> None:
    first = told()["multiply"].data["trace"].at(0, 0)
    shown = {"1", "3", "4", "6", "−1", "−3", "−4", "0"}
    assert shown <= set(texts("multiply"))
    assert first.products == (1, -3, -4, 6)
    assert {"input·16numbers", "output·4numbers"} <= set(texts("step"))
    assert {"stride1:9answers", "stride2:4"} <= set(texts("skip"))
    assert {"3.50", "0", "6"} <= set(texts("beside"))
    assert {"0.25", "=averagepooling"} <= set(texts("learned"))
    assert {"0", "16,384", "36,864"} <= set(texts("cost"))
    assert "1−3−4+6=0" in texts("page")


def test_pictures_on_the_stage_are_the_storys() -> None:
    scene = rehearsed().scene
    data = scene.story["real"].data
    top, left, rows, cols = data["patch"]
    for key in ("max", "mean", "strided"):
        heat = tinted(data[key], data["top"])
        assert np.array_equal(scene.maps[key].pixel_array[..., :3], heat)
        close = heat[top : top + rows, left : left + cols]
        assert np.array_equal(scene.close[key].pixel_array[..., :3], close)
    hook = scene.story["hook"].data
    expected = strided_conv2d(np.pad(hook["grey"], 1, mode="edge"), hook["kernel"] / 4)
    assert np.allclose(hook["answer"], np.maximum(expected, 0))
