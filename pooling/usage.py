"""How the networks of the zoo make their maps smaller: by pooling, or by convolutions with steps.

A count "of these networks", not of all that were ever made: the zoo holds what is well known.
"""

from dataclasses import dataclass

from pooling import zoo
from pooling.cost import is_pooling
from pooling.layers import Conv2d
from pooling.network import Network


@dataclass(frozen=True)
class Usage:
    """What makes the maps of one network smaller.

    Attributes:
        name: of the network.
        year: when it was published; None: not told.
        pooling: layers that pool with steps of more than one cell.
        convolutions: convolutions with such steps.
    """

    name: str
    year: int | None
    pooling: int
    convolutions: int

    @property
    def share(self) -> float:
        """Share of pooling among them, 0 to 1; 0 where nothing makes maps smaller."""
        return self.pooling / max(1, self.pooling + self.convolutions)


def usage(network: Network) -> Usage:
    """Count the layers that make the maps of a network smaller.

    Each layer counts, also where two stand side by side, as in the first block of a ResNet's
    stage, and the windows of one cell with which TF-slim's ResNets step in their shortcuts. What
    leaves a single cell is a head, and does not count.

    >>> usage(zoo.network("vgg16"))
    Usage(name='vgg16', year=2014, pooling=5, convolutions=0)
    >>> usage(zoo.network("resnet50"))
    Usage(name='resnet50', year=2015, pooling=1, convolutions=7)
    """
    shapes = network.shapes()
    smaller = [
        node.layer
        for node in network
        if shapes[node.name][1:] != (1, 1)
        and shapes[node.name][1] < shapes[node.inputs[0]][1]
        and (is_pooling(node.layer) or _steps(node.layer))
    ]
    pooling = sum(map(is_pooling, smaller))
    return Usage(network.name, network.year, pooling, len(smaller) - pooling)


def usage_by_year() -> tuple[Usage, ...]:
    """Count for every network of the zoo, oldest first.

    >>> [(found.year, found.name) for found in usage_by_year()][:2]
    [(1998, 'lenet5'), (2012, 'alexnet')]
    """
    found = [usage(zoo.network(name)) for name in zoo.NAMES]
    return tuple(sorted(found, key=lambda one: one.year or 0))


def _steps(layer: object) -> bool:
    return isinstance(layer, Conv2d) and layer.stride != (1, 1)
