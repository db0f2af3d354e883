"""A tiny run of the exercises' script: it measures, skips what is done, goes on after a stop."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from pooling.measured import load_exercises, load_max_pooling
from pooling.measured.networks import VARIANTS, exercise_network
from pooling.receptive_field import receptive_field
from pooling.training import run_exercises
from pooling.training.exercises import RECIPE
from pooling.training.pictures import Pictures

torch = pytest.importorskip("torch", exc_type=ImportError)
exercise_run = import_module("pooling.training.exercise_run")
module = import_module("pooling.training.module")
pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red pictures and blue ones, noisy: a step or two tell them apart."""
    folder = tmp_path_factory.mktemp("data")
    dice = np.random.default_rng(0)
    for part, count in (("train", 128), ("test", 12)):
        for name, channel in (("blue", 2), ("red", 0)):
            home = folder / part / name
            home.mkdir(parents=True)
            for number in range(count):
                pixels = dice.integers(0, 100, (32, 32, 3), np.uint8)
                pixels[..., channel] += 120
                Image.fromarray(pixels).save(home / f"{number}.png")
    return folder


def call(data: Path, home: Path, *more: str) -> Result:
    paths = ["--out", str(home / "out.json"), "--checkpoints", str(home / "runs")]
    return CliRunner().invoke(run_exercises.main, [str(data), *paths, *more])


def test_a_tiny_run_end_to_end_and_what_is_done_is_skipped(data: Path, tmp_path: Path) -> None:
    tiny = ("--epochs", "1", "--seeds", "2", "--variants", "max_pooling,stride_before")
    done = call(data, tmp_path, *tiny)
    assert done.exit_code == 0, done.output
    found = load_exercises(tmp_path / "out.json")
    assert found.data == "CIFAR-10, folders of pictures"
    assert [(run.variant, run.seed) for run in found.runs] == [
        ("max_pooling", 0), ("max_pooling", 1), ("stride_before", 0), ("stride_before", 1),
    ]  # fmt: skip
    assert {run.test_count for run in found.runs} == {24}
    assert {run.shift_pairs for run in found.runs} == {48}
    assert found.runs[0].versions["torch"].startswith(torch.__version__.partition("+")[0])
    before = (tmp_path / "out.json").read_bytes()
    again = call(data, tmp_path, *tiny)
    assert again.exit_code == 0
    assert "epoch" not in again.output
    assert (tmp_path / "out.json").read_bytes() == before


def test_a_stopped_run_goes_on(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped before it is measured: its checkpoint is there, so no epoch is run again."""
    tiny = ("--epochs", "1", "--seeds", "1", "--variants", "max_pooling")
    with monkeypatch.context() as patch:
        patch.setattr(exercise_run, "accuracy", lambda *_: 1 / 0)
        stopped = call(data, tmp_path, *tiny)
    assert isinstance(stopped.exception, ZeroDivisionError)
    assert "epoch 1 of 1" in stopped.output
    assert not (tmp_path / "out.json").exists()
    resumed = call(data, tmp_path, *tiny)
    assert resumed.exit_code == 0, resumed.output
    assert "epoch" not in resumed.output
    straight = call(data, tmp_path / "straight", *tiny)
    assert straight.exit_code == 0
    one, two = (
        json.loads((home / "out.json").read_text())["runs"][0]
        for home in (tmp_path, tmp_path / "straight")
    )
    assert one.pop("cpu_seconds") > 0 < two.pop("cpu_seconds")
    assert one == two


def test_runs_made_otherwise_are_not_mixed(data: Path, tmp_path: Path) -> None:
    tiny = ("--seeds", "1", "--variants", "stride_before")
    assert call(data, tmp_path, "--epochs", "1", *tiny).exit_code == 0
    other = call(data, tmp_path, "--epochs", "2", *tiny)
    assert other.exit_code == 1
    assert other.output.endswith(
        "Error: out.json holds runs with another recipe: name another file with --out\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--variants", "median"], "variants are max_pooling, .* got median"),
        (["--variants", ","], "got none"),
    ],
)
def test_refusals(arguments: list[str], message: str, data: Path, tmp_path: Path) -> None:
    refused = call(data, tmp_path, *arguments)
    assert refused.exit_code == 1
    assert refused.output.count("\n") == 1
    assert re.search(message, refused.output)


def test_data_is_asked_for() -> None:
    refused = CliRunner().invoke(run_exercises.main, [])
    assert "Error: the exercises learn from pictures" in refused.output


def test_the_comparison_with_pytorch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare = import_module("pooling.training.compare_max_pooling")
    monkeypatch.setattr(compare, "CALLS", 1)
    out = tmp_path / "max_pooling.json"
    done = CliRunner().invoke(run_exercises.main, ["--only", "max_pooling", "--out", str(out)])
    assert done.exit_code == 0, done.output
    found = load_max_pooling(out)
    assert [setting.equal for setting in found.settings] == [8192, 200_704, 69_984, 1_605_632]
    assert all(setting.equal == setting.values for setting in found.settings)
    assert found.settings[0].shape == (1, 32, 32, 32)


@pytest.mark.parametrize("variant", [variant.name for variant in VARIANTS])
def test_a_network_costs_what_its_module_does(variant: str) -> None:
    """Parameters and multiply-adds of the data against those that PyTorch's module really has."""
    network = exercise_network(variant)
    learner = module.Learner(network).eval()
    counted = []

    def count(layer: Any, _: Any, out: Any) -> None:
        counted.append(out[0].numel() * layer.weight[0].numel())

    for step in learner.modules():
        if isinstance(step, torch.nn.Conv2d):
            step.register_forward_hook(count)
    assert learner(torch.zeros(1, 3, 32, 32)).shape == (1, 10)
    account = receptive_field(network)
    assert sum(counted) == account.multiply_adds
    assert sum(p.numel() for p in learner.parameters()) == account.parameters


def test_crops_are_pieces_of_the_reflected_picture() -> None:
    images = np.random.default_rng(0).integers(0, 256, (30, 3, 32, 32), np.uint8)
    pictures = Pictures(images, np.zeros(30, np.int64), ("a",))
    cropped = exercise_run._cropped(pictures, np.random.default_rng(1))
    places = set()
    for image, crop in zip(images, cropped.images, strict=True):
        framed = np.pad(image, ((0, 0), (4, 4), (4, 4)), "reflect")
        found = [
            (i, j)
            for i in range(9)
            for j in range(9)
            if np.array_equal(framed[:, i : i + 32, j : j + 32], crop)
        ]
        assert len(found) == 1
        places.add(found[0])
    assert len(places) > 15


def test_pictures_are_mirrored_and_never_moved() -> None:
    x = torch.rand(40, 3, 32, 32)
    out = exercise_run.MIRRORED(x, torch.Generator().manual_seed(0))
    same = [torch.allclose(a, b, atol=1e-4) for a, b in zip(out, x, strict=True)]
    mirrored = [torch.allclose(a, b.flip(2), atol=1e-4) for a, b in zip(out, x, strict=True)]
    assert all(a != b for a, b in zip(same, mirrored, strict=True))
    assert 10 < sum(same) < 30


def test_how_all_of_them_learn() -> None:
    assert (RECIPE.epochs, RECIPE.batch_size) == (7, 256)
