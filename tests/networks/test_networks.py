"""Networks as data: graphs that are refused, and accounts that a hand can follow."""

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest

from pooling import zoo
from pooling.box import Box
from pooling.forward import forward
from pooling.layers import (
    Activation,
    AdaptiveAvgPool2d,
    Add,
    AvgPool2d,
    Concat,
    Conv2d,
    ConvTranspose2d,
    Dense,
    Flatten,
    GlobalPool,
    Layer,
    MaxPool2d,
    Multiply,
    Upsample,
    ZeroPad2d,
)
from pooling.network import Network, Node
from pooling.receptive_field import receptive_field
from pooling.weights import random_weights

RELU = Activation("relu")


def graph(*nodes: tuple[str, Layer, tuple[str, ...]]) -> Network:
    return Network("graph", (4, 16, 16), tuple(Node(*node) for node in nodes))


def chain(*layers: Layer, shape: tuple[int, int, int] = (1, 16, 16)) -> Network:
    return Network.chain("chain", shape, [(f"l{k}", layer) for k, layer in enumerate(layers)])


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "circle": (
        lambda: graph(("a", RELU, ("c",)), ("b", RELU, ("a",)), ("c", RELU, ("b",))),
        "in a circle, got a <- c <- b <- a",
    ),
    "itself": (lambda: graph(("a", RELU, ("a",))), "in a circle, got a <- a"),
    "unknown input": (
        lambda: graph(("conv1", RELU, ("input",)), ("b", RELU, ("conv2",))),
        "graph has no layer 'conv2': did you mean 'conv1'",
    ),
    "a name twice": (
        lambda: graph(("a", RELU, ("input",)), ("a", RELU, ("a",))), "got 'a' twice"
    ),
    "the name of the image": (lambda: graph(("input", RELU, ("input",))), "got 'input' twice"),
    "a sum of one": (lambda: graph(("a", Add(), ("input",))), "reads two or more layers, got 1"),
    "two for one": (lambda: graph(("a", RELU, ("input", "input"))), "reads 1 layers, got 2"),
    "no layers": (lambda: graph(), "at least one layer"),
    "no image": (lambda: Network("x", (3, 0, 5), (Node("a", RELU),)), "input_shape is"),
    "sum of two sizes": (
        lambda: graph(
            ("half", MaxPool2d(2), ("input",)), ("sum", Add(), ("half", "input"))
        ).shapes(),
        r"layer 'sum' of graph: a sum needs inputs of one shape, got \(4, 8, 8\) and \(4, 16, 16\)",
    ),
    "concatenation of two sizes": (
        lambda: graph(
            ("half", MaxPool2d(2), ("input",)), ("cat", Concat(), ("half", "input"))
        ).shapes(),
        "layer 'cat' of graph: a concatenation needs inputs of one height and width",
    ),
    "gate of other channels": (
        lambda: graph(
            ("gate", Conv2d(3, 1), ("input",)), ("times", Multiply(), ("input", "gate"))
        ).shapes(),
        "layer 'times' of graph: a product needs two inputs of one shape",
    ),
    "too small an image": (
        lambda: receptive_field(zoo.network("vgg16"), 16), "layer 'pool5' of vgg16: a window must"
    ),
    "no size": (lambda: receptive_field(zoo.network("vgg16"), (224, 0)), "input_size is a number"),
    "unknown layer": (
        lambda: receptive_field(zoo.network("vgg16"))["pool6"],
        "vgg16 has no layer 'pool6': did you mean 'pool5'",
    ),
    "unknown unit": (
        lambda: receptive_field(zoo.network("vgg16")).box("pool5", (7, 0)),
        r"layer 'pool5' has 7x7 units, got \(7, 0\)",
    ),
    "unknown network": (lambda: zoo.network("vgg_17"), "no network 'vgg_17': did you mean 'vgg"),
    "groups": (lambda: chain(Conv2d(4, 1, groups=4)).shapes(), "groups must divide the input's"),
    "groups of outputs": (lambda: Conv2d(3, 1, groups=2), "groups must divide out_channels"),
    "word as padding": (lambda: Conv2d(3, 1, padding="full"), "'same' or 'valid', got 'full'"),
    "pool padding": (lambda: MaxPool2d(3, padding=2), "padding of at most half the kernel"),
    "activation": (lambda: Activation("step"), "got 'step'"),  # type: ignore[arg-type]
    "adaptive": (lambda: AdaptiveAvgPool2d(0), "output_size must be 1 or more"),
    "size or factor": (lambda: Upsample(), "give size or scale_factor"),
    "no weights": (
        lambda: forward(chain(Conv2d(2, 3)), {}, np.zeros((1, 16, 16))),
        r"layer 'l0' of chain needs 'weight' of shape \(2, 1, 3, 3\), got None",
    ),
    "channels of the image": (
        lambda: forward(chain(RELU), {}, np.zeros((3, 16, 16))), "chain reads 1 channels"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("call", "message"), REFUSED.values(), ids=REFUSED)
def test_refused_in_one_line(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)


def test_nodes_may_come_in_any_order() -> None:
    network = graph(
        ("sum", Add(), ("a", "b")), ("b", RELU, ("a",)), ("a", Conv2d(4, 1), ("input",))
    )
    assert [node.name for node in network] == ["a", "b", "sum"]
    assert network.output == "sum"


