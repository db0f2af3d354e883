"""How the box of a unit follows from the boxes of the layers it reads, along one axis."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from pooling.layers import Shape
from pooling.network import Network, Node
from pooling.reach import Reach, WindowReach
from pooling.seen import intervals, is_gate


@dataclass(frozen=True, slots=True)
class Field:
    """Unit i sees cells start + i*jump to start + i*jump + size - 1 of the input.

    Attributes:
        aligned: whether all paths from the input have one centre.
        uniform: whether the rule above holds for every unit.
        everywhere: first and last cell of what each unit sees through gates.
    """

    start: int
    size: int
    jump: Fraction | int
    aligned: bool = True
    uniform: bool = True
    everywhere: tuple[int, int] | None = None

    @property
    def last(self) -> int:
        """The last cell of unit 0."""
        return self.start + self.size - 1

    def through(self, window: WindowReach) -> "Field":
        """Return the field of a window over units with this field."""
        jump = int(self.jump)
        return Field(
            self.start - window.before * jump,
            self.size + (window.kernel - 1) * window.step * jump,
            jump * window.stride,
            self.aligned,
            True,
            self.everywhere,
        )


Fields = Mapping[str, tuple[Field, Field]]


def follow(
    node: Node, fields: Fields, network: Network, shapes: Mapping[str, Shape]
) -> tuple[Field, Field]:
    """Return the fields of a node, down and across, from those of the nodes it reads."""
    if len(node.inputs) == 1:
        below = fields[node.inputs[0]]
        reach = node.layer.reach(shapes[node.inputs[0]])
        if reach is None:
            return below
        return (
            _single(node, network, shapes, 0, below[0], reach[0]),
            _single(node, network, shapes, 1, below[1], reach[1]),
        )
    return _meet(node, fields, network, shapes, 0), _meet(node, fields, network, shapes, 1)


def _single(
    node: Node,
    network: Network,
    shapes: Mapping[str, Shape],
    axis: int,
    below: Field,
    reach: Reach,
) -> Field:
    if below.uniform and isinstance(reach, WindowReach):
        return below.through(reach)
    jump = below.jump * reach.advance
    return _one_by_one(node, network, shapes, axis, replace(below, jump=jump))


def _meet(
    node: Node, fields: Fields, network: Network, shapes: Mapping[str, Shape], axis: int
) -> Field:
    """Return the hull of several paths."""
    output = shapes[node.name]
    paths, everywhere = [], []
    for place, source in enumerate(node.inputs):
        field = fields[source][axis]
        if field.everywhere is not None:
            everywhere.append(field.everywhere)
        if is_gate(node.layer, place, shapes[source], output):
            everywhere.append((field.start, field.last))
        else:
            paths.append(field)
    seen = None
    if everywhere:
        seen = min(first for first, _ in everywhere), max(last for _, last in everywhere)
    one_unit = output[1 + axis] == 1
    aligned = all(path.aligned for path in paths) and (
        len({path.start + path.last for path in paths}) == 1
        and (one_unit or len({path.jump for path in paths}) == 1)
    )
    jump = max(path.jump for path in paths)
    if all(path.uniform for path in paths) and (one_unit or len({p.jump for p in paths}) == 1):
        start, last = min(path.start for path in paths), max(path.last for path in paths)
        return Field(start, last - start + 1, jump, aligned, True, seen)
    return _one_by_one(node, network, shapes, axis, Field(0, 1, jump, aligned, False, seen))


def _one_by_one(
    node: Node, network: Network, shapes: Mapping[str, Shape], axis: int, known: Field
) -> Field:
    """Return `known` with start and largest size of units whose boxes are no mere shifts."""
    units = np.arange(shapes[node.name][1 + axis], dtype=np.int64)
    first, last = intervals(network, shapes, node.name, axis, units, gates=False)
    size = int((last - first).max()) + 1
    return replace(known, start=int(first[0]), size=size, uniform=False)
