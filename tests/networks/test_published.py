"""The zoo against published tables: receptive fields, parameters, multiply-adds."""

import pytest

from pooling import zoo
from pooling.layers import Normalisation
from pooling.receptive_field import ReceptiveField, receptive_field
from tests.networks import published


def row(account: ReceptiveField, layer: str) -> published.Row:
    line = account[layer]
    assert line.size[0] == line.size[1]
    assert line.jump[0] == line.jump[1]
    assert line.padding[0] == line.padding[1]
    return line.size[0], int(line.jump[0]), line.padding[0]


@pytest.mark.parametrize(("place", "expected"), published.FIELDS.items())
def test_fields(place: tuple[str, str, int], expected: published.Row) -> None:
    name, layer, size = place
    account = receptive_field(zoo.network(name), size)
    assert row(account, layer) == expected
    assert account[layer].aligned


@pytest.mark.parametrize(("place", "expected"), published.LAYERS.items())
def test_fields_layer_by_layer(place: tuple[str, int], expected: dict[str, published.Row]) -> None:
    name, size = place
    account = receptive_field(zoo.network(name), size)
    assert {layer: row(account, layer) for layer in expected} == expected


@pytest.mark.parametrize(("name", "count"), published.PARAMETERS.items())
def test_parameters(name: str, count: int) -> None:
    assert receptive_field(zoo.network(name)).parameters == count


@pytest.mark.parametrize(("name", "count"), published.WITH_NORM_FACTORS.items())
def test_parameters_with_the_factors_that_slim_leaves_out(name: str, count: int) -> None:
    account = receptive_field(zoo.network(name))
    factors = sum(
        account[node.name].output[0]
        for node in account.network
        if isinstance(node.layer, Normalisation) and not node.layer.scale
    )
    assert account.parameters + factors == count


@pytest.mark.parametrize(("name", "giga"), published.GIGA_MULTIPLY_ADDS.items())
def test_multiply_adds(name: str, giga: float) -> None:
    assert receptive_field(zoo.network(name)).multiply_adds / 1e9 == pytest.approx(giga, abs=0.0051)


def test_the_place_of_the_stride_decides_what_a_resnet_sees() -> None:
    assert row(receptive_field(zoo.network("resnet50")), "layer4") == (427, 32, 213)
    assert row(receptive_field(zoo.network("ResNet50")), "conv5_block3_out") == (483, 32, 241)
    assert row(receptive_field(zoo.network("resnet_v1_50")), "block4") == (483, 32, 239)


def test_lenet5_by_hand() -> None:
    account = receptive_field(zoo.network("lenet5"))
    assert [row(account, name) for name in ("c1", "s2", "c3", "s4", "c5")] == [
        (5, 1, 0),
        (6, 2, 0),
        (14, 2, 0),
        (16, 4, 0),
        (32, 4, 0),
    ]
    assert account.parameters == 61_706
    assert account["c1"].multiply_adds == 28 * 28 * 6 * 25


@pytest.mark.parametrize("name", zoo.NAMES)
def test_every_network_runs_at_other_sizes_too(name: str) -> None:
    network = zoo.network(name)
    assert network.year == zoo.NAMES[name].year
    if network.name in ("lenet5", "vgg_16", "alexnet_v2"):  # convolutions as dense layers
        return
    account = receptive_field(network, (331, 427))
    assert account.parameters == receptive_field(network).parameters
    assert account[network.output].output[1:] == (1, 1)