def test_account_of_an_uneven_chain() -> None:
    """Numbers by hand: (size - 1) grows by (k - 1) * dilation * jump, start falls by pad * jump."""
    network = chain(
        Conv2d(8, (3, 5), (2, 1), ((1, 0), (2, 3))),
        AvgPool2d((2, 3), (2, 3), ceil_mode=True),
        Conv2d(8, 3, dilation=(1, 2), padding=(1, 0), groups=4),
        shape=(4, 21, 30),
    )
    account = receptive_field(network)
    rows = [(a.output, a.size, a.jump, a.start) for a in account.values()]
    assert rows == [
        ((8, 10, 31), (3, 5), (2, 1), (-1, -2)),
        ((8, 5, 11), (5, 7), (4, 3), (-1, -2)),
        ((8, 5, 7), (13, 19), (4, 3), (-5, -2)),
    ]
    assert [a.parameters for a in account.values()] == [8 * 4 * 15 + 8, 0, 8 * 2 * 9 + 8]
    assert [a.multiply_adds for a in account.values()] == [480 * 310, 0, 144 * 35]
    assert account["l2"].centre == (1, 7)


def test_same_padding_depends_on_the_size() -> None:
    network = chain(Conv2d(1, 3, 2, "SAME"))
    assert [receptive_field(network, size)["l0"].start for size in (16, 17)] == [(0, 0), (-1, -1)]


def test_paths_of_different_centres_are_not_aligned() -> None:
    def two(kernel: int, padding: int | tuple[tuple[int, int], tuple[int, int]]) -> Network:
        return graph(
            ("a", Conv2d(4, 3, padding=1), ("input",)),
            ("b", Conv2d(4, kernel, padding=padding), ("input",)),
            ("sum", Add(), ("a", "b")),
            ("after", RELU, ("sum",)),
        )

    assert receptive_field(two(5, 2))["after"].aligned
    crooked = receptive_field(two(4, ((1, 2), (2, 1))))
    assert not crooked["after"].aligned
    assert crooked["a"].aligned
    assert crooked["sum"].start == (-1, -2)
    assert crooked["sum"].size == (4, 4)


def test_paths_of_different_jumps_are_worked_out_one_by_one() -> None:
    network = Network(
        "jumps",
        (1, 1, 5),
        (
            Node("a", MaxPool2d((1, 1), (1, 2))),
            Node("b", MaxPool2d((1, 3), (1, 1))),
            Node("sum", Add(), ("a", "b")),
        ),
    )
    account = receptive_field(network)
    assert not account["sum"].uniform
    assert [account.box("sum", (0, k), clip=False) for k in range(3)] == [
        Box(0, 0, 1, 3),
        Box(0, 1, 1, 4),
        Box(0, 2, 1, 5),
    ]


def test_a_gate_lets_every_unit_see_the_whole_plane() -> None:
    network = graph(
        ("conv", Conv2d(4, 3), ("input",)),
        ("squeeze", GlobalPool(), ("conv",)),
        ("gate", Multiply(), ("conv", "squeeze")),
        ("last", Conv2d(4, 3), ("gate",)),
    )
    account = receptive_field(network)
    assert account["gate"].size == (3, 3)
    assert account["last"].size == (5, 5)
    assert account["last"].everywhere == Box(0, 0, 16, 16)
    assert account.box("last", (0, 0)) == Box(0, 0, 16, 16)
    assert account.pixels("last", (0, 0)).all()
    assert account["conv"].everywhere is None


def test_enlargement_halves_the_jump() -> None:
    for layer in (Upsample(scale_factor=2), ConvTranspose2d(1, 2, 2)):
        account = receptive_field(chain(MaxPool2d(2), layer, Conv2d(1, 3, padding=1)))
        assert account["l1"].jump == (1, 1)
        assert account["l1"].size == (2, 2)
        assert not account["l1"].uniform
        assert account["l2"].size == (4, 4)
        assert account.box("l2", (4, 5)) == Box(2, 4, 6, 8) == account.box("l2", (4, 5), clip=False)


def test_dense_layers_see_everything_padding_included() -> None:
    network = chain(Conv2d(4, 3, padding=1), Flatten(), Dense(10), shape=(1, 8, 6))
    account = receptive_field(network)
    assert account["l2"].size == (10, 8)
    assert account.box("l2") == Box(0, 0, 8, 6)
    assert account["l2"].parameters == 4 * 48 * 10 + 10


def test_explicit_padding_is_a_layer() -> None:
    account = receptive_field(chain(ZeroPad2d(((1, 2), (3, 0))), Conv2d(1, 3)))
    assert account["l1"].start == (-1, -3)
    assert account["l1"].output == (1, 17, 17)


def test_random_weights_keep_a_signal_alive() -> None:
    network = zoo.network("vgg16").upto("conv4_3.relu")
    rng = np.random.default_rng(0)
    image = rng.standard_normal((3, 64, 64))
    out = forward(network, random_weights(network, rng), image)["conv4_3.relu"]
    assert 0.1 < out.std() < 10


PROGRAM = """
import sys
before = set(sys.modules)
import pooling.effective_field, pooling.probe, pooling.zoo, pooling.imports
foreign = {
    name.partition(".")[0]
    for name in set(sys.modules) - before
    if "site-packages" in (getattr(sys.modules[name], "__file__", None) or "")
}
print(sorted(foreign - {"numpy", "pooling"}), "pooling.zoo.vgg" in sys.modules)
import pooling
"""


def test_the_engine_needs_numpy_alone_and_the_zoo_loads_what_is_asked_for() -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    assert found.stdout == "[] False\n"


def test_importing_pooling_leaves_the_engine_alone() -> None:
    program = "import sys, pooling; print('pooling.network' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert found.stdout == "False\n"
