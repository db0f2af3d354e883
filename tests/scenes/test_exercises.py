"""The five exercises: what the story tells, and whether the stage shows exactly that."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pooling import to_levels
from pooling.hierarchy import see
from pooling.measured import (
    Exercises,
    MaxPoolingComparison,
    Setting,
    load_exercises,
    load_max_pooling,
)
from pooling.measured.networks import VARIANTS as NETWORKS
from pooling.measured.networks import exercise_network
from pooling.measured.store import write_results
from scenes.beats import Beat, load_texts
from scenes.inputs import InputError, read_input
from scenes.networks import read_trained
from scenes.topics.exercises import story as telling
from scenes.topics.exercises.parts import parts
from scenes.topics.exercises.rows import axis, rows, whole_rounds
from scenes.topics.exercises.story import SWAPS, story
from tests.scenes.rehearsal import Pose
from tests.scenes.staging import Staging
from tests.scenes.variants.exercises import RUNS, USUAL, made_up

on_stage = Staging("exercises")
told, rehearsed, texts, final = (
    on_stage.told, on_stage.rehearsed, on_stage.texts, on_stage.final,
)  # fmt: skip


def test_the_captions() -> None:
    found = told("three seeds")
    assert {beat: found.caption(beat) for beat in found.ids if beat != "maps"} == {
        "hook": "One small network, five questions. "
        "We swap one part at a time, train anew, and count.",
        "by_hand": "First: max pooling by hand. "
        "All 1,884,512 values are PyTorch's, in 0.20 to 0.31 of its time.",
        "average": "Second: swap max for the mean. "
        "81.2 % right is within the spread; after a shift 84.0 % keep their class, max 82.0 %.",
        "before": "Third: no pooling, the convolution before steps by two. "
        "2.0 points worse, for 8.33 of 14.7 million multiply-adds.",
        "strided": "Or a strided convolution. "
        "80.8 % right is within the spread; after a shift 82.2 % keep their class, max 82.0 %.",
        "blur": "Or max, then blur, then step. "
        "1.4 points better, and after a shift 85.3 % keep their class.",
        "head": "Fifth: a dense head. Its gap is wider, 8.0 points, GAP's 6.0; "
        "new pictures: within the spread.",
        "page": "All of it on one page, 3 seeds each: small runs, honest spreads. "
        "CIFAR-10, JPEG copy, 7 epochs.",
    }
    assert found.caption("maps") == (
        "Fourth: look inside a trained network. "
        "From edges to whole things, each cell sees 7, then 70 pixels."
    )


@pytest.mark.parametrize(
    ("name", "variants"),
    {
        "three seeds": "within less within more more_within",
        "one seed": "once once once once once",
        "all better": "more more more more less_more",
        "all worse": "less less less less more_less",
        "all alike": "within within within within within_within",
    }.items(),
)
def test_words_follow_the_numbers(name: str, variants: str) -> None:
    beats = [*SWAPS, "head"]
    assert " ".join(told(name)[beat].variant for beat in beats) == variants


def test_one_run_claims_no_spread() -> None:
    said = " ".join(told("one seed").caption(beat) for beat in told("one seed").ids)
    assert "spread" not in said
    assert "one run" in said


def forms(beat: str) -> list[str]:
    """Every form of a beat's text."""
    table = load_texts("exercises")[beat]
    return ["", *[key for key, value in table.items() if not isinstance(value, str)]]


@pytest.mark.parametrize(
    "beat", ["by_hand", "average", "before", "strided", "blur", "maps", "head", "page"]
)
def test_every_form_can_be_said(beat: str) -> None:
    found = told("three seeds")
    for variant in forms(beat):
        said = replace(found, beats=(replace(found[beat], variant=variant),)).caption(beat)
        assert not re.search(r"[{}]|  ", said), said
        assert len(re.findall(r"[.?](?= |$)", said)) <= 2
        assert len(said) <= 125, said


def check_rows(found: tuple[dict[str, Any], ...], runs: Exercises) -> None:
    """Every number of every row is that of the runs."""
    assert [row["variant"] for row in found] == [variant.name for variant in runs.variants]
    for row in found:
        each = runs.of(row["variant"])
        for key, measure in (
            ("test", "test_accuracy"),
            ("train", "train_accuracy"),
            ("shift", "shift_consistency"),
            ("gap", "gap"),
        ):
            assert row[key] == pytest.approx([100 * getattr(run, measure) for run in each])
        assert row["cpu_seconds"] == tuple(run.cpu_seconds for run in each)
        assert row["means"]["test"] == f"{np.mean(row['test']):.1f}"
        account = (each[0].parameters, each[0].multiply_adds)
        assert (row["parameters"], row["multiply_adds"]) == account


@pytest.mark.parametrize("name", RUNS)
def test_rows_are_the_runs(name: str) -> None:
    check_rows(told(name)["page"].data["rows"], RUNS[name])


def test_the_runs_that_ship_are_told() -> None:
    found = story()
    check_rows(found["page"].data["rows"], whole_rounds(load_exercises()))
    assert found["average"].values["data"] == "CIFAR-10, JPEG copy"
    assert " ".join(found.ids) == "hook by_hand average before strided blur maps head page"


