"""Pictures of the atlas excite whom they are drawn for; a person's list and a stop are met."""

import json
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from pooling.forward import forward
from pooling.trained import Trained, save_trained
from pooling.training.curated import read_curated
from pooling.training.measure import activation_quantiles
from pooling.training.pictures import Pictures
from pooling.weights import random_weights
from pooling.zoomnet import zoomnet

torch = pytest.importorskip("torch", exc_type=ImportError)
atlas = import_module("pooling.training.atlas")
preferred = import_module("pooling.training.preferred")
module = import_module("pooling.training.module")
pytestmark = pytest.mark.torch

QUICK = preferred.Making(size=32, steps=12, move=3)


@pytest.fixture(scope="module")
def trained() -> Trained:
    torch.set_num_threads(1)
    network = zoomnet(2)
    plain = Trained(network, random_weights(network, np.random.default_rng(1)), ("cat", "dog"))
    layers = ["conv2_2.relu", "conv3_2.relu", "conv4_2.relu"]
    quantiles = activation_quantiles(plain, noise(4), layers)
    return Trained(network, plain.weights, plain.classes, quantiles=quantiles)


def noise(count: int) -> Pictures:
    rng = np.random.default_rng(7)
    images = rng.integers(0, 256, (count, 3, 64, 64), dtype=np.uint8)
    return Pictures(images, np.arange(count) % 2, ("cat", "dog"))


def curated(folder: Path, text: str) -> Path:
    path = folder / "curated.toml"
    path.write_text(text)
    return path


def test_a_preferred_picture_excites_its_unit_far_more_than_random_pictures(
    trained: Trained,
) -> None:
    learner = module.taught(trained)
    strong = trained.quantiles["conv2_2.relu"][[5], -1]
    answer = preferred.units(learner, "conv2_2", [5], strong)
    made = preferred.preferred(answer, 1, np.eye(3), preferred.Making(size=32, steps=60, move=3))
    pictures = np.concatenate([made, np.random.default_rng(0).random((20, 3, 32, 32))])
    batch = np.stack([trained.prepared(picture.transpose(1, 2, 0)) for picture in pictures])
    maps = forward(trained.network, trained.weights, batch, ["conv2_2.relu"])["conv2_2.relu"]
    answers = maps[:, 5].mean((1, 2))
    assert answers[0] > 2 * answers[1:].max()


def test_a_stopped_atlas_goes_on_and_another_list_changes_only_its_own(
    trained: Trained, tmp_path: Path
) -> None:
    folder = tmp_path / "atlas"
    empty = read_curated(curated(tmp_path, ""), trained)
    plan = atlas.planned(trained, noise(6), empty, 1, QUICK)
    assert [subject.layer for subject in plan.subjects] == [
        "conv2_2.relu", "conv3_2.relu", "conv4_2.relu", "classes", "classes"
    ]  # fmt: skip
    assert atlas.draw_atlas(trained, plan, folder, {"weights": "a"}) == 5
    (folder / "class-dog.webp").unlink()
    kept = (folder / "class-cat.webp").read_bytes()
    assert atlas.draw_atlas(trained, plan, folder, {"weights": "a"}) == 1
    assert (folder / "class-cat.webp").read_bytes() == kept
    old = plan.subjects[0].place
    text = 'classes = ["dog"]\n[words."conv2_2.relu"]\n63 = "dots"\n'
    text += f'[without]\n"conv2_2.relu" = [{old}]'
    fuller = atlas.planned(
        trained, noise(6), read_curated(curated(tmp_path, text), trained), 1, QUICK
    )
    assert atlas.draw_atlas(trained, fuller, folder, {"weights": "a"}) == 1
    index = json.loads((folder / "atlas.json").read_text())
    assert index["words"] == {"conv2_2.relu": {"63": "dots"}, "classes": {"1": "dog"}}
    files = {entry["file"] for entry in index["pictures"]}
    assert "conv2_2.relu-63.webp" in files
    assert {path.name for path in folder.iterdir()} == {*files, "atlas.json"}
    with Image.open(folder / "class-dog.webp") as picture:
        assert picture.size == (32, 32)
    assert atlas.draw_atlas(trained, fuller, folder, {"weights": "b"}) == len(fuller.subjects)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("classes = [", "cannot be read"),
        ("words = 3", "cannot be read"),
        ("colours = 3", "no entry is called colours"),
        ('classes = ["bird"]', "no class 'bird'"),
        ('[words."conv2_2.relu"]\n64 = "x"', "units 0 to 63, got 64"),
        ('[words."conv9"]\n4 = "x"', "no layer 'conv9'"),
    ],
)
def test_a_list_that_is_wrong_is_refused(
    trained: Trained, tmp_path: Path, text: str, error: str
) -> None:
    with pytest.raises(ValueError, match=error):
        read_curated(curated(tmp_path, text), trained)


def test_the_command_tells_what_is_wrong_in_one_line(trained: Trained, tmp_path: Path) -> None:
    weights = tmp_path / "zoomnet.npz"
    save_trained(weights, trained)
    main = import_module("pooling.training.make_atlas").main
    told = CliRunner().invoke(main, [str(tmp_path), "--weights", str(weights)])
    assert told.exit_code == 1
    assert told.output.startswith("Error: ")
    assert "has no pictures under train/CLASS/" in told.output
