"""The beat of the price: what the layer after a pooling costs, with it and without."""

from pooling.cost import body, is_pooling, layer_costs, network_cost, without_pooling
from pooling.layers import Conv2d
from pooling.network import Network
from scenes.beats import Beat
from scenes.digits import shape_text


def cost(network: Network) -> Beat:
    """Beat cost: the next layer's work and memory, and the whole network's."""
    maps = body(network)
    plain = without_pooling(maps)
    name, before = _first_after_pooling(maps)
    shapes, plain_shapes = maps.shapes(), plain.shapes()
    one, other = layer_costs(maps)[name], layer_costs(plain)[name]
    whole, plain_whole = network_cost(maps), network_cost(plain)
    return Beat(
        "cost",
        {
            "layer": name,
            "pool": before,
            "shapes": (plain_shapes[name], shapes[name]),
            "multiply_adds": (other.multiply_adds, one.multiply_adds),
            "bytes": (other.activation_bytes, one.activation_bytes),
            "whole": (plain_whole.multiply_adds, whole.multiply_adds),
            "whole_bytes": (plain_whole.activation_bytes, whole.activation_bytes),
        },
        {
            "network": network.name,
            "layer": name,
            "pool": before,
            "without": _rounded(other.multiply_adds),
            "with": _rounded(one.multiply_adds),
            "memory_without": _megabytes(other.activation_bytes),
            "memory_with": _megabytes(one.activation_bytes),
            "maps_without": shape_text(plain_shapes[name]),
            "maps_with": shape_text(shapes[name]),
            "times": _times(other.multiply_adds, one.multiply_adds),
            "whole_times": _times(plain_whole.multiply_adds, whole.multiply_adds),
            "whole_without": _rounded(plain_whole.multiply_adds),
            "whole_with": _rounded(whole.multiply_adds),
        },
    )


def _first_after_pooling(network: Network) -> tuple[str, str]:
    """The first convolution that reads a pooled map, and that pooling."""
    pooled: dict[str, str] = {}
    for node in network:
        source = node.inputs[0]
        if isinstance(node.layer, Conv2d) and source in pooled:
            return node.name, pooled[source]
        if is_pooling(node.layer):
            pooled[node.name] = node.name
        elif source in pooled:
            pooled[node.name] = pooled[source]
    raise ValueError(
        f"{network.name} has no convolution that reads a pooled map: name another network, such "
        "as vgg16 or alexnet"
    )


def _rounded(count: int) -> str:
    """A count in three digits, from a million up."""
    if count >= 10**9:
        return (
            f"{count / 10**9:,.3g} billion" if count < 10**12 else f"{count / 10**12:.3g} trillion"
        )
    return f"{count / 10**6:.3g} million" if count >= 10**6 else f"{count:,}"


def _megabytes(count: int) -> str:
    return f"{count / 2**20:.3g} MB"


def _times(one: int, other: int) -> str:
    return f"{one / other:.3g}"
