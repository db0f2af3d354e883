"""Pooling against strides: what the story tells, and whether the stage shows exactly that."""

import pickle
import re
from dataclasses import replace
from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from pooling import edge_response, luminance, max_pool2d
from pooling.halving import halving
from pooling.invariance import shift_curve
from pooling.measured import ExerciseRun, Exercises, ShiftTest, Variant, load_strides
from pooling.sharpness import edge_contrast_kept, high_frequencies_kept
from pooling.usage import usage_by_year
from scenes.beats import Story
from scenes.inputs import InputError, read_input
from scenes.stage.scene import READING_SPEED, TICK
from scenes.studio.jobs import Quality, SheetJob
from scenes.studio.stills import final_poses
from scenes.theme import DARK
from scenes.topics import discover
from scenes.topics.pooling_vs_strided import counting
from scenes.topics.pooling_vs_strided import story as telling
from scenes.topics.pooling_vs_strided.cells import written
from scenes.topics.pooling_vs_strided.counting import TRAINED, learned, trained
from scenes.topics.pooling_vs_strided.measuring import invariance, sharpness
from scenes.topics.pooling_vs_strided.story import story
from scenes.topics.pooling_vs_strided.video import PoolingVsStrided
from tests.golden.compare import check_golden
from tests.scenes.legible import FASTEST_CAPTION, faults
from tests.scenes.rehearsal import Pose, Rehearsal, rehearse
from tests.scenes.vs_variants import VARIANTS, told

PLAYED = ("default", "noise, small")


@cache
def rehearsed(name: str = "default") -> Rehearsal:
    """The rehearsal of a variant, played once."""
    return rehearse(PoolingVsStrided, VARIANTS[name], DARK)


def final(beat: str) -> Pose:
    """The last pose of a beat of the default."""
    return next(pose for pose in rehearsed().poses if pose.beat == beat and pose.last)


def texts(beat: str) -> list[str]:
    """What is written at the end of a beat of the default, without spaces."""
    return [word.text.replace(" ", "") for word in final(beat).words]


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
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    made = runs(max_pooling=largest, average_pooling=mean)
    beat = trained(made)
    assert beat is not None
    assert beat.variant == variant
    assert beat.values["max_pooling"] == f"{100 * sum(largest) / 400:.1f}"
    file = tmp_path / "exercises.json"
    file.touch()
    monkeypatch.setattr(telling, "SHIPPED", file)
    monkeypatch.setattr(telling, "load_exercises", lambda: made)
    found = story()
    assert found["page"].variant == page
    assert ("strong (max) does not" in found.caption("page")) == (page == "")
    row = found["page"].data["rows"][1]
    assert row["measure"] == "consistency"
    assert row["cells"][0] == (pytest.approx(sum(largest) / 400),)


def test_without_runs_the_photo_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(telling, "SHIPPED", tmp_path / "none.json")
    found = story()
    assert "trained" not in found
    row = found["page"].data["rows"][1]
    near = [found["invariance"].data["changes"][way][1] for way in (
        "max_pooling", "average_pooling", "strided_convolution")]  # fmt: skip
    assert (row["measure"], row["cells"]) == ("change", tuple((one,) for one in near))
    assert found["page"].variant == ""
    assert story(input="chelsea")["page"].variant == "strong"


def test_runs_of_too_few_networks_are_not_told() -> None:
    made = runs()
    fewer = tuple(run for run in made.runs if run.variant != "stride_before")
    assert trained(replace(made, runs=fewer)) is None


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


@pytest.mark.parametrize("name", VARIANTS)
def test_every_beat_and_figure_can_be_told(name: str) -> None:
    for beat in told(name).ids:
        for text in (told(name).caption(beat), told(name).alt(beat)):
            assert text
            assert not re.search(r"[{}]|  |\bnan\b|\binf\b", text), text
        assert len(re.findall(r"[.?](?= |$)", told(name).caption(beat))) <= 2
    for figure in discover()["pooling_vs_strided"].figures:
        assert not re.search(r"[{}]|  |\bnan\b", told(name).figure_alt(figure))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_story_goes_through_json_and_pickle(name: str) -> None:
    for back in (Story.from_json(told(name).to_json()), pickle.loads(pickle.dumps(told(name)))):
        assert back.to_json() == told(name).to_json()


@pytest.mark.parametrize("name", PLAYED)
def test_everything_can_be_read(name: str) -> None:
    played = rehearsed(name)
    assert {pose.beat: faults(pose) for pose in played.poses if faults(pose)} == {}
    for beat, seconds in played.seconds.items():
        caption = played.scene.story.caption(beat)
        assert len(caption) / seconds <= FASTEST_CAPTION, caption
        assert seconds >= len(caption) / READING_SPEED
        assert abs(seconds / TICK - round(seconds / TICK)) < 1e-6


def test_the_default_lasts_between_sixty_and_a_hundred_seconds() -> None:
    assert 60 <= sum(rehearsed().seconds.values()) <= 100


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
    if "trained" not in told():
        pytest.skip("the long run goes on")
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
    tints = DARK.value_colours(moved, float(min(0, data["map"].min())), float(data["map"].max()))
    shown = scene.moving.picture.pixel_array[..., :3]
    assert np.array_equal(shown, np.rint(tints * 255))


def test_counting_looks_at_what_ships() -> None:
    assert counting.NETWORK == "vgg16"
    assert told()["learnable"].values["list"].startswith("pool1 36,928, pool2 147,584")


def test_golden_frames(tmp_path: Path, regenerate_golden: bool) -> None:
    """Of beats that show nothing of the long runs."""
    shown = ("hook", "learnable", "invariance", "sharpness")
    some = replace(told(), beats=tuple(told()[beat] for beat in shown))
    frames = final_poses(SheetJob(some, DARK), Quality(640, 360, 15))
    picture = tmp_path / "frame.png"
    for beat in ("learnable", "invariance", "sharpness"):
        frames[beat].convert("RGB").save(picture)
        name = f"frames/pooling_vs_strided-{beat}-dark"
        check_golden(picture, name, tolerance=0.004, regenerate=regenerate_golden)
