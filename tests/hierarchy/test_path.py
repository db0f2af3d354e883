"""The path from a class back to an edge."""

import itertools

import numpy as np
import pytest

from pooling.hierarchy import depths, evidence, see, trace_back
from pooling.layers import Activation, Conv2d, MaxPool2d
from pooling.network import Network
from pooling.planes import Array
from pooling.trained import Trained


def test_each_step_lies_within_what_the_one_before_sees(
    trained: Trained, photos: list[Array]
) -> None:
    sight = see(trained, photos[0])
    names = [depth.layer for depth in depths(trained.network)]
    start = evidence(trained, sight, 2)
    assert start.layer == names[-1]
    assert 0 < start.share <= 1
    steps = trace_back(trained, sight, start.layer, start.unit, start.row, start.col)
    assert [step.layer for step in steps] == names[::-1]
    for later, earlier in itertools.pairwise(steps):
        assert later.box.joined(earlier.box) == later.box
        assert 0 < earlier.share <= 1
        assert earlier.value == sight.maps[earlier.layer][earlier.unit, earlier.row, earlier.col]
        assert earlier.box == sight.box(earlier.layer, earlier.row, earlier.col)


def test_a_class_rests_on_the_unit_with_the_largest_weighted_mean(
    trained: Trained, photos: list[Array]
) -> None:
    sight = see(trained, photos[1])
    maps = sight.maps["conv4_2.relu"]
    parts = trained.weights["classes"]["weight"][3] * maps.mean(axis=(1, 2))
    found = evidence(trained, sight, 3)
    assert found.unit == parts.argmax()
    assert found.share == pytest.approx(parts.max() / parts[parts > 0].sum(), rel=1e-4)
    assert found.value == maps[found.unit].max()


def test_a_small_path_by_hand() -> None:
    layers = [
        ("one", Conv2d(2, 1)), ("one.relu", Activation()), ("pool", MaxPool2d(2)),
        ("two", Conv2d(1, 1)), ("two.relu", Activation()),
    ]  # fmt: skip
    first = np.array([[1, 0, 0], [0, 1, 0]], np.float32)[:, :, None, None]
    second = np.array([[3, 1]], np.float32)[:, :, None, None]
    weights = {
        "one": {"weight": first, "bias": np.zeros(2, np.float32)},
        "two": {"weight": second, "bias": np.zeros(1, np.float32)},
    }
    network = Network.chain("small", (3, 4, 4), layers)
    trained = Trained(network, weights, mean=(0, 0, 0), std=(1, 1, 1))
    photo = np.zeros((200, 200, 3), np.float32)
    photo[..., 1] = 0.5
    photo[100:, 100:, 0] = 0.5
    sight = see(trained, photo)
    # red speaks with 3 * 0.5, green with 0.5
    top, below = trace_back(trained, sight, "two.relu", 0, 60, 60)
    assert (top.value, top.share) == (2.0, 1.0)
    assert (below.layer, below.unit, below.value) == ("one.relu", 0, 0.5)
    assert below.share == pytest.approx(0.75)
    assert (below.row // 2, below.col // 2) == (60, 60)
    _, below = trace_back(trained, sight, "two.relu", 0, 0, 0)
    assert (below.unit, below.share) == (1, 1.0)


def test_bad_beginnings_are_refused(trained: Trained, photos: list[Array]) -> None:
    sight = see(trained, photos[2])
    with pytest.raises(ValueError, match=r"the path begins in conv1.relu"):
        trace_back(trained, sight, "pool1", 0, 0, 0)
    with pytest.raises(ValueError, match=r"has 160 units of 16x16 cells, got unit 0 at .0, 16."):
        trace_back(trained, sight, "conv4_2.relu", 0, 0, 16)
    with pytest.raises(ValueError, match=r"classes are counted 0 to 4, got 5"):
        evidence(trained, sight, 5)
    dark = see(trained, np.full((64, 64, 3), 0.5, np.float32))
    assert not dark.maps["conv4_2.relu"].any()
    with pytest.raises(ValueError, match=r"nothing in 'conv3_2.relu' speaks for"):
        trace_back(trained, dark, "conv4_2.relu", 0, 3, 3)
