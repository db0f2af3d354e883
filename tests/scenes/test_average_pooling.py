"""Average pooling: what the story tells, and whether the stage shows exactly that."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pooling import avg_pool2d, max_pool2d
from pooling.measured import ExerciseRun, Exercises, ShiftTest, Variant
from scenes.theme import DARK
from scenes.topics.average_pooling.learned import learned
from scenes.topics.average_pooling.story import story
from scenes.topics.average_pooling.video import AveragePooling
from tests.scenes.legible import faults
from tests.scenes.rehearsal import rehearse
from tests.scenes.staging import LECTURE, Staging, tinted

on_stage = Staging("average_pooling")
told, rehearsed, texts = on_stage.told, on_stage.rehearsed, on_stage.texts


def test_the_beats_follow_the_input() -> None:
    assert " ".join(told().ids) == (
        "hook window step beside smooth border everywhere head learned page"
    )
    assert " ".join(told("table").ids) == "window step beside border everywhere head learned page"
    assert "smooth" in told("large table")


def test_the_default_captions() -> None:
    assert [told().caption(beat) for beat in told().ids if beat != "learned"] == [
        "Left of the line the strongest of 4×4 cells speaks for all. What if every cell has a say?",
        "Pour the 4 numbers level. 14 shared by 4: the mean is 3.5.",
        "The window steps on by its stride of 2. 16 numbers became 4, and each cell counted.",
        "Max pools the same windows. Where it keeps the peak 9, the mean makes 4.75 of it.",
        "One row of the map. Max rides on the peaks, the mean runs smoothly through.",
        "Zeros around the border join the mean: the corner falls from 1 to 0.25. "
        "Left out, they change nothing.",
        "Let the window be the whole map: one number is left. "
        "Not where the map answers, only how much.",
        "vgg16's dense head learns 123,642,856 numbers. "
        "One layer after global average pooling, GAP: 513,000.",
        "Average pooling on one page: add up, share evenly, and at last one number a map.",
    ]


def test_the_lectures_map_is_averaged_as_the_lecture_prints_it() -> None:
    trace = told()["window"].data["trace"]
    assert trace.input.tolist() == LECTURE
    assert trace.output.tolist() == [[3.5, 4.25], [4.75, 2.0]]
    assert told()["window"].values["rule"] == "(1 + 3 + 4 + 6) ÷ 4 = 3.5"
    assert told()["everywhere"].values["mean"] == "3.625"
    assert told()["beside"].data["index"] == (1, 0)


def test_a_sum_has_the_signs_of_its_terms_and_is_cut_when_long() -> None:
    negative = story(input=[[1, -3], [0, 4]])
    assert negative["page"].values["rule"] == "(1 − 3 + 0 + 4) ÷ 4 = 0.5"
    long = story(input=np.arange(16).reshape(4, 4), kernel_size=4)
    assert long["page"].values["rule"] == "(0 + 1 + 2 + 3 + … + 15) ÷ 16 = 7.5"


def test_border() -> None:
    data = told()["border"].data
    corners = [data[name].at(0, 0) for name in ("counted", "alone")]
    assert [(corner.sum, corner.divisor, corner.output) for corner in corners] == [
        (1, 4, 0.25),
        (1, 1, 1.0),
    ]
    assert data["same"].sum() == 1
    assert data["same"][1, 1]


def test_the_heads_are_those_of_the_zoo() -> None:
    data = told()["head"].data
    assert data["dense"] == (("fc6", 102_764_544), ("fc7", 16_781_312), ("fc8", 4_097_000))
    assert [count for _, count in data["pooled"]] == [513_000]
    assert data["totals"] == (123_642_856, 513_000)
    assert data["maps"] == (512, 7, 7)
    assert told()["head"].values["times"] == 241
    alexnet = told("red channel, alexnet")["head"].data
    assert alexnet["totals"] == (58_631_144, 257_000)


def test_a_network_without_a_dense_head_is_refused_in_one_line() -> None:
    with pytest.raises(ValueError, match=r"^a dense head has .* resnet50 has 1: .* vgg16") as found:
        story(network="resnet50")
    assert "\n" not in str(found.value)


def runs(dense: list[int], pooled: list[int]) -> Exercises:
    """Runs that learned all of 100 pictures, and tell so many of 100 new ones right."""
    made = [
        ExerciseRun(name, seed, 5, 100, 100, right, 100, 0, 200, 999, 9, 1.0, {})
        for name, rights in (("pooled", pooled), ("dense_head", dense))
        for seed, right in enumerate(rights)
    ]
    variants = tuple(Variant(name, 0, "") for name in ("pooled", "dense_head"))
    return Exercises("Pictures.", (), {}, ShiftTest(), 1, 1, variants, tuple(made))


@pytest.mark.parametrize(
    ("dense", "pooled", "said"),
    [
        ([60, 62, 64], [80, 82, 84], "dense head 38.0 points, one layer after GAP 18.0."),
        ([60, 62, 64], [64, 66, 68], "cost 38.0 points and 34.0: within the spread."),
        ([80, 82, 84], [60, 62, 64], "dense head 18.0 points, one layer after GAP even 38.0."),
    ],
)
def test_words_on_real_runs_follow_their_numbers(
    dense: list[int], pooled: list[int], said: str
) -> None:
    beat = learned(runs(dense, pooled))
    assert beat is not None
    assert replace(told(), beats=(beat,)).caption("learned").endswith(said)
    assert [head["learned"] for head in beat.data["heads"]] == [(1.0, 1.0, 1.0)] * 2
    assert beat.data["heads"][0]["new"] == tuple(right / 100 for right in dense)


def test_every_run_slides_from_learned_to_new_pictures() -> None:
    beat = learned(runs([60, 62, 64], [80, 82, 84]))
    assert beat is not None
    short = replace(told("table"), beats=(beat,))

    class Short(AveragePooling):
        def __init__(self) -> None:
            super().__init__(story=short)

    played = rehearse(Short, {}, DARK)
    assert [faults(pose) for pose in played.poses if faults(pose)] == []
    ends = [
        (slide.get_start()[0], slide.get_end()[0])
        for slides in played.scene.slides
        for slide in slides
    ]
    shares = [(1.0, right / 100) for right in (60, 62, 64, 80, 82, 84)]
    slope, foot = np.polyfit(np.ravel(shares), np.ravel(ends), 1)
    assert slope > 0
    assert np.allclose(ends, np.array(shares) * slope + foot)


def test_the_row_is_that_of_the_map_and_its_stairs_are_pooled() -> None:
    data = told()["smooth"].data
    row = data["map"][data["row"]]
    assert np.array_equal(data["cells"], row[data["start"] : data["start"] + 48])
    blocks = data["cells"].reshape(12, 4)
    assert np.array_equal(data["max"], blocks.max(axis=1))
    assert np.allclose(data["mean"], blocks.mean(axis=1))


def test_edge_maps_point_where_they_say(tmp_path: Path) -> None:
    wedge = np.zeros((40, 40, 3), np.uint8)
    wedge[:, 20:] = 255  # brighter to the right, and nowhere else
    Image.fromarray(wedge).save(tmp_path / "wedge.png")
    means = story(input=tmp_path / "wedge.png")["everywhere"].data["means"]
    assert means[0] > 0
    assert means[1:].tolist() == [0, 0, 0]


def test_the_numbers_on_screen_are_those_of_the_core() -> None:
    inputs = [str(value) for row in LECTURE for value in row]
    means = ["3.50", "4.25", "4.75", "2.00"]
    window = texts("window")
    assert not set(inputs) - set(window)
    assert {"(1", "+3", "+4", "+6)", "÷4", "=", "3.5", "3.50"} <= set(window)
    assert sorted(texts("step")) == sorted([*inputs, *means, "input·16numbers", "output·4numbers"])
    assert sorted(texts("beside")) == sorted([*inputs, *means, "6", "8", "9", "4", "max", "mean"])
    assert {"1÷4=", "0.25", "1÷1=", "1", "8of9outputsdiffer"} <= set(texts("border"))
    assert {"max", "upto98", "mean", "upto79.75"} == set(texts("smooth"))
    assert {"123,642,856parameters", "513,000parameters", "241to1"} <= set(texts("head"))
    means_of_maps = told()["everywhere"].data["means"]
    assert {f"{mean:.2f}" for mean in means_of_maps} <= set(texts("everywhere"))


def test_the_bars_pour_level_at_the_mean() -> None:
    for name in ("default", "negative, 2×3 kernel"):
        scene = rehearsed(name).scene
        first = scene.story["window"].data["trace"].at(0, 0)
        assert scene.bars.heights == pytest.approx([first.output] * len(first.values))
        high = [bar.height / scene.bars.unit for bar in scene.bars.bars]
        assert high == pytest.approx([abs(first.output)] * len(high))


def test_areas_are_to_scale() -> None:
    areas = rehearsed().scene.areas
    surfaces = [strip.width * strip.height for strip in (*areas.strips, areas.small)]
    counts = [102_764_544, 16_781_312, 4_097_000, 513_000]
    assert np.array(surfaces) / surfaces[0] == pytest.approx(np.array(counts) / counts[0])


def test_the_bars_of_the_maps_are_as_high_as_their_means() -> None:
    scene = rehearsed().scene
    means = scene.story["everywhere"].data["means"]
    high = np.array([bar.height for bar in scene.evidence.bars])
    assert high / high[0] == pytest.approx(means / means[0])


def test_both_sides_of_the_line_are_pooled_alike() -> None:
    data = told()["hook"].data
    curtain = rehearsed().scene.curtain
    for side, name, pool in (("left", "max", max_pool2d), ("right", "mean", avg_pool2d)):
        pooled = pool(data["map"], 4)
        assert np.array_equal(data[name], pooled)
        shown = getattr(curtain, side)
        tints = tinted(pooled, data["map"].max())
        assert np.array_equal(shown[:: shown.shape[0] // 50, :: shown.shape[1] // 75, :3], tints)
    middle = curtain.left.shape[1] // 2
    assert np.array_equal(curtain.image.pixel_array[:, :middle], curtain.left[:, :middle])
    assert np.array_equal(curtain.image.pixel_array[:, middle:], curtain.right[:, middle:])