def test_only_seeds_that_every_network_was_run_with_are_told() -> None:
    base = made_up(3).of("max_pooling")
    others = tuple(run for run in made_up(2).runs if run.variant != "max_pooling")
    found = rows(whole_rounds(replace(made_up(2), runs=(*base, *others))))
    assert {len(row["test"]) for row in found} == {2}


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([79.3, 82.7], (79, 80, 81, 82, 83)),
        ([81.5, 81.6], (81.5, 82)),
        ([0.0, 90.0], (0, 20, 40, 60, 80, 100)),
        ([5.0], (5, 5.5)),
        ([-1.2, 3.9], (-2, 0, 2, 4)),
    ],
)
def test_axes_have_round_ends_that_hold_all(values: list[float], ticks: tuple[float, ...]) -> None:
    found = axis(values)
    assert found["low"] <= min(values) <= max(values) <= found["high"]
    assert found["ticks"] == ticks


def test_the_drawn_networks_are_those_that_were_run() -> None:
    for variant in NETWORKS:
        shapes = exercise_network(variant.name).shapes()
        found = parts(variant.name)
        for stack in found["stacks"]:
            assert shapes[stack["name"]] == (stack["maps"], stack["rows"], stack["rows"])
    assert [parts(variant.name)["joints"][0] for variant in NETWORKS] == [
        "max", "mean", "none", "strided", "max_blur", "max",
    ]  # fmt: skip
    assert [parts(variant.name)["head"] for variant in NETWORKS] == ["gap"] * 5 + ["dense"]
    steps = [stack["steps"] for stack in parts("stride_before")["stacks"]]
    assert steps == [2, 1, 2, 1, 2, 1]


def compared(*settings: tuple[int, int, float, float]) -> Beat:
    """The beat of comparisons: equal values, all values, own and PyTorch's seconds."""
    made = tuple(
        Setting("maps", (1, 2, 4, 4), 2, 2, 0, equal, values, own, torch)
        for equal, values, own, torch in settings
    )
    return telling._by_hand(MaxPoolingComparison(1, 1, {"torch": "2.1+cpu"}, made))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ([(8, 8, 1.0, 2.0)], "All 8 values are PyTorch's, in 0.50 to 0.50 of its time."),
        ([(8, 8, 3.0, 2.0)], "All 8 values are PyTorch's, at 1.50 to 1.50 times its time."),
        ([(8, 8, 3.0, 2.0), (8, 8, 1.0, 2.0)], "All 16 values are PyTorch's, at 0.50 to 1.50"),
        ([(7, 8, 1.0, 2.0)], "7 of 8 values are PyTorch's"),
    ],
)
def test_words_on_pooling_by_hand(settings: Any, said: str) -> None:
    assert said in replace(told("three seeds"), beats=(compared(*settings),)).caption("by_hand")


def test_pooling_by_hand_is_told_as_measured() -> None:
    found, measured = told("three seeds")["by_hand"].data, load_max_pooling()
    assert found["equal"] == found["values"] == sum(s.values for s in measured.settings)
    assert [s["ratio"] for s in found["settings"]] == [s.ratio for s in measured.settings]
    assert [s["told"] for s in found["settings"]] == ["0.31", "0.21", "0.20", "0.26"]


def test_maps_are_those_of_the_network_that_ships() -> None:
    data = told("chelsea")["maps"].data
    sight = see(read_trained(None), read_input("chelsea").array)
    assert len(data["depths"]) == 4
    for depth in data["depths"]:
        plane = sight.maps[depth["layer"]][depth["unit"]]
        assert np.array_equal(depth["levels"], to_levels(plane, 255, highest=float(plane.max())))
        top, left, bottom, right = depth["seen"]
        assert depth["crop"].shape[:2] == (bottom - top, right - left) == depth["size"]
        inside = data["photo"][max(top, 0) : bottom, max(left, 0) : right]
        there = depth["crop"][..., 3] > 0
        assert np.array_equal(depth["crop"][there][:, :3], inside.reshape(-1, 3))


def test_a_photo_without_anything_to_see_is_told() -> None:
    found = story(input=np.zeros((40, 50, 3), np.uint8))
    assert len(found["maps"].data["depths"]) == 4
    assert not re.search(r"nan|[{}]", found.alt("maps"))


def bad(case: str, folder: Path) -> dict[str, Any]:
    path = folder / "results.json"
    match case:
        case "a table":
            return {"input": [[1, 2], [3, 4]]}
        case "no file":
            return {"results": str(folder / "none.json")}
        case "no whole round":
            write_results(path, made_up(1, names=("max_pooling", "dense_head")).written())
        case "other networks":
            few = made_up(1, names=("max_pooling",))
            write_results(path, replace(few, variants=few.variants[:1]).written())
        case "damaged":
            path.write_text("{", encoding="utf-8")
    return {"results": str(path)}


