"""Pooling against strides: what the story tells, chosen by what was measured."""

from dataclasses import replace

import numpy as np
import pytest

from pooling import edge_response, luminance, max_pool2d
from pooling.halving import halving
from pooling.invariance import shift_curve
from pooling.measured import ExerciseRun, Exercises, ShiftTest, Variant, load_strides
from pooling.sharpness import edge_contrast_kept, high_frequencies_kept
from pooling.usage import usage_by_year
from scenes.inputs import InputError, read_input
from scenes.topics.pooling_vs_strided import counting
from scenes.topics.pooling_vs_strided import story as telling
from scenes.topics.pooling_vs_strided.counting import TRAINED, learned, trained
from scenes.topics.pooling_vs_strided.measuring import invariance, sharpness
from scenes.topics.pooling_vs_strided.story import story
from tests.scenes.staging import Staging

told = Staging("pooling_vs_strided").told


def runs(**consistency: tuple[int, ...]) -> Exercises:
    """Made-up runs with so many of 200 pairs of crops told alike, one number a seed."""
    made = tuple(
        ExerciseRun(
            name, seed, 7, 90, 100, 80 + seed, 100, same, 200, 5, 6, 2.5, {"python": "3.11"}
        )
        for name in TRAINED
        for seed, same in enumerate(consistency.get(name, (160, 162)))
    )
    variants = tuple(Variant(name, 3, "") for name in TRAINED)
    return Exercises(
        "CIFAR-10, JPEG copy", ("cat", "dog"), {"epochs": 7}, ShiftTest(), 2, 1, variants, made
    )


def test_the_captions_of_what_does_not_depend_on_runs() -> None:
    said = {beat: told().caption(beat) for beat in told().ids}
    assert said["hook"] == (
        "Two ways to make maps smaller, told in a table of words. "
        "Strong, moderate, high: who says so?"
    )
    assert said["learnable"] == (
        "Put strided 3×3 convolutions in place of vgg16's 5 poolings. "
        "They learn 5,494,208 weights, pooling 0."
    )
    assert said["invariance"] == (
        "Move by one pixel: max changes by 0.38 of its contrast, the mean by less, 0.29. "
        "By 8 pixels it is max that holds on."
    )
    assert said["sharpness"] == (
        "Of the contrast across edges max keeps 86 %, the mean 57 %. "
        "A stride alone may step over an edge: 71 %."
    )
    assert said["usage"] == (
        "Of these 34 networks, those until 2014 shrink their maps by pooling: 90 % of the steps. "
        "Since 2017 it is 0 %."
    )


def test_weights_are_those_of_the_formula() -> None:
    """Kernel squared times channels squared, and a bias each."""
    rows = told()["learnable"].data["layers"]
    assert [row["channels"] for row in rows] == [64, 128, 256, 512, 512]
    for row in rows:
        assert row["pooling"] == 0
        assert row["strided"] == 9 * row["channels"] ** 2 + row["channels"]
    sides = (112, 56, 28, 14, 7)
    expected = [9 * row["channels"] ** 2 * side**2 for row, side in zip(rows, sides, strict=True)]
    assert [row["multiply_adds"] for row in rows] == expected
    assert told()["learnable"].data["multiply_adds"] == sum(expected)


