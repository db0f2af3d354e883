"""What pooling saves, counted by hand; and what makes the maps of known networks smaller."""

import pytest

from pooling import zoo
from pooling.cost import (
    Cost,
    body,
    dense_parameters,
    layer_costs,
    network_cost,
    with_mean_head,
    without_pooling,
)
from pooling.layers import AvgPool2d, Conv2d, Dense, Flatten, MaxPool2d
from pooling.network import Network
from pooling.receptive_field import receptive_field
from pooling.usage import Usage, usage, usage_by_year

SMALL = Network.chain(
    "small",
    (3, 8, 8),
    [
        ("conv1", Conv2d(4, 3, padding=1)),
        ("pool", MaxPool2d(2)),
        ("conv2", Conv2d(5, 3, padding=1)),
        ("flatten", Flatten()),
        ("classes", Dense(10)),
    ],
)


def test_costs_by_hand() -> None:
    costs = layer_costs(SMALL)
    assert costs["conv1"] == Cost(4 * 3 * 9 + 4, 4 * 3 * 9 * 64, 4 * 64 * 4)
    assert costs["pool"] == Cost(0, 0, 4 * 16 * 4)
    assert costs["conv2"] == Cost(5 * 4 * 9 + 5, 5 * 4 * 9 * 16, 5 * 16 * 4)
    assert costs["classes"] == Cost(10 * 80 + 10, 800, 10 * 4)
    assert network_cost(SMALL).parameters == 112 + 185 + 810


def test_the_next_layers_without_pooling() -> None:
    costs, bare = layer_costs(SMALL), layer_costs(without_pooling(SMALL))
    assert bare["conv1"] == costs["conv1"]
    assert bare["conv2"].parameters == costs["conv2"].parameters
    assert bare["conv2"].multiply_adds == 4 * costs["conv2"].multiply_adds
    assert bare["conv2"].activation_bytes == 4 * costs["conv2"].activation_bytes
    assert bare["classes"].parameters == 10 * 320 + 10


def test_costs_are_those_of_the_account() -> None:
    for name in ("vgg16", "googlenet", "resnet50"):
        network = zoo.network(name)
        account, cost = receptive_field(network), network_cost(network)
        assert (cost.parameters, cost.multiply_adds) == (account.parameters, account.multiply_adds)


def test_the_head_of_vgg16() -> None:
    """Three dense layers, 512*7*7 -> 4096 -> 4096 -> 1000, against one after the mean."""
    vgg = zoo.network("vgg16")
    by_hand = (25_088 * 4096 + 4096) + (4096 * 4096 + 4096) + (4096 * 1000 + 1000)
    assert dense_parameters(vgg) == by_hand == 123_642_856
    light = with_mean_head(vgg, 1000)
    assert dense_parameters(light) == 512 * 1000 + 1000 == 513_000
    assert light.shapes()[light.output] == (1000, 1, 1)
    assert network_cost(light).parameters == 138_357_544 - 123_642_856 + 513_000


def test_vgg16_without_its_poolings() -> None:
    maps = body(zoo.network("vgg16")).upto("conv5_3")
    with_pools, bare = network_cost(maps), network_cost(without_pooling(maps))
    assert with_pools.parameters == bare.parameters == 14_714_688
    assert with_pools.multiply_adds == 15_346_630_656
    biases = 2 * 64 + 2 * 128 + 3 * 256 + 6 * 512
    assert bare.multiply_adds == (14_714_688 - biases) * 224 * 224 == 738_112_241_664


def test_a_network_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="small has neither"):
        body(SMALL.upto("conv2"))


def test_usage() -> None:
    assert usage(zoo.network("vgg16")) == Usage("vgg16", 2014, 5, 0)
    assert usage(zoo.network("alexnet")) == Usage("alexnet", 2012, 3, 1)
    assert usage(zoo.network("googlenet")) == Usage("googlenet", 2014, 4, 1)
    assert usage(zoo.network("densenet121")) == Usage("densenet121", 2016, 4, 1)
    assert usage(zoo.network("mobilenet_v2")) == Usage("mobilenet_v2", 2018, 0, 5)
    assert usage(zoo.network("convnext_tiny")) == Usage("convnext_tiny", 2022, 0, 4)
    assert usage(zoo.network("densenet121")).share == 0.8


def test_a_head_is_no_downsampling_and_steps_of_one_are_none() -> None:
    network = Network.chain(
        "heads",
        (3, 8, 8),
        [
            ("same", MaxPool2d(3, 1, 1)),
            ("half", AvgPool2d(2)),
            ("steps", Conv2d(4, 1, 2)),
            ("head", AvgPool2d(2)),
        ],
    )
    assert usage(network) == Usage("heads", None, 1, 1)


def test_every_network_of_the_zoo_is_counted_oldest_first() -> None:
    found = usage_by_year()
    assert [one.name for one in found][0::33] == ["lenet5", "convnext_tiny"]
    assert {one.name for one in found} == set(zoo.NAMES)
    years = [one.year or 0 for one in found]
    assert years == sorted(years)
    assert all(one.pooling + one.convolutions >= 2 for one in found)
    assert all(one.pooling == 0 for one in found if (one.year or 0) >= 2017)
    assert all(one.share >= 0.75 for one in found if (one.year or 0) <= 2014)
