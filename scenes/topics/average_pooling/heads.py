"""What the head of a classifier learns, dense and with global average pooling."""

from dataclasses import dataclass

from pooling.layers import AdaptiveAvgPool2d, Dense, Flatten, Shape
from pooling.network import Network, Node

Parts = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Head:
    """What follows a network's last feature maps.

    Attributes:
        maps: (channels, height, width) that it reads.
        parts: its layers that learn, by name, with the numbers each learns.
    """

    maps: Shape
    parts: Parts

    @property
    def parameters(self) -> int:
        """Numbers that it learns in all."""
        return sum(count for _, count in self.parts)


def dense_head(network: Network) -> Head:
    """The dense layers that a network reads its flattened maps with.

    Raises:
        ValueError: the network has fewer than two.

    >>> from pooling import zoo
    >>> dense_head(zoo.network("vgg16")).parameters
    123642856
    """
    shapes = network.shapes()
    flat = next((node for node in network if isinstance(node.layer, Flatten)), None)
    layers = [node for node in network if isinstance(node.layer, Dense)]
    if flat is None or len(layers) < 2:
        raise ValueError(
            f"a dense head has two dense layers or more, {network.name} has {len(layers)}: "
            "name another network, such as vgg16 or alexnet"
        )
    return Head(shapes[flat.inputs[0]], _parts(network, layers))


def pooled_head(network: Network) -> Head:
    """The head that takes a dense one's place: global average pooling and one linear layer.

    >>> from pooling import zoo
    >>> pooled_head(zoo.network("vgg16")).parts
    (('linear', 513000),)
    """
    flat = next(node for node in network if isinstance(node.layer, Flatten))
    classes = network.shapes()[network.output][0]
    body = network.upto(flat.inputs[0])
    head = (
        Node("gap", AdaptiveAvgPool2d(1), flat.inputs),
        Node("flat", Flatten(), ("gap",)),
        Node("linear", Dense(classes), ("flat",)),
    )
    whole = Network(f"{network.name} with GAP", network.input_shape, (*body.nodes, *head))
    return Head(whole.shapes()[flat.inputs[0]], _parts(whole, [head[-1]]))


def _parts(network: Network, layers: list[Node]) -> Parts:
    shapes = network.shapes()
    return tuple(
        (node.name, node.layer.parameters(*[shapes[name] for name in node.inputs]))
        for node in layers
    )
