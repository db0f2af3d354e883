"""The network that ships computes what PyTorch does: recorded, and beside a live one."""

import numpy as np
import pytest

from pooling.forward import forward
from pooling.hierarchy import see
from pooling.planes import Array
from pooling.trained import load_trained
from pooling.weights import random_weights
from pooling.zoomnet import zoomnet

# PyTorch 2.13.0 with the weights and image of `drawn`, on one core of a CPU.
RECORDED = {"conv1.relu": 23948.7513568, "conv2_2.relu": 14663.0692911,
            "conv3_2.relu": 7772.5584367, "conv4_2.relu": 2277.9392278}  # fmt: skip
"""The sum of all values of each depth."""
SCORES = [1.0460233688, 0.6979302764, 0.4471906722, 0.1162584722, 1.2089929581]


def test_recorded_agreement() -> None:
    network = zoomnet(5)
    weights = random_weights(network, np.random.default_rng(3))
    image = np.sin(np.arange(3 * 37 * 50.0)).reshape(3, 37, 50).astype(np.float32)
    outputs = forward(network, weights, image, [*RECORDED, "classes"])
    for layer, total in RECORDED.items():
        assert outputs[layer].sum(dtype=np.float64) == pytest.approx(total, rel=1e-6)
    np.testing.assert_allclose(outputs["classes"].ravel(), SCORES, rtol=1e-4)


@pytest.mark.torch
def test_live_agreement(photos: list[Array]) -> None:
    mirror = pytest.importorskip("tests.networks.torch_mirror", exc_type=ImportError)
    shipped = load_trained()
    for photo in photos:
        sight = see(shipped, photo)
        x = mirror.torch.from_numpy(shipped.prepared(sight.working)[None])
        with mirror.torch.no_grad():
            theirs = mirror.run(shipped.network, shipped.weights, x)
        for layer, maps in sight.maps.items():
            wanted = theirs[layer][0].numpy()
            assert np.abs(maps - wanted).max() <= 1e-4 * np.abs(wanted).max()
