"""A tiny network learns from a few pictures; what it learned is packed and computes the same."""

import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from pooling.forward import forward
from pooling.layers import Conv2d, Dense, GlobalPool, MaxPool2d, Normalisation
from pooling.network import Network
from pooling.planes import Array
from pooling.trained import LEVELS, Trained, load_trained
from pooling.training.measure import accuracy_of, activation_quantiles, scores_of
from pooling.training.pictures import Pictures, read_pictures
from pooling.training.recipe import Recipe
from pooling.weights import random_weights
from pooling.zoo.sketch import Sketch
from pooling.zoomnet import SIZE, zoomnet

torch = pytest.importorskip("torch", exc_type=ImportError)
fit = import_module("pooling.training.fit")
module = import_module("pooling.training.module")
augment = import_module("pooling.training.augment")
pytestmark = pytest.mark.torch

TWO_EPOCHS = Recipe(epochs=2, batch_size=8, rate=0.05, averaging=0.9)


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> None:
    torch.set_num_threads(1)  # tiny arrays: threads would only wait for each other


def small_net() -> Network:
    net = Sketch("small", (3, 16, 16), norm=Normalisation(), padding=1)
    net.conv("conv1", 6, 3)
    net.add("pool1", MaxPool2d(2))
    net.conv("conv2", 8, 3)
    net.add("gap", GlobalPool())
    net.add("classes", Dense(2))
    return net.network()


def learner(seed: int = 0) -> Any:
    torch.manual_seed(seed)
    return module.Learner(small_net())


def stripes(count: int, size: int = 16) -> Pictures:
    """Lying stripes are of one class, standing stripes of the other."""
    rng = np.random.default_rng(count)
    labels = np.arange(count) % 2
    waves = np.sin(np.arange(size) * rng.uniform(0.8, 1.6, (count, 1)) + rng.uniform(0, 6))
    lying = np.broadcast_to(waves[:, None, :, None], (count, 3, size, size))
    images = np.where(labels[:, None, None, None] == 0, lying, lying.swapaxes(2, 3))
    return Pictures((127 + 100 * images).astype(np.uint8), labels, ("lying", "standing"))


def class_folders(folder: Path, counts: dict[str, int]) -> Path:
    for part, count in counts.items():
        pictures = stripes(count, SIZE)
        for place, (image, label) in enumerate(zip(pictures.images, pictures.labels, strict=True)):
            path = folder / part / pictures.classes[label] / f"{place}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(image.transpose(1, 2, 0)).save(path)
    return folder


