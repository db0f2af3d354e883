"""What a network costs, layer by layer, and what it would cost without its pooling or its head."""

from dataclasses import dataclass, replace
from math import prod

from pooling.layers import (
    AvgPool2d,
    BlurPool2d,
    Dense,
    Flatten,
    GlobalPool,
    Identity,
    Layer,
    MaxPool2d,
)
from pooling.network import InputSize, Network, Node
from pooling.receptive_field import receptive_field

BYTES = 4
"""Of an activation, stored as float32."""


@dataclass(frozen=True)
class Cost:
    """What one layer, or a whole network, costs for one image.

    Attributes:
        parameters: numbers it learns.
        multiply_adds: products with learned weights.
        activation_bytes: of its outputs, as float32: what training keeps in memory.
    """

    parameters: int
    multiply_adds: int
    activation_bytes: int


def layer_costs(network: Network, input_size: InputSize | None = None) -> dict[str, Cost]:
    """Return what each layer costs, by name, in order.

    Args:
        network: whose layers.
        input_size: of the image; None: the network's own.

    Raises:
        ValueError: a layer does not fit its input.

    >>> from pooling.zoo import network
    >>> layer_costs(network("vgg16"))["conv1_1"]
    Cost(parameters=1792, multiply_adds=86704128, activation_bytes=12845056)
    """
    account = receptive_field(network, input_size)
    return {
        name: Cost(line.parameters, line.multiply_adds, BYTES * prod(line.output))
        for name, line in account.items()
    }


def network_cost(network: Network, input_size: InputSize | None = None) -> Cost:
    """Return what all layers cost together.

    Raises:
        ValueError: a layer does not fit its input.

    >>> from pooling.zoo import network
    >>> network_cost(network("lenet5")).parameters
    61706
    """
    costs = layer_costs(network, input_size).values()
    return Cost(
        sum(cost.parameters for cost in costs),
        sum(cost.multiply_adds for cost in costs),
        sum(cost.activation_bytes for cost in costs),
    )


def without_pooling(network: Network) -> Network:
    """Return the network with nothing in the place of each pooling that takes steps.

    What comes after works on maps as large as before, and a dense layer after `Flatten` has as
    many more weights; global and adaptive pooling stay.

    >>> from pooling.zoo import network
    >>> maps = body(network("vgg16"))
    >>> without_pooling(maps).shapes()["conv5_3"], maps.shapes()["conv5_3"]
    ((512, 224, 224), (512, 14, 14))
    """
    nodes = [
        replace(node, layer=Identity()) if is_pooling(node.layer) else node for node in network
    ]
    return replace(network, nodes=tuple(nodes))


def body(network: Network) -> Network:
    """Return what comes before the head: before the first `Flatten` or global pooling.

    Raises:
        ValueError: the network has neither.

    >>> from pooling.zoo import network
    >>> body(network("vgg16")).output
    'avgpool'
    """
    head = next((n for n in network if isinstance(n.layer, Flatten | GlobalPool)), None)
    if head is None:
        raise ValueError(
            f"a head begins with Flatten or GlobalPool, {network.name} has neither: cut it with "
            "`upto`"
        )
    return network.upto(head.inputs[0])


def dense_parameters(network: Network) -> int:
    """Count what the fully connected layers learn.

    >>> from pooling.zoo import network
    >>> dense_parameters(network("vgg16"))
    123642856
    """
    costs = layer_costs(network)
    return sum(costs[node.name].parameters for node in network if isinstance(node.layer, Dense))


def with_mean_head(network: Network, classes: int) -> Network:
    """Return the network with global average pooling and one linear layer for a head.

    Raises:
        ValueError: it has no head to take off.

    Source: Lin et al., "Network in network", 2014, for the mean in place of dense layers.

    >>> from pooling.zoo import network
    >>> dense_parameters(with_mean_head(network("vgg16"), 1000))
    513000
    """
    maps = body(network)
    head = (
        Node("mean_head.gap", GlobalPool(), (maps.output,)),
        Node("mean_head.classes", Dense(classes), ("mean_head.gap",)),
    )
    return replace(maps, nodes=(*maps.nodes, *head))


def is_pooling(layer: Layer) -> bool:
    """Tell whether a layer pools windows with steps of more than one cell.

    >>> is_pooling(MaxPool2d(2)), is_pooling(MaxPool2d(3, stride=1, padding=1))
    (True, False)
    """
    match layer:
        case MaxPool2d(stride=stride) | AvgPool2d(stride=stride) | BlurPool2d(stride=stride):
            return stride not in (1, (1, 1))
    return False
