"""The colours of the five pictures, for the stage and the page alike."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenes.theme import Theme, rgb

FAINT = 0.16
"""How much of a colour is left of what has changed."""
LIFT = 0.55
"""A point's light grows with this power of its strength, since a point is small."""
COLUMNS = 16
"""Maps side by side on the wall."""
GROUT = 2
"""Cells between two maps of the wall."""

Colours = NDArray[np.float64]


def faint(colours: Colours, theme: Theme) -> Colours:
    """Colours, most of them gone into the background."""
    return FAINT * colours + (1 - FAINT) * rgb(theme.background)


def glowing(values: NDArray[Any], top: float, theme: Theme) -> Colours:
    """Winners in their colour, the stronger the brighter; 0 is the background."""
    background = rgb(theme.background)
    colours: Colours = background + (values / top)[..., None] * (rgb(theme.winner) - background)
    return colours


def survivors(values: NDArray[Any], wins: NDArray[np.bool_], top: float, theme: Theme) -> Colours:
    """The winners of a map as points of light on what is left of it, the weaker ones lifted."""
    lost = faint(theme.value_colours(values, 0, top), theme)
    lit = glowing((values / top) ** LIFT, 1.0, theme)
    colours: Colours = np.where(wins[..., None], lit, lost)
    return colours


def wall(maps: NDArray[Any], top: float, theme: Theme) -> Colours:
    """All maps side by side as one picture, tinted by one ramp.

    Args:
        maps: (channels, rows, cols).
        top: where the ramp ends.
    """
    rows, cols = maps.shape[1:]
    lines = -(-len(maps) // COLUMNS)
    high, wide = rows + GROUT, cols + GROUT
    size = lines * high - GROUT, COLUMNS * wide - GROUT
    bricks = np.tile(rgb(theme.background), (*size, 1))
    for k, colours in enumerate(theme.value_colours(maps, 0, top)):
        line, column = divmod(k, COLUMNS)
        bricks[line * high : line * high + rows, column * wide : column * wide + cols] = colours
    return bricks
