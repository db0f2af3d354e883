"""On thousands of random networks, what the rules say is what poisoned pixels show."""

from collections.abc import Iterator

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pooling.box import Box
from pooling.layers import AvgPool2d, BlurPool2d, Conv2d, MaxPool2d
from pooling.network import Network
from pooling.probe import probe
from pooling.receptive_field import ReceptiveField, receptive_field
from pooling.window import Pair
from tests.networks.samples import networks


def some_units(rows: int, cols: int) -> Iterator[Pair]:
    """The corners, and some in between."""
    for row in sorted({0, rows // 2, rows - 1}):
        for col in sorted({0, (cols - 1) // 3, cols - 1}):
            yield row, col


def inside(box: Box, account: ReceptiveField) -> bool:
    _, height, width = account.input_shape
    return box == box.clipped(height, width)


@settings(max_examples=1200)
@given(networks())
def test_pixels_are_those_the_probe_finds(network: Network) -> None:
    account = receptive_field(network)
    found = probe(network)
    for unit in some_units(*found.shape[:2]):
        assert np.array_equal(account.pixels(network.output, unit), found[unit])


@settings(max_examples=1200)
@given(st.booleans().flatmap(lambda plain: networks(4, only_windows=plain)))
def test_the_formulas_box_is_the_hull_of_what_the_probe_finds(network: Network) -> None:
    assume(not any(isinstance(node.layer, BlurPool2d) for node in network))  # mirrors at edges
    account = receptive_field(network)
    found = probe(network)
    line = account[network.output]
    for row, col in some_units(*found.shape[:2]):
        hull = Box.around(found[row, col])
        assert hull == account.box(network.output, (row, col))
        formula = account.box(network.output, (row, col), clip=False)
        assert formula is not None
        if line.uniform and line.everywhere is None:
            assert (formula.height, formula.width) == line.size
            assert formula.top == line.start[0] + row * line.jump[0]
            assert formula.left == line.start[1] + col * line.jump[1]
        if line.uniform and inside(formula, account):
            assert hull == formula
        if hull is not None:
            assert formula.joined(hull) == formula


@settings(max_examples=300)
@given(networks(4), st.integers(1, 3), st.integers(0, 4))
def test_parts_end_where_they_say(network: Network, rows: int, cols: int) -> None:
    """Every layer of a network, not only the last, has the field it has on its own."""
    whole = receptive_field(network)
    for node in network:
        part = receptive_field(network.upto(node.name))
        assert part[node.name] == whole[node.name]


def test_strides_larger_than_kernels_and_dilation_leave_holes() -> None:
    network = Network.chain(
        "holed", (1, 15, 15), [("pool", MaxPool2d(1, 2)), ("conv", Conv2d(1, 3, dilation=2))]
    )
    account = receptive_field(network)
    assert account["conv"].size == (9, 9)
    assert account.holes("conv", (0, 0)) == 81 - 9
    assert np.array_equal(account.pixels("conv", (0, 0)), probe(network, "conv")[0, 0])


def test_a_clipped_box_may_be_smaller_than_the_formula_clipped() -> None:
    """The last window reads a unit that is not there; its pixels count for the formula alone."""
    network = Network.chain(
        "edge",
        (1, 1, 4),
        [("step", MaxPool2d(1, (1, 2))), ("pad", AvgPool2d((1, 2), 1, ((0, 0), (0, 1))))],
    )
    account = receptive_field(network)
    assert account.box("pad", (0, 1), clip=False) == Box(0, 2, 1, 5)
    assert account.box("pad", (0, 1)) == Box(0, 2, 1, 3)
    assert probe(network)[0, 1].tolist() == [[False, False, True, False]]


def test_a_unit_that_sees_padding_alone_has_no_box() -> None:
    network = Network.chain("blind", (1, 2, 2), [("conv", Conv2d(1, 1, padding=1))])
    account = receptive_field(network)
    assert account.box("conv", (0, 0)) is None
    assert not probe(network)[0, 0].any()
