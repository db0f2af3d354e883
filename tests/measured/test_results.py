"""The results that ship are whole, and files that are not are refused in one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from pooling.measured import (
    ExerciseRun,
    Exercises,
    ShiftTest,
    Spread,
    Variant,
    load_exercises,
    load_max_pooling,
)
from pooling.measured.networks import VARIANTS, exercise_network
from pooling.measured.store import write_results
from pooling.receptive_field import receptive_field
from pooling.training.exercises import SHIFT


def run(variant: str = "max_pooling", seed: int = 0, **other: Any) -> ExerciseRun:
    numbers: dict[str, Any] = {
        "epochs": 7, "train_right": 90, "train_count": 100, "test_right": 16, "test_count": 20,
        "shift_same": 30, "shift_pairs": 40, "parameters": 5, "multiply_adds": 6,
        "cpu_seconds": 2.5, "versions": {"python": "3.11"},
    }  # fmt: skip
    return ExerciseRun(variant, seed, **(numbers | other))


def results(*runs: ExerciseRun) -> Exercises:
    return Exercises(
        "CIFAR-10, JPEG copy", ("cat", "dog"), {"epochs": 7}, ShiftTest(), 2, 1,
        (Variant("max_pooling", 0, "as it is"), Variant("dense_head", 5, "dense")), runs,
    )  # fmt: skip


def test_round_trip_and_rates(tmp_path: Path) -> None:
    made = results(run(), run(seed=1, test_right=18), run("dense_head", train_right=100))
    path = tmp_path / "exercises.json"
    write_results(path, made.written())
    assert load_exercises(path) == made
    assert [child.name for child in tmp_path.iterdir()] == ["exercises.json"]
    first = made.runs[0]
    assert (first.train_accuracy, first.test_accuracy, first.shift_consistency) == (0.9, 0.8, 0.75)
    assert first.gap == pytest.approx(0.1)
    assert made.seeds == (0,)


def test_spread_over_seeds() -> None:
    made = results(
        run(test_right=14), run(seed=1, test_right=16), run(seed=2, test_right=18),
        run("dense_head", 0, test_right=10), run("dense_head", 2, test_right=15),
    )  # fmt: skip
    spread = made.spread("max_pooling", "test_accuracy")
    assert spread.values == (0.7, 0.8, 0.9)
    assert spread.mean == pytest.approx(0.8)
    assert (spread.low, spread.high) == (0.7, 0.9)
    assert spread.deviation == pytest.approx(0.1)
    assert made.spread("max_pooling", lambda one: one.seed).values == (0, 1, 2)
    difference = made.difference("dense_head", "test_accuracy")
    assert difference.values == pytest.approx((-0.2, -0.15))
    assert spread.overlaps(made.spread("dense_head", "test_accuracy"))
    assert not Spread((1, 2)).overlaps(Spread((2.1,)))
    assert Spread((3,)).deviation == 0
    with pytest.raises(ValueError, match="runs are of max_pooling, dense_head, got 'other'"):
        made.of("other")


def wrong(values: dict[str, Any], case: str) -> None:
    first = values["runs"][0]
    match case:
        case "a rate that its counts do not make":
            first["test_accuracy"] = 0.9
        case "more right than there are":
            first["test_right"] = 21
        case "a seed twice":
            values["runs"].append(first)
        case "not sorted":
            values["runs"].reverse()
        case "an unknown variant":
            first["variant"] = "median"
        case "a field missing":
            del first["cpu_seconds"]
        case "a field of another type":
            first["parameters"] = "many"
        case "a truth for a number":
            first["seed"] = True
        case "other epochs":
            first["epochs"] = 6
        case "another network":
            first["parameters"] = 9
        case "other pairs":
            values["shift"]["pairs"] = 3
        case "no runs":
            del values["runs"]
        case "a run that is none":
            values["runs"][0] = 3
        case "nothing learned":
            first["parameters"] = 0


@pytest.mark.parametrize(
    ("case", "message"),
    {
        "a rate that its counts do not make": "its counts say otherwise",
        "more right than there are": "counts 21 of 20",
        "a seed twice": "no seed there twice",
        "not sorted": "must be sorted",
        "an unknown variant": "of none of max_pooling, dense_head",
        "a field missing": "missing: cpu_seconds",
        "a field of another type": "parameters of a run in exercises.json is int, got 'many'",
        "a truth for a number": "seed of a run in exercises.json is int, got True",
        "other epochs": "made alike",
        "another network": "different networks",
        "other pairs": "its pictures need 60",
        "no runs": "needs lists",
        "a run that is none": "must be an object, got 3",
        "nothing learned": "above 0",
    }.items(),
)
def test_refusals(case: str, message: str, tmp_path: Path) -> None:
    values = json.loads(json.dumps(results(run(), run(seed=1)).written()))
    wrong(values, case)
    path = tmp_path / "exercises.json"
    write_results(path, values)
    with pytest.raises(ValueError, match=message) as caught:
        load_exercises(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000, "\0"])
def test_files_that_are_no_results(content: str, tmp_path: Path) -> None:
    path = tmp_path / "exercises.json"
    with pytest.raises(ValueError, match="is missing: measure with"):
        load_exercises(path)
    path.write_text(content, encoding="utf-8")
    for load in (load_exercises, load_max_pooling):
        with pytest.raises(ValueError, match=r"damaged|must hold one object"):
            load(path)


def test_the_comparison_that_ships() -> None:
    """Every value of every setting is PyTorch's."""
    found = load_max_pooling()
    assert found.threads == 1
    assert found.versions.keys() == {"python", "numpy", "pillow", "torch"}
    assert len(found.settings) == 4
    for setting in found.settings:
        assert setting.equal == setting.values > 1000
        assert setting.ratio == setting.own_seconds / setting.torch_seconds > 0


