"""The effective receptive field: known cases, and what Luo et al. found."""

from math import sqrt

import numpy as np
import pytest

from pooling import zoo
from pooling.backward import input_gradient
from pooling.box import Box
from pooling.effective_field import effective_field
from pooling.layers import Conv2d, MaxPool2d
from pooling.network import Network
from pooling.weights import random_weights


def stack(depth: int, size: int = 61) -> Network:
    layers = [(f"conv{k}", Conv2d(1, 3, padding=1, bias=False)) for k in range(1, depth + 1)]
    return Network.chain("stack", (1, size, size), layers)


def ones(network: Network) -> dict[str, dict[str, np.ndarray]]:
    return {node.name: {"weight": np.ones((1, 1, 3, 3))} for node in network}


def test_equal_weights_give_the_law_of_sums() -> None:
    """N kernels of three equal weights: a sum of n dice of three sides, deviation sqrt(2n/3)."""
    network = stack(9)
    field = effective_field(network, weights=ones(network), image=np.zeros((1, 61, 61)))
    assert field.unit == (30, 30)
    assert field.box == Box(21, 21, 40, 40)
    assert field.centre == pytest.approx((30, 30))
    assert field.deviation == pytest.approx((sqrt(6), sqrt(6)))
    line = np.array([1.0])
    for _ in range(9):
        line = np.convolve(line, [1, 1, 1])
    assert np.array_equal(field.strength[21:40, 21:40], np.outer(line, line))


def test_one_layer_counts_evenly() -> None:
    network = stack(1, 9)
    field = effective_field(network, weights=ones(network), image=np.zeros((1, 9, 9)))
    assert field.counted() == 1
    assert field.holding(1.0) == 1
    assert field.holding(0.5) == pytest.approx(5 / 9)  # the fifth pixel passes the half


def test_the_share_of_the_box_shrinks_with_depth() -> None:
    shares = []
    for depth in (3, 9, 20):
        network = stack(depth)
        field = effective_field(network, weights=ones(network), image=np.zeros((1, 61, 61)))
        shares.append(field.counted())
    assert shares[0] > shares[1] > shares[2]


def test_random_weights_stay_within_the_box() -> None:
    field = effective_field(zoo.network("resnet18"), "layer2.0", input_size=96, draws=3)
    assert field.box is not None
    outside = field.strength.copy()
    outside[field.box.slices] = 0
    assert not outside.any()
    assert field.strength[field.box.slices].any()
    assert 0 < field.holding() < 1


def test_the_same_seed_gives_the_same_field() -> None:
    network = zoo.network("lenet5")
    first, second = (effective_field(network, "s4", draws=2) for _ in range(2))
    other = effective_field(network, "s4", draws=2, rng=np.random.default_rng(1))
    assert np.array_equal(first.strength, second.strength)
    assert not np.array_equal(first.strength, other.strength)


def test_a_unit_at_the_edge() -> None:
    network = stack(3, 11)
    field = effective_field(
        network, "conv3", (0, 10), weights=ones(network), image=np.zeros((1, 11, 11))
    )
    assert field.box == Box(0, 7, 4, 11)


def test_a_unit_that_sees_padding_alone() -> None:
    network = Network.chain("blind", (1, 2, 2), [("conv", Conv2d(1, 1, padding=1))])
    field = effective_field(network, "conv", (0, 0), draws=1)
    assert field.box is None
    assert np.isnan(field.deviation).all()
    assert (field.counted(), field.holding()) == (0, 0)


def test_the_gradient_is_the_slope_of_the_forward_pass() -> None:
    """Finite differences, without any other library."""
    from pooling.forward import forward

    network = zoo.network("squeezenet1_1").upto("fire3")
    rng = np.random.default_rng(5)
    weights = random_weights(network, rng, 40, dtype=np.float64)
    image = rng.standard_normal((3, 40, 40))
    grad = input_gradient(network, weights, image, "fire3", 1)
    step = rng.standard_normal(image.shape) * 1e-7
    ends = [forward(network, weights, image + way * step)["fire3"].sum() for way in (-1, 1)]
    assert (ends[1] - ends[0]) / 2 == pytest.approx((grad * step).sum(), rel=1e-5)


def test_ties_of_a_maximum_go_to_the_first() -> None:
    network = Network.chain("pool", (1, 4, 4), [("pool", MaxPool2d(3, 1))])
    grad = input_gradient(network, {}, np.zeros((1, 4, 4)), "pool", 1)
    assert grad[0].tolist() == [[1, 1, 0, 0], [1, 1, 0, 0], [0] * 4, [0] * 4]


def test_refusals() -> None:
    network = zoo.network("lenet5")
    with pytest.raises(ValueError, match="draws must be 1 or more, got 0"):
        effective_field(network, draws=0)
    with pytest.raises(ValueError, match="a batch of 2"):
        effective_field(network, image=np.zeros((2, 1, 32, 32)))
    with pytest.raises(ValueError, match="did you mean 's4'"):
        effective_field(network, "s5")
    with pytest.raises(ValueError, match="upstream must have the shape"):
        input_gradient(
            network,
            random_weights(network, np.random.default_rng()),
            np.zeros((1, 32, 32)),
            "s4",
            np.zeros((3, 3, 3)),
        )
