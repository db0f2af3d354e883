"""What a trained network sees in one photo: the maps of every depth, and where their cells look."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from pooling.box import Box
from pooling.forward import forward
from pooling.hierarchy.depths import depths
from pooling.network import Network
from pooling.planes import Array, real_array
from pooling.receptive_field import ReceptiveField, receptive_field
from pooling.resize import resize_area
from pooling.trained import Trained
from pooling.window import Pair

WORKING_SIZE = 128
"""Shorter side at which photos are shown to a network, in pixels, or its own where that is larger.

Twice the side of the pictures that zoomnet learned from: things that fill a whole photo are then
about as large as its deepest units can see (70 pixels), and there is room for several."""
MOST_ENLARGED = 2
"""A photo that is smaller is not enlarged by more than this."""


@dataclass(frozen=True, eq=False)
class Sight:
    """What a network sees in a photo, made by `see`.

    Attributes:
        photo: (height, width, 3), 0 to 1, as given.
        working: the same, at the size at which it was shown to the network.
        maps: for each layer (channels, rows, columns), float32.
        account: where the cells of these layers look, in pixels of `working`.
    """

    photo: Array
    working: Array
    maps: Mapping[str, Array]
    account: ReceptiveField

    def box(self, layer: str, row: int, col: int) -> Box:
        """Return what a cell sees, in pixels of `working`; it may reach beyond the photo.

        Raises:
            ValueError: there is no such layer or cell.
        """
        box = self.account.box(layer, (row, col), clip=False)
        assert box is not None  # only clipping can leave nothing
        return box

    def span(self, layer: str) -> tuple[float, float, float, float]:
        """Return top, left, bottom and right of a map laid on `working`, in its pixels.

        Each cell is as large as the step to the next and lies in the middle of what it sees.

        Raises:
            ValueError: there is no such layer.
        """
        down, across = self.account[layer].jump
        rows, cols = self.maps[layer].shape[1:]
        first = self.box(layer, 0, 0)
        top = (first.top + first.bottom - down) / 2
        left = (first.left + first.right - across) / 2
        return top, left, top + rows * down, left + cols * across

    def in_photo(self, box: Box) -> Box:
        """Return a box of `working` in pixels of `photo`, edges rounded to the nearest."""
        down = self.photo.shape[0] / self.working.shape[0]
        across = self.photo.shape[1] / self.working.shape[1]
        return Box(
            round(box.top * down),
            round(box.left * across),
            round(box.bottom * down),
            round(box.right * across),
        )


def see(trained: Trained, photo: ArrayLike, layers: Collection[str] | None = None) -> Sight:
    """Show a photo to a network.

    Args:
        trained: the network.
        photo: (height, width, 3), floats of 0 to 1 or whole numbers of 0 to 255, of any size; it
            is shown at `working_size`.
        layers: whose maps are wanted; None: those of `depths`.

    Raises:
        TypeError, ValueError: no photo, one too small for a layer, or no such layer.
    """
    full = as_photo(photo)
    names = list(layers) if layers is not None else [d.layer for d in depths(trained.network)]
    for name in names:
        trained.network[name]
    part = _upto_all(trained.network, names)
    size = working_size(part, full.shape[0], full.shape[1])
    try:
        account = receptive_field(part, size)
    except ValueError as error:
        raise ValueError(
            f"a photo of {full.shape[0]}x{full.shape[1]} pixels, shown at {size[0]}x{size[1]}, is "
            f"too small for {part.nodes[-1].name} of {part.name}: give a larger photo"
        ) from error
    working = resize_area(full, *size)
    outputs = forward(part, trained.weights, trained.prepared(working), names)
    maps = {name: outputs[name][0] for name in names}
    return Sight(full, working, maps, account)


def working_size(network: Network, height: int, width: int) -> Pair:
    """Return height and width at which a photo of `height` x `width` pixels is shown.

    >>> from pooling.zoomnet import zoomnet
    >>> working_size(zoomnet(), 600, 800), working_size(zoomnet(), 40, 30)
    ((128, 171), (80, 60))
    """
    shorter = max(WORKING_SIZE, *network.input_shape[1:])
    scale = min(shorter / min(height, width), MOST_ENLARGED)
    return max(1, round(height * scale)), max(1, round(width * scale))


def as_photo(photo: ArrayLike) -> Array:
    """Return a photo as (height, width, 3), float32 of 0 to 1.

    Raises:
        TypeError, ValueError: anything but (height, width, 3) of such numbers.
    """
    array = real_array("a photo", photo)
    if array.ndim != 3 or array.shape[2] != 3 or 0 in array.shape:
        raise ValueError(
            f"a photo is (height, width, 3), got shape {array.shape}: give three colours"
        )
    if array.dtype.kind != "f":
        array = array / np.float32(255)
    if not (array.min() >= 0 and array.max() <= 1):  # False for NaN
        raise ValueError(
            "a photo holds floats of 0 to 1 or whole numbers of 0 to 255, got "
            f"{array.min():g} to {array.max():g} as floats: scale it"
        )
    return array.astype(np.float32, copy=False)


def cut_out(photo: Array, box: Box) -> Array:
    """Return what lies in a box, with where there is a photo at all.

    Args:
        photo: (height, width, 3).
        box: in its pixels; it may reach beyond.

    Returns:
        (height, width, 4) of the box: colours, and 1 within the photo, 0 beyond.

    >>> cut_out(np.ones((2, 2, 3)), Box(-1, 0, 1, 1))[:, :, 3]
    array([[0.],
           [1.]])
    """
    out = np.zeros((box.height, box.width, 4), photo.dtype)
    inside = box.clipped(*photo.shape[:2])
    if inside is not None:
        top, left = inside.top - box.top, inside.left - box.left
        target = out[top : top + inside.height, left : left + inside.width]
        target[..., :3] = photo[inside.slices]
        target[..., 3] = 1
    return out


def _upto_all(network: Network, names: Collection[str]) -> Network:
    """Return the part that computes all these layers."""
    needed = {node.name for name in names for node in network.upto(name)}
    return replace(network, nodes=tuple(node for node in network if node.name in needed))
