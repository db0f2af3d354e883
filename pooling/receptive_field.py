"""Receptive fields: which pixels of the input the units of every layer depend on.

Two answers stand side by side. The account follows size, jump and start from layer to layer, as if
the image went on beyond its edges. `pixels` walks back from one unit through the real, finite
layers and marks exactly the pixels it can depend on, edges, holes and all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pooling.box import Box
from pooling.field import Field, follow
from pooling.layers import Shape
from pooling.network import INPUT, InputSize, Network
from pooling.reach import Mask
from pooling.seen import interval_of, pixels_of
from pooling.window import Pair


@dataclass(frozen=True, slots=True)
class LayerField:
    """One line of the account; pairs are (down, across), lengths are in input pixels.

    Attributes:
        name, kind, inputs: the layer, what it is, and the layers it reads.
        output: (channels, height, width).
        parameters: numbers it learns.
        multiply_adds: products with learned weights.
        size: rows and columns of the box that one unit depends on, the largest where they differ.
        jump: pixels from the box of one unit to that of the next; on average where they differ, and
            the largest where paths of different jumps meet.
        start: first row and column of the box of unit (0, 0); below 0 it lies in the padding.
        aligned: whether the boxes of all paths from the input have the same centre.
        uniform: whether the box of unit (i, j) is that of (0, 0) moved by (i, j) jumps.
        everywhere: what every unit depends on beside its box, through a gate over the whole plane.
    """

    name: str
    kind: str
    inputs: tuple[str, ...]
    output: Shape
    parameters: int
    multiply_adds: int
    size: Pair
    jump: tuple[float, float]
    start: Pair
    aligned: bool
    uniform: bool
    everywhere: Box | None

    @property
    def padding(self) -> Pair:
        """Effective padding: how far the box of unit (0, 0) begins before the image."""
        return -self.start[0], -self.start[1]

    @property
    def centre(self) -> tuple[float, float]:
        """Row and column of the middle of the box of unit (0, 0); whole numbers are pixels."""
        return (
            self.start[0] + (self.size[0] - 1) / 2,
            self.start[1] + (self.size[1] - 1) / 2,
        )


@dataclass(frozen=True, eq=False)
class ReceptiveField(Mapping[str, LayerField]):
    """The account of a network: a line for each layer by name, made by `receptive_field`.

    Attributes:
        network: whose it is.
        input_shape: (channels, height, width) of the image.
    """

    network: Network
    input_shape: Shape
    shapes: Mapping[str, Shape]
    layers: Mapping[str, LayerField]

    def __getitem__(self, name: str) -> LayerField:
        """Return the line of a layer.

        Raises:
            ValueError: there is no such layer; the error names the nearest.
        """
        return self.layers[self.network[name].name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the layers in order."""
        return iter(self.layers)

    def __len__(self) -> int:
        """Count the layers."""
        return len(self.layers)

    @property
    def parameters(self) -> int:
        """Numbers the whole network learns."""
        return sum(layer.parameters for layer in self.layers.values())

    @property
    def multiply_adds(self) -> int:
        """Products with learned weights in the whole network."""
        return sum(layer.multiply_adds for layer in self.layers.values())

    @property
    def last_plane(self) -> str:
        """Name of the last layer that has more than one unit; of the last, where none has."""
        planes = [line.name for line in self.layers.values() if line.output[1:] != (1, 1)]
        return planes[-1] if planes else self.network.output

    def centre_unit(self, name: str) -> Pair:
        """Return row and column of the unit in the middle of a layer."""
        _, rows, cols = self[name].output
        return rows // 2, cols // 2

    def box(self, name: str, unit: Pair | None = None, *, clip: bool = True) -> Box | None:
        """Return the box of input pixels that a unit depends on.

        Args:
            name: the layer.
            unit: row and column; None is the unit in the middle.
            clip: give the smallest box around the pixels really seen; otherwise the box as if the
                image, and every layer, went on beyond its edges.

        Returns:
            The box; None for a unit that sees nothing but padding.

        Raises:
            ValueError: there is no such layer or unit.

        >>> from pooling import zoo
        >>> account = receptive_field(zoo.network("vgg16"))
        >>> account.box("pool5", (0, 0)), account.box("pool5", (0, 0), clip=False)
        (Box(top=0, left=0, bottom=122, right=122), Box(top=-90, left=-90, bottom=122, right=122))
        """
        row, col = self._unit(name, unit)
        if clip:
            return Box.around(self.pixels(name, (row, col)))
        line = self[name]
        if not line.uniform:
            return interval_of(self.network, self.shapes, name, (row, col))
        top = line.start[0] + row * int(line.jump[0])
        left = line.start[1] + col * int(line.jump[1])
        box = Box(top, left, top + line.size[0], left + line.size[1])
        return box if line.everywhere is None else box.joined(line.everywhere)

    def pixels(self, name: str, unit: Pair | None = None) -> Mask:
        """Return which input pixels a unit can depend on, in any of its channels.

        Args:
            name: the layer.
            unit: row and column; None is the unit in the middle.

        Returns:
            (height, width) booleans.

        Raises:
            ValueError: there is no such layer or unit.
        """
        return pixels_of(self.network, self.shapes, name, self._unit(name, unit))

    def holes(self, name: str, unit: Pair | None = None) -> int:
        """Count the pixels within the clipped box of a unit that it does not depend on."""
        seen = self.pixels(name, unit)
        box = Box.around(seen)
        return 0 if box is None else box.height * box.width - int(seen.sum())

    def _unit(self, name: str, unit: Pair | None) -> Pair:
        row, col = self.centre_unit(name) if unit is None else unit
        _, rows, cols = self[name].output
        if not (0 <= row < rows and 0 <= col < cols):
            raise ValueError(
                f"layer {name!r} has {rows}x{cols} units, got ({row}, {col}): count from 0"
            )
        return row, col


