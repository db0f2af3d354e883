"""The exercises' networks as parts to be drawn: stacks of maps, what halves them, the head."""

from typing import Any

from pooling.layers import AvgPool2d, BlurPool2d, Conv2d, Dense, GlobalPool, Layer, MaxPool2d
from pooling.measured.networks import SIZE, STAGES, exercise_network

MAPS_A_SHEET = 16
"""Maps that one drawn sheet of a stack stands for."""


def parts(variant: str) -> dict[str, Any]:
    """A network's parts, in the order in which a picture passes them.

    Returns:
        input: its height and width. stacks: of each convolution the name, maps, rows, sheets,
        stage from 0, and the steps it takes. joints: what stands after each stage but the last,
        max, mean, strided, max_blur or none. head: gap or dense. features: of a dense head.

    >>> parts("stride_before")["joints"], parts("stride_before")["stacks"][0]["rows"]
    (('none', 'none', 'none'), 16)
    """
    network = exercise_network(variant)
    shapes = network.shapes()
    stacks: list[dict[str, Any]] = []
    for node in network:
        if isinstance(node.layer, Conv2d) and node.name.startswith("conv"):
            maps, rows, _ = shapes[node.name]
            before = shapes[node.inputs[0]][1] if stacks else SIZE
            stacks.append(
                {
                    "name": node.name,
                    "maps": maps,
                    "rows": rows,
                    "sheets": maps // MAPS_A_SHEET,
                    "stage": int(node.name[4]) - 1,
                    "steps": before // rows,
                }
            )
    layers = {node.name: node.layer for node in network}
    dense = [layer.out_features for layer in layers.values() if isinstance(layer, Dense)]
    pooled = any(isinstance(layer, GlobalPool) for layer in layers.values())
    return {
        "input": SIZE,
        "stacks": tuple(stacks),
        "joints": tuple(_joint(layers, f"pool{stage}") for stage in range(1, len(STAGES))),
        "head": "gap" if pooled else "dense",
        "features": tuple(dense),
    }


def _joint(layers: dict[str, Layer], name: str) -> str:
    """What halves the map after a stage."""
    match layers.get(name):
        case MaxPool2d():
            return "max"
        case AvgPool2d():
            return "mean"
        case Conv2d():
            return "strided"
        case BlurPool2d():
            return "max_blur"
    return "none"
