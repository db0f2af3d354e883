"""The colours of the five pictures, for the stage and the page alike."""

import numpy as np
from numpy.typing import NDArray

from scenes.theme import Theme, rgb

FAINT = 0.16
"""How much of a colour is left of what has changed."""
COLUMNS = 16
"""Maps side by side on the wall."""
GROUT = 2
"""Cells between two maps of the wall."""

Colours = NDArray[np.floating]


def faint(colours: Colours, theme: Theme) -> Colours:
    """Colours, most of them gone into the background."""
    return FAINT * colours + (1 - FAINT) * rgb(theme.background)


def glowing(values: NDArray[np.number], top: float, theme: Theme) -> Colours:
    """Winners in their colour, the stronger the brighter; 0 is the background."""
    background = rgb(theme.background)
    colours: Colours = background + (values / top)[..., None] * (rgb(theme.winner) - background)
    return colours


def wall(maps: Colours, top: float, theme: Theme) -> Colours:
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
