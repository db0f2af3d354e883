"""Random small networks: chains of anything, with branches that meet again."""

from hypothesis import strategies as st

from pooling.layers import (
    Activation,
    AdaptiveAvgPool2d,
    AdaptiveMaxPool2d,
    Add,
    AvgPool2d,
    BlurPool2d,
    ChannelShuffle,
    Concat,
    Conv2d,
    ConvTranspose2d,
    GlobalPool,
    Layer,
    MaxPool2d,
    Multiply,
    Normalisation,
    Scale,
    Shape,
    Upsample,
    ZeroPad2d,
)
from pooling.network import INPUT, Network, Node

PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))
SHORT = st.tuples(st.integers(1, 2), st.integers(1, 2))
SIDES = st.tuples(st.integers(0, 2), st.integers(0, 2))


@st.composite
def convolutions(draw: st.DrawFn, channels: int) -> Layer:
    groups = draw(st.sampled_from([1, channels]))
    padding = draw(st.one_of(st.just("same"), st.integers(0, 2), st.tuples(SIDES, SIDES)))
    return Conv2d(
        draw(st.sampled_from([2, 4])) if groups == 1 else channels,
        draw(PAIRS), draw(PAIRS), padding, draw(SHORT), groups, draw(st.booleans()),
    )  # fmt: skip


@st.composite
def poolings(draw: st.DrawFn) -> Layer:
    kernel, stride = draw(PAIRS), draw(st.one_of(st.none(), PAIRS))
    padding = draw(
        st.one_of(
            st.just("same"), st.tuples(*[st.tuples(*[st.integers(0, k // 2)] * 2) for k in kernel])
        )
    )
    ceil_mode, dilation = draw(st.booleans()), draw(SHORT)
    if padding == "same":
        ceil_mode = False
    if draw(st.booleans()):
        return MaxPool2d(kernel, stride, padding, dilation, ceil_mode)
    return AvgPool2d(kernel, stride, padding, ceil_mode, draw(st.booleans()), dilation)


@st.composite
def others(draw: st.DrawFn, shape: Shape) -> Layer:
    """Layers that are rarer, or read cell by cell."""
    size = st.integers(1, 5)
    layers: list[st.SearchStrategy[Layer]] = [
        st.just(Activation("relu")),
        st.just(Activation("sigmoid")),
        st.just(Normalisation()),
        st.just(Normalisation("layer")),
        st.just(Normalisation("local_response", size=3)),
        st.just(Scale(bias=True)),
        st.just(ChannelShuffle(2 if shape[0] % 2 == 0 else 1)),
        st.builds(ZeroPad2d, st.tuples(SIDES, SIDES)),
        st.builds(BlurPool2d, st.integers(1, 4), st.integers(1, 2)),
        st.builds(AdaptiveAvgPool2d, st.tuples(size, st.one_of(st.none(), size))),
        st.builds(AdaptiveMaxPool2d, st.tuples(size, size)),
        st.builds(Upsample, scale_factor=st.integers(1, 2)),
        st.builds(
            Upsample, st.tuples(st.integers(1, 9), st.integers(1, 9)), st.none(),
            st.sampled_from(["nearest", "bilinear"]), st.booleans(),
        ),
        st.builds(
            ConvTranspose2d, st.just(2), PAIRS, SHORT, st.integers(0, 1), st.just(0), st.just(1),
            st.booleans(), SHORT,
        ),
    ]  # fmt: skip
    return draw(st.one_of(layers))


@st.composite
def networks(draw: st.DrawFn, most: int = 5, *, only_windows: bool = False) -> Network:
    """Return a network of up to `most` layers or meeting branches that fits its input."""
    shape: Shape = (2, draw(st.integers(3, 11)), draw(st.integers(3, 11)))
    net = Growing(shape)
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.integers(0, 6 if only_windows else 9))
        if kind <= 2:
            net.try_add(draw(convolutions(net.shape[0])))
        elif kind <= 4:
            net.try_add(draw(poolings()))
        elif kind <= 6:
            branch(draw, net, meet=Add() if draw(st.booleans()) else Concat())
        elif kind == 7:
            gate(net)
        else:
            net.try_add(draw(others(net.shape)))
    if not net.nodes:
        net.try_add(Conv2d(2, 2))
    return net.network()


class Growing:
    """A network that takes a layer where it fits."""

    def __init__(self, shape: Shape) -> None:
        self.shapes = {INPUT: shape}
        self.nodes: list[Node] = []
        self.last = INPUT

    @property
    def shape(self) -> Shape:
        return self.shapes[self.last]

    def try_add(self, layer: Layer, *after: str) -> None:
        name = f"layer{len(self.nodes)}"
        inputs = after or (self.last,)
        try:
            shape = layer.output(*[self.shapes[source] for source in inputs])
        except ValueError:
            return
        if max(shape[1:]) <= 24:
            self.nodes.append(Node(name, layer, inputs))
            self.shapes[name], self.last = shape, name

    def network(self) -> Network:
        return Network("random", self.shapes[INPUT], tuple(self.nodes)).upto(self.last)


def branch(draw: st.DrawFn, net: Growing, meet: Layer) -> None:
    """Add two paths whose steps multiply to the same, and so whose sizes agree."""
    before, channels = net.last, net.shape[0]
    stride = draw(PAIRS)
    ends = []
    for _ in range(draw(st.integers(2, 3))):
        net.last = before
        steps = [stride, (1, 1)] if draw(st.booleans()) else [stride]
        for step in draw(st.permutations(steps)):
            if draw(st.integers(0, 3)) == 0:
                net.try_add(MaxPool2d(draw(PAIRS), step, "same"))
            else:
                net.try_add(Conv2d(channels, draw(PAIRS), step, "same", draw(SHORT)))
        ends.append(net.last)
    if stride == (1, 1) and draw(st.booleans()):
        ends.append(before)
    net.try_add(meet, *ends)


def gate(net: Growing) -> None:
    before, channels = net.last, net.shape[0]
    net.try_add(GlobalPool())
    net.try_add(Conv2d(channels, 1))
    net.try_add(Multiply(), before, net.last)
