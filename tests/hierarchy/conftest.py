"""Networks with drawn weights: what is tested here must hold whatever a network has learned."""

import numpy as np
import pytest

from pooling import zoo
from pooling.network import Network
from pooling.planes import Array
from pooling.trained import LEVELS, Trained
from pooling.weights import random_weights
from pooling.zoomnet import zoomnet

CLASSES = ("cat", "cup", "dog", "sky", "sun")


def drawn(network: Network, seed: int = 0) -> Trained:
    """A network with drawn weights, and quantiles that its activations really reach."""
    weights = random_weights(network, np.random.default_rng(seed))
    return Trained(network, weights)


@pytest.fixture(scope="session")
def photos() -> list[Array]:
    """Three photos of soft blobs, (height, width, 3), of different sizes."""
    rng = np.random.default_rng(5)
    found = []
    for height, width in ((90, 120), (128, 100), (64, 64)):
        rough = rng.random((height // 8 + 1, width // 8 + 1, 3))
        found.append(np.kron(rough, np.ones((8, 8, 1)))[:height, :width].astype(np.float32))
    return found


@pytest.fixture(scope="session")
def trained() -> Trained:
    """A zoomnet of five classes with quantiles."""
    network = zoomnet(len(CLASSES))
    weights = random_weights(network, np.random.default_rng(1))
    rng = np.random.default_rng(2)
    shapes = network.shapes()
    quantiles = {
        node.name: np.sort(rng.random((shapes[node.name][0], len(LEVELS)), np.float32), axis=1)
        for node in network
        if node.layer.kind == "relu"
    }
    return Trained(network, weights, CLASSES, quantiles=quantiles, card={"accuracy": 0.2})


@pytest.fixture(scope="session")
def brought() -> Trained:
    """A graph that somebody brings, without quantiles and names."""
    return drawn(zoo.network("squeezenet1_1").upto("fire5"))
