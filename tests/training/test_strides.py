"""A tiny run of the script that measures learned strides, and what it refuses."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from pooling.convolve import conv2d
from pooling.measured import load_strides
from pooling.measured.strides import WAYS
from pooling.training import measure_strides, run_exercises

torch = pytest.importorskip("torch", exc_type=ImportError)
halved = import_module("pooling.training.halved")
pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noisy pictures of two colours, and a network of each of two variants that saw them once."""
    folder = tmp_path_factory.mktemp("home")
    dice = np.random.default_rng(0)
    for part, count in (("train", 128), ("test", 6)):
        for name, channel in (("blue", 2), ("red", 0)):
            place = folder / "data" / part / name
            place.mkdir(parents=True)
            for number in range(count):
                pixels = dice.integers(0, 100, (32, 32, 3), np.uint8)
                pixels[..., channel] += 120
                Image.fromarray(pixels).save(place / f"{number}.png")
    tiny = ["--epochs", "1", "--seeds", "1", "--variants", "strided_convolution,max_pooling"]
    paths = ["--out", str(folder / "runs.json"), "--checkpoints", str(folder)]
    done = CliRunner().invoke(run_exercises.main, [str(folder / "data"), *paths, *tiny])
    assert done.exit_code == 0, done.output
    return folder


def call(home: Path, checkpoint: str, out: str = "strides.json") -> Result:
    arguments = [str(home / "data"), str(home / checkpoint), "--out", str(home / out)]
    return CliRunner().invoke(measure_strides.main, arguments)


def test_end_to_end_and_again(home: Path) -> None:
    done = call(home, "strided_convolution-0.pt")
    assert done.exit_code == 0, done.output
    found = load_strides(home / "strides.json")
    assert (found.data, found.pictures) == ("CIFAR-10, folders of pictures", 12)
    assert (found.seeds, found.layers) == ((0,), ("pool1", "pool2"))
    assert done.output.count("\n") == len(found.halved) == 2 * len(WAYS)
    assert [one.cells for one in found.halved[:: len(WAYS)]] == [32, 16]
    before = (home / "strides.json").read_bytes()
    assert call(home, "strided_convolution-0.pt").exit_code == 0
    assert (home / "strides.json").read_bytes() == before


def test_another_network_is_refused_and_nothing_written(home: Path) -> None:
    for checkpoint, said in (
        ("max_pooling-0.pt", "max_pooling-0.pt is of another network"),
        ("runs.json", "is no checkpoint"),
    ):
        refused = call(home, checkpoint, "none.json")
        assert refused.exit_code == 1
        assert said in refused.output
        assert refused.output.count("\n") == 1
    assert not (home / "none.json").exists()


def test_a_learned_layer_is_run_as_the_core_would() -> None:
    """Planes in one row, picture by picture: the same numbers as the core's own convolution."""
    torch.manual_seed(0)
    layer = torch.nn.Conv2d(4, 4, 3, 2, 1)
    maps = np.random.default_rng(0).standard_normal((3, 4, 10, 10))
    out = halved._learned(maps.reshape(-1, 10, 10), layer, 4).reshape(3, 4, 5, 5)
    weight, bias = (p.detach().numpy().astype(float) for p in (layer.weight, layer.bias))
    expected = conv2d(maps, weight, stride=2, padding=1) + bias[:, None, None]
    assert out == pytest.approx(expected, abs=1e-5)