@pytest.mark.parametrize(
    ("case", "said"),
    {
        "a table": "maps are shown of a photo",
        "no file": "none.json is missing",
        "no whole round": "no seed was run with every network",
        "other networks": "the exercises tell of max_pooling, average_pooling",
        "damaged": "damaged",
    }.items(),
)
def test_bad_input_is_refused_in_one_line(case: str, said: str, tmp_path: Path) -> None:
    with pytest.raises((ValueError, InputError)) as found:
        story(**bad(case, tmp_path))
    assert said in str(found.value)
    assert "\n" not in str(found.value)


def test_every_label_is_used() -> None:
    folder = Path(telling.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    built = r"question\d|head_\w+|(provenance|legend)_once|" + "|".join(USUAL)
    for label in load_texts("exercises")["labels"]:
        assert f'"{label}' in source or re.match(built, label), label


def test_the_numbers_on_screen_are_the_runs() -> None:
    def found(beat: str) -> set[str]:
        return set(texts(beat, "three seeds"))

    assert {"1,884,512of1,884,512valuesequal", "0.31×", "0.21×"} <= found("by_hand")
    assert {"0.0475ms", "0.153ms", "2×2,stride2"} <= found("by_hand")
    assert {"≈", "+2.0", "−2.0", "−3.3", "+1.4", "+3.3"} <= found("blur")
    assert "CIFAR-10,JPEGcopy·7epochs·3seedseach" in found("blur")
    assert {"−6.0points", "−8.0points", "156,906parameters"} <= found("head")
    assert {"157k", "224k", "354k", "14.7M", "8.3M", "19.0M", "101s"} <= found("page")
    assert "128×192" in found("maps")
    single = texts("blur", "one seed")
    assert "≈" not in single
    assert "CIFAR-10,JPEGcopy·7epochs·oneruneach" in single


@pytest.mark.parametrize("name", ["three seeds", "all worse"])
def test_every_dot_stands_at_its_seeds_value(name: str) -> None:
    scene = rehearsed(name).scene
    found = scene.story["page"].data["rows"]
    for k, axis_of in enumerate(scene.axes):
        dots = [dot for row in scene.rows for dot in row[k]]
        values = [value for row in found[:5] for value in row[axis_of.key]]
        on_one_line([dot.get_x() for dot in dots], values)
        numbers = ticks(final("blur", name), axis_of.left, axis_of.right)
        assert set(numbers) == set(axis_of.scale["ticks"])
        on_one_line(
            [*[dot.get_x() for dot in dots], *numbers.values()], [*values, *numbers], nearly=0.02
        )
    for dots, key in zip(scene.page_dots, ("test", "shift", "gap"), strict=True):
        places = [dot.get_x() for row in dots for dot in row]
        on_one_line(places, [value for row in found for value in row[key]])


def ticks(pose: Pose, left: float, right: float) -> dict[float, float]:
    """The numbers under an axis, and where their middles stand."""
    numbers = [word for word in pose.words if re.fullmatch(r"\d+(\.5)?", word.text)]
    lowest = min(word.bottom for word in numbers)
    middles = [(float(word.text), (word.left + word.right) / 2, word.bottom) for word in numbers]
    return {
        value: x
        for value, x, foot in middles
        if foot < lowest + 0.05 and left - 0.1 <= x <= right + 0.1
    }


def on_one_line(places: list[float], values: list[float], nearly: float = 1e-6) -> None:
    """Places grow with the values, in proportion."""
    assert len(places) == len(values)
    slope, foot = np.polyfit(values, places, 1)
    assert slope > 0
    assert np.allclose(places, np.array(values) * slope + foot, atol=nearly)


def test_runs_fall_from_learned_to_new_pictures() -> None:
    scene = rehearsed("three seeds").scene
    fallen = [line for lines in scene.falls for line in lines]
    ends = [line.get_start()[0] for line in fallen] + [line.get_end()[0] for line in fallen]
    found = scene.story["head"].data["rows"]
    on_one_line(ends, [share for key in ("train", "test") for row in found for share in row[key]])


def test_bars_and_races_are_to_scale() -> None:
    scene = rehearsed("three seeds").scene
    for bars, key in zip(scene.page_bars, ("parameters", "multiply_adds", "seconds"), strict=True):
        values = [row[key] for row in scene.story["page"].data["rows"]]
        assert [bar.width / bars[0].width for bar in bars] == pytest.approx(
            [value / values[0] for value in values]
        )
    for race, setting in zip(scene.races, load_max_pooling().settings, strict=True):
        own, torch = (bar.width for bar in race)
        assert own / torch == pytest.approx(setting.ratio)


def test_sheets_are_to_scale_and_the_swap_leaves_no_other_network() -> None:
    scene = rehearsed("three seeds").scene
    net = scene.net  # the dense head's
    heights = [np.ptp(stack[0].get_vertices()[[0, 3], 1]) for stack in net.stacks]
    rows_of = [stack["rows"] for stack in net.parts["stacks"]]
    assert np.array(heights) / heights[0] == pytest.approx(np.array(rows_of) / rows_of[0])
    assert net.parts["head"] == "dense"
