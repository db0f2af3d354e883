"""Which layers are worth showing."""

from itertools import pairwise

import pytest

from pooling import zoo
from pooling.hierarchy import depths
from pooling.layers import Activation, Add, Conv2d, Dense, Flatten, MaxPool2d
from pooling.network import Network, Node
from pooling.receptive_field import receptive_field
from pooling.zoomnet import zoomnet

SHOWN = {
    "alexnet": ["conv1.relu", "conv2.relu", "conv5.relu"],
    "vgg16": ["conv1_2.relu", "conv2_2.relu", "conv3_3.relu", "conv4_3.relu", "conv5_3.relu"],
    "squeezenet1_0": ["conv1.relu", "fire4", "fire8", "conv10.relu"],
    "resnet18": ["conv1.relu", "layer1", "layer2", "layer3", "layer4"],
    "lenet5": ["c1.tanh", "c3.tanh"],
    "convnext_tiny": ["stage1", "stage2", "stage3", "stage4"],
}


@pytest.mark.parametrize("name", SHOWN)
def test_depths_of_well_known_networks(name: str) -> None:
    assert [depth.layer for depth in depths(zoo.network(name))] == SHOWN[name]


def test_depths_of_the_network_that_ships() -> None:
    found = depths(zoomnet(), 128)
    assert [(d.layer, d.channels, d.cells, d.size, d.jump) for d in found] == [
        ("conv1.relu", 32, (128, 128), (7, 7), (1, 1)),
        ("conv2_2.relu", 64, (64, 64), (16, 16), (2, 2)),
        ("conv3_2.relu", 128, (32, 32), (34, 34), (4, 4)),
        ("conv4_2.relu", 160, (16, 16), (70, 70), (8, 8)),
    ]


@pytest.mark.parametrize("name", zoo.NAMES)
def test_depths_grow_and_are_passed_by_everything(name: str) -> None:
    network = zoo.network(name)
    found = depths(network)
    account = receptive_field(network)
    assert len(found) >= 2
    for before, after in pairwise(found):
        assert before.size < after.size
        assert before.jump < after.jump
        assert before.layer in {node.name for node in network.upto(after.layer)}
    for depth in found:
        assert depth.size == account[depth.layer].size
        done = {node.name for node in network.upto(depth.layer)}
        later = [node for node in network if node.name not in done]
        assert all(name not in done - {depth.layer} for node in later for name in node.inputs)


def test_a_network_without_pooling_has_one_depth() -> None:
    layers = [("a", Conv2d(4, 3)), ("a.relu", Activation("relu")), ("b", Conv2d(4, 3))]
    (depth,) = depths(Network.chain("flat", (3, 16, 16), layers))
    assert (depth.layer, depth.size) == ("a.relu", (3, 3))


def test_without_activations_the_last_thing_learned_counts() -> None:
    pool = MaxPool2d(2)
    layers = [("a", Conv2d(4, 3)), ("pool", pool), ("b", Conv2d(4, 3)), ("end", pool)]
    assert [d.layer for d in depths(Network.chain("bare", (3, 16, 16), layers))] == ["a", "b"]


def test_a_layer_that_a_connection_leads_around_is_not_shown() -> None:
    nodes = (
        Node("in.relu", Activation("relu")),
        Node("inner", Conv2d(3, 3, padding=1), ("in.relu",)),
        Node("inner.relu", Activation("relu"), ("inner",)),
        Node("sum", Add(), ("inner.relu", "in.relu")),
        Node("pool", MaxPool2d(2), ("sum",)),
    )
    assert [d.layer for d in depths(Network("around", (3, 8, 8), nodes))] == ["sum"]


def test_a_network_without_maps_is_refused() -> None:
    layers = [("flatten", Flatten()), ("dense", Dense(4)), ("relu", Activation("relu"))]
    with pytest.raises(ValueError, match="a hierarchy needs layers with maps"):
        depths(Network.chain("dense", (3, 8, 8), layers))