def receptive_field(network: Network, input_size: InputSize | None = None) -> ReceptiveField:
    """Follow size, jump and start of the receptive field through every layer of a network.

    A window of k cells, step s and dilation d turns (size, jump, start) into
    (size + (k - 1)*d*jump, jump*s, start - padding*jump). Where paths meet, the box is the hull of
    theirs. Where the paths differ in jump, or after upsampling, the boxes of all units are worked
    out one by one, and size is that of the largest.

    Args:
        network: chain or graph.
        input_size: number, or (height, width); None is the network's own. SAME padding, adaptive
            and global pooling depend on it.

    Returns:
        A mapping from layer names to lines, in order; also boxes and pixels of any unit.

    Raises:
        TypeError, ValueError: a size that is no size, or that a layer cannot take.

    Source: Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks",
    2019.

    >>> from pooling import zoo
    >>> line = receptive_field(zoo.network("resnet_v1_50"), 224)["block4"]
    >>> line.size, line.jump, line.padding
    ((483, 483), (32, 32), (239, 239))
    """
    shapes = network.shapes(input_size)
    whole_axis = Field(0, 1, 1)
    fields = {INPUT: (whole_axis, whole_axis)}
    layers = {}
    for node in network:
        incoming = [shapes[name] for name in node.inputs]
        down, across = follow(node, fields, network, shapes)
        fields[node.name] = (down, across)
        layers[node.name] = LayerField(
            node.name,
            node.layer.kind,
            node.inputs,
            shapes[node.name],
            node.layer.parameters(*incoming),
            node.layer.multiply_adds(*incoming),
            (down.size, across.size),
            (_number(down.jump), _number(across.jump)),
            (down.start, across.start),
            down.aligned and across.aligned,
            down.uniform and across.uniform,
            _everywhere(down, across),
        )
    return ReceptiveField(network, shapes[INPUT], shapes, layers)


def _number(jump: Fraction | int) -> float:
    return int(jump) if jump == int(jump) else float(jump)


def _everywhere(down: Field, across: Field) -> Box | None:
    if down.everywhere is None or across.everywhere is None:
        return None
    (top, bottom), (left, right) = down.everywhere, across.everywhere
    return Box(top, left, bottom + 1, right + 1)