def test_the_networks_are_alike_but_for_one_thing() -> None:
    accounts = {v.name: receptive_field(exercise_network(v.name)) for v in VARIANTS}
    base = accounts["max_pooling"]
    assert (base.parameters, base.multiply_adds) == (156_906, 14_746_560)
    for name in ("average_pooling", "max_blur_pooling", "stride_before"):
        assert accounts[name].parameters == base.parameters
    stepping = 9 * (3 * 32 * 32**2 + 48 * 48 * 16**2 + 64 * 64 * 8**2)
    assert accounts["stride_before"].multiply_adds == 14_746_560 - stepping * 3 // 4 == 8_332_224
    more = 9 * (32 * 32 + 48 * 48 + 64 * 64) + 2 * (32 + 48 + 64)
    assert accounts["strided_convolution"].parameters == base.parameters + more == 224_010
    head = (96 * 16 + 1) * 128 + (128 + 1) * 10
    assert accounts["dense_head"].parameters == base.parameters - 970 + head == 353_962
    assert {account["conv4_1"].output for account in accounts.values()} == {(96, 4, 4)}
    with pytest.raises(ValueError, match="a variant is one of"):
        exercise_network("median")


def test_the_runs_that_ship() -> None:
    """Three seeds or more of each variant, on all of CIFAR-10, of the networks of this project."""
    found = load_exercises()
    assert found.data == "CIFAR-10, JPEG copy"
    assert found.variants == VARIANTS
    assert found.shift == SHIFT
    assert len(found.seeds) >= 3
    assert len(found.runs) == len(VARIANTS) * len(found.seeds)
    for one in found.runs:
        account = receptive_field(exercise_network(one.variant))
        assert (one.parameters, one.multiply_adds) == (account.parameters, account.multiply_adds)
        assert (one.train_count, one.test_count, one.shift_pairs) == (50_000, 10_000, 20_000)
        assert one.epochs == found.recipe["epochs"] == 7
        assert 0.5 < one.test_accuracy < one.train_accuracy < 1
        assert 0.5 < one.shift_consistency < 1