def zipped(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*.png")):
            archive.write(path, path.relative_to(folder))
    return target


def learned(outcome: Any) -> dict[str, Array]:
    return {name: values.numpy() for name, values in outcome.learner.state_dict().items()}


def test_it_learns_lying_from_standing_stripes() -> None:
    lines: list[str] = []
    recipe = replace(TWO_EPOCHS, epochs=4, rate=0.2, averaging=0.5)
    outcome = fit.fit(learner(), stripes(64), stripes(20), recipe, None, report=lines.append)
    assert outcome.test_accuracy == 1
    assert len(lines) == 4
    assert lines[-1].startswith("epoch 4 of 4: loss ")


@pytest.mark.parametrize("steps", [1, 2, 3, 9, 10, 11, 20])
def test_so_few_steps_are_taken_that_the_rate_hardly_rises(steps: int) -> None:
    short = replace(TWO_EPOCHS, epochs=steps)
    outcome = fit.fit(learner(), stripes(8), stripes(4), short, None, report=lambda _: None)
    assert all(np.isfinite(values).all() for values in learned(outcome).values())


def test_a_stopped_run_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    train, test = stripes(24), stripes(4)
    changes = augment.Augment()
    whole = fit.fit(learner(), train, test, TWO_EPOCHS, changes)
    stopped = tmp_path / "stopped.pt"

    class StopError(Exception):
        pass

    def stop(line: str) -> None:
        raise StopError(line)

    with pytest.raises(StopError, match="epoch 1 of 2"):
        fit.fit(learner(), train, test, TWO_EPOCHS, changes, stopped, stop)
    resumed = fit.fit(learner(seed=5), train, test, TWO_EPOCHS, changes, stopped)
    for name, values in learned(whole).items():
        assert np.array_equal(values, learned(resumed)[name]), name
    assert not stopped.with_suffix(".part").exists()


def test_what_does_not_go_on_is_refused(tmp_path: Path) -> None:
    train, checkpoint = stripes(8), tmp_path / "zoomnet.pt"
    one = replace(TWO_EPOCHS, epochs=1)
    fit.fit(learner(), train, train, one, None, checkpoint)
    with pytest.raises(ValueError, match="its own recipe"):
        fit.fit(learner(), train, train, TWO_EPOCHS, None, checkpoint)
    with pytest.raises(ValueError, match="another network or other classes"):
        fit.fit(module.Learner(zoomnet(3)), train, train, one, None, checkpoint)
    with pytest.raises(ValueError, match="a step takes 8 pictures, got 4"):
        fit.fit(learner(), stripes(4), train, one, None)
    checkpoint.write_bytes(checkpoint.read_bytes()[:500])
    with pytest.raises(ValueError, match="is no checkpoint, or is damaged"):
        fit.fit(learner(), train, train, one, None, checkpoint)


def test_folding_changes_no_score() -> None:
    outcome = fit.fit(learner(), stripes(16), stripes(4), TWO_EPOCHS, None)
    images = stripes(6).images.astype(np.float32) / 128 - 1
    with torch.no_grad():
        expected = outcome.learner(torch.from_numpy(images)).numpy()
    bare = Sketch("small", (3, 16, 16), padding=1)
    bare.conv("conv1", 6, 3)
    bare.add("pool1", MaxPool2d(2))
    bare.conv("conv2", 8, 3)
    bare.add("gap", GlobalPool())
    bare.add("classes", Dense(2))
    found = forward(bare.network(), module.folded(outcome.learner), images)["classes"]
    np.testing.assert_allclose(found[:, :, 0, 0], expected, rtol=1e-4, atol=1e-6)


def test_layers_that_cannot_learn_here_are_refused() -> None:
    uneven = Conv2d(4, 3, padding=((0, 1), (0, 1)))
    with pytest.raises(ValueError, match="padded alike on both sides"):
        module.Learner(Network.chain("uneven", (3, 8, 8), [("conv", uneven)]))
    with pytest.raises(ValueError, match="cannot be trained here"):
        module.Learner(Network.chain("odd", (3, 8, 8), [("norm", Normalisation("layer"))]))


def test_quantiles_are_those_of_all_positions() -> None:
    net = zoomnet(2)
    trained = Trained(net, random_weights(net, np.random.default_rng(3)), ("lying", "standing"))
    pictures = stripes(4, SIZE)
    found = activation_quantiles(trained, pictures, ["conv2_2.relu"])["conv2_2.relu"]
    batch = np.stack([trained.prepared(x.transpose(1, 2, 0) / 255) for x in pictures.images])
    maps = forward(net, trained.weights, batch, ["conv2_2.relu"])["conv2_2.relu"]
    for unit in (0, 7, 40):
        values = np.sort(maps[:, unit].ravel())
        expected = [values[int(np.ceil(level * values.size)) - 1] for level in LEVELS]
        np.testing.assert_allclose(found[unit], expected, rtol=0.0101, atol=1e-4)


def test_train_pack_and_evaluate_a_folder_and_its_zip(tmp_path: Path) -> None:
    folder = class_folders(tmp_path / "data", {"train": 128, "val": 12})
    archive = zipped(folder)
    for part in ("train", "val"):
        both = [read_pictures(source, part, SIZE) for source in (folder, archive)]
        assert both[0].classes == both[1].classes == ("lying", "standing")
        assert sorted(map(bytes, both[0].images)) == sorted(map(bytes, both[1].images))
    run = CliRunner().invoke
    checkpoint, packed = tmp_path / "zoomnet.pt", tmp_path / "weights" / "zoomnet.npz"
    scripts = {
        name: import_module(f"pooling.training.{name}").main
        for name in ("train_zoomnet", "pack_zoomnet", "evaluate")
    }
    told = run(
        scripts["train_zoomnet"],
        [str(archive), "--epochs", "1", "--threads", "1", "--checkpoint", str(checkpoint)],
    )
    assert told.exit_code == 0, told.output
    told = run(
        scripts["pack_zoomnet"],
        [str(folder), "--checkpoint", str(checkpoint), "-o", str(packed), "--pictures", "8"],
    )
    assert told.exit_code == 0, told.output
    trained = load_trained(packed)
    assert trained.classes == ("lying", "standing")
    assert trained.card["recipe"]["epochs done"] == 1
    assert sorted(packed.parent.iterdir()) == [packed.parent / "README.md", packed]
    test = read_pictures(folder, "val", SIZE)
    right = accuracy_of(scores_of(trained, test), test.labels)
    assert trained.card["accuracy"] == right
    told = run(scripts["evaluate"], [str(archive), "--weights", str(packed)])
    assert told.output.strip().endswith(f"{right:.4f} of 12 pictures of 2 classes")
    assert f"{right:.4f}" in (packed.parent / "README.md").read_text()
