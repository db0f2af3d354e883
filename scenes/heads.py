"""What the head of a classifier learns, dense and with global average pooling."""

from dataclasses import dataclass

from pooling.cost import body, layer_costs, with_mean_head
from pooling.layers import Dense, Flatten, Shape
from pooling.network import Network

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
    count = sum(isinstance(node.layer, Dense) for node in network)
    if count < 2 or not any(isinstance(node.layer, Flatten) for node in network):
        raise ValueError(
            f"a dense head has two dense layers or more, {network.name} has {count}: "
            "name another network, such as vgg16 or alexnet"
        )
    return _head(network)


def pooled_head(network: Network) -> Head:
    """The head that takes a dense one's place: global average pooling and one linear layer.

    >>> from pooling import zoo
    >>> pooled_head(zoo.network("vgg16")).parameters
    513000
    """
    return _head(with_mean_head(network, network.shapes()[network.output][0]))


def _head(network: Network) -> Head:
    costs = layer_costs(network)
    maps = body(network)
    return Head(
        maps.shapes()[maps.output],
        tuple(
            (node.name, costs[node.name].parameters)
            for node in network
            if isinstance(node.layer, Dense)
        ),
    )
