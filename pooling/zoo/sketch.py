"""A sheet to draw a network on: layers are added one by one, each after the last."""

from pooling.layers import Activation, Conv2d, Layer, Normalisation, Shape
from pooling.network import INPUT, Network, Node
from pooling.padding import LayerPadding
from pooling.window import IntOrPair

Unit = tuple[Layer, ...]


class Sketch:
    """A network being drawn.

    Args:
        norm: what stands between a convolution and its activation; None: nothing.
        activation: what follows a convolution.
        padding: of convolutions that do not say.
        bias: whether convolutions have one; None: where no normalisation follows.
        suffixes: how normalisation and activation are called after their convolution.
    """

    def __init__(
        self,
        name: str,
        input_shape: Shape,
        *,
        norm: Normalisation | None = None,
        activation: Activation | None = Activation("relu"),  # noqa: B008
        padding: LayerPadding = 0,
        bias: bool | None = None,
        suffixes: tuple[str, str] = (".bn", ".relu"),
    ) -> None:
        self.name = name
        self.input_shape = input_shape
        self.norm = norm
        self.activation = activation
        self.padding = padding
        self.bias = norm is None if bias is None else bias
        self.suffixes = suffixes
        self.nodes: list[Node] = []
        self.last = INPUT

    def add(self, name: str, layer: Layer, *after: str) -> str:
        """Add a layer after the named ones, or after the last; return its name."""
        self.nodes.append(Node(name, layer, after or (self.last,)))
        self.last = name
        return name

    def conv(
        self,
        name: str,
        channels: int,
        kernel_size: IntOrPair,
        stride: IntOrPair = 1,
        padding: LayerPadding | None = None,
        *,
        after: str | None = None,
        groups: int = 1,
        activation: bool = True,
    ) -> str:
        """Add a convolution with its normalisation and activation; return the last name."""
        pads = self.padding if padding is None else padding
        layer = Conv2d(channels, kernel_size, stride, pads, 1, groups, self.bias)
        self.add(name, layer, *([after] if after else []))
        if self.norm is not None:
            self.add(name + self.suffixes[0], self.norm)
        if activation and self.activation is not None:
            self.add(name + self.suffixes[1], self.activation)
        return self.last

    def network(self) -> Network:
        """Return what was drawn."""
        return Network(self.name, self.input_shape, tuple(self.nodes))