def test_curves_and_shares_are_the_cores() -> None:
    data = told()["invariance"].data
    gray = luminance(read_input(None).array)
    factor = gray.shape[0] // data["map"].shape[0]
    blocks = gray.reshape(gray.shape[0] // factor, factor, gray.shape[1] // factor, factor)
    assert data["map"] == pytest.approx(edge_response(blocks.mean((1, 3)), "vertical"), abs=1e-6)
    for name in ("max_pooling", "average_pooling", "max_blur_pooling"):
        curve = shift_curve(data["map"][None], halving(name), 3, range(9))
        assert data["changes"][name] == curve.change
        if name == "max_pooling":
            assert data["unchanged"] == curve.unchanged
            assert told()["invariance"].values["same"] == round(100 * curve.unchanged[1])


def test_a_stride_alone_hands_on_every_second_cell() -> None:
    data, edges = told()["sharpness"].data, told()["invariance"].data["map"]
    top, left = data["place"]
    length = data["cells"].shape[1]
    thin = edges[::2, ::2]
    assert np.array_equal(data["cells"], edges[top : top + 2, left : left + length])
    line = data["lines"]["strided_convolution"]
    assert np.array_equal(line, thin[top // 2, left // 2 : (left + length) // 2])
    assert data["edge"]["strided_convolution"] == edge_contrast_kept(edges, thin)
    assert data["fine"]["strided_convolution"] == high_frequencies_kept(edges, thin)
    pairs = data["cells"].reshape(2, length // 2, 2)
    assert np.array_equal(data["lines"]["max_pooling"], pairs.max((0, 2)))
    assert data["lines"]["average_pooling"] == pytest.approx(pairs.mean((0, 2)))
    assert data["edge"]["max_pooling"] == edge_contrast_kept(edges, max_pool2d(edges, 2))


@pytest.mark.parametrize(
    ("largest", "mean", "variant"),
    [
        ((0.4, 1.0), (0.3, 1.2), ""),
        ((0.2, 1.0), (0.3, 1.2), "max"),
        ((0.4, 1.3), (0.3, 1.2), "mean"),
        ((0.2, 1.3), (0.3, 1.2), "crossed"),
    ],
)
def test_the_sentence_on_shifts_follows_the_curves(
    largest: tuple[float, float], mean: tuple[float, float], variant: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from scenes.topics.pooling_vs_strided import measuring

    def curve(x: object, way: object, *_: object) -> object:
        near, far = {"max_pooling": largest, "average_pooling": mean}.get(
            getattr(way, "name", ""), (0.9, 1.4)
        )
        real = shift_curve(x, way, 3, range(9))  # type: ignore[arg-type]
        return replace(real, change=(0.0, near, *real.change[2:-1], far))

    monkeypatch.setattr(measuring, "shift_curve", curve)
    beat = invariance(told()["invariance"].data["map"])
    assert beat.variant == variant
    said = replace(told(), beats=(beat,)).caption("invariance")
    assert f"{largest[0]:.2f}" in said
    assert ("the mean by less" in said) == (mean[0] < largest[0])
    assert ("max that holds on" in said) == (variant == "")
    assert ("mean that holds on" in said) == (variant == "crossed")


def test_the_sentence_on_edges_follows_the_shares() -> None:
    assert told()["sharpness"].variant == ""
    dark = 1 - np.kron(np.eye(20), np.ones((1, 3)))[:, :60]
    beat = sharpness(np.kron(dark, np.ones((2, 1))))
    assert beat.variant == "mean"
    said = replace(told(), beats=(beat,)).caption("sharpness")
    assert said.endswith("Here max is not the sharper one.")


def test_learned_strides_are_those_that_were_measured() -> None:
    beat, strides = told()["learned"], load_strides()
    for way, layers in beat.data["fine"].items():
        for layer, values in zip(strides.layers, layers, strict=True):
            assert values == strides.spread(layer, way, "fine").values
    assert beat.values["first"] == f"{strides.spread('pool1', 'learned', 'fine').mean:.2f}"
    for factor, variant in ((3, "sharper"), (0.1, "smoother")):
        changed = tuple(
            replace(one, fine=factor * one.fine) if one.way == "learned" else one
            for one in strides.halved
        )
        assert learned(replace(strides, halved=changed)).variant == variant


@pytest.mark.parametrize(
    ("largest", "mean", "variant", "page"),
    [
        ((160, 162), (170, 172), "", ""),
        ((170, 172), (160, 162), "max", "strong"),
        ((160, 166), (164, 172), "within", "equal"),
    ],
)
def test_sentences_on_trained_networks_follow_the_runs(
    largest: tuple[int, int], mean: tuple[int, int], variant: str, page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    made = runs(max_pooling=largest, average_pooling=mean)
    beat = trained(made)
    assert beat.variant == variant
    assert beat.values["max_pooling"] == f"{100 * sum(largest) / 400:.1f}"
    monkeypatch.setattr(telling, "load_exercises", lambda: made)
    found = story()
    assert found["page"].variant == page
    assert ("strong (max) does not" in found.caption("page")) == (page == "")
    row = found["page"].data["rows"][1]
    assert row["measure"] == "consistency"
    assert row["cells"][0] == (pytest.approx(sum(largest) / 400),)


def test_usage_counts_every_network_once() -> None:
    data, found = told()["usage"].data, usage_by_year()
    assert [n["name"] for year in data["years"] for n in year["networks"]] == [
        one.name for one in found
    ]
    assert [(era["from"], era["to"]) for era in data["eras"]] == [
        (1998, 2014), (2015, 2016), (2017, 2022),
    ]  # fmt: skip
    for era in data["eras"]:
        inside = [one for one in found if era["from"] <= (one.year or 0) <= era["to"]]
        pooling = sum(one.pooling for one in inside)
        assert era["share"] == pooling / (pooling + sum(one.convolutions for one in inside))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([[1, 2], [3, 4]], "asks for a photo; array is a table"),
        (np.zeros((300, 300)), "asks for a photo"),
        (np.arange(12 * 12 * 3, dtype=np.uint8).reshape(12, 12, 3), "use a larger image"),
        (np.full((90, 90, 3), 7, np.uint8), "has no edges"),
        ("nothing.png", "nothing.png"),
    ],
    ids=["table", "large table", "tiny photo", "flat photo", "no file"],
)
def test_bad_input_is_refused_in_one_line(given: object, said: str) -> None:
    with pytest.raises((ValueError, InputError)) as found:
        story(input=given)  # type: ignore[arg-type]
    assert said in str(found.value)
    assert "\n" not in str(found.value)


def test_counting_looks_at_what_ships() -> None:
    assert counting.NETWORK == "vgg16"
    assert told()["learnable"].values["list"].startswith("pool1 36,928, pool2 147,584")
