"""Little drawings of what a network has in one place, as tinted cells in a unit square.

Stage and page draw the same cells: each is (left, top, width, height, role, share), in which the
share says how much of the role's colour stands over the surface.
"""

from typing import Any

import numpy as np

from scenes.theme import Theme, rgb

Cell = tuple[float, float, float, float, str, float]

LOWEST = 0.16
"""Share of a role's colour in a cell that has little of it."""


def _grid(shares: list[list[float]], role: str, box: tuple[float, float, float]) -> list[Cell]:
    left, top, side = box
    step = side / len(shares)
    return [
        (left + col * step, top + row * step, step, step, role, share)
        for row, line in enumerate(shares)
        for col, share in enumerate(line)
    ]


def _column(left: float, count: int, side: float, role: str, share: float) -> list[Cell]:
    step = 1.0 / count
    return [(left, (k + 0.5) * step - side / 2, side, side, role, share) for k in range(count)]


_BLUR = [[0.25, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 0.25]]
_WEIGHTS = [[0.9, 0.25, 0.6], [0.35, 1.0, 0.2], [0.7, 0.3, 0.85]]

GLYPHS: dict[str, list[Cell]] = {
    "max": _grid([[LOWEST, LOWEST], [1.0, LOWEST]], "winner", (0.0, 0.0, 1.0)),
    "mean": _grid([[0.55, 0.55], [0.55, 0.55]], "output", (0.0, 0.0, 1.0)),
    "strided": _grid(_WEIGHTS, "window", (0.0, 0.0, 1.0)),
    "none": _grid(
        [[1.0 if row % 2 == col % 2 == 0 else LOWEST for col in range(4)] for row in range(4)],
        "window",
        (0.0, 0.0, 1.0),
    ),
    "max_blur": [
        *_grid([[LOWEST, LOWEST], [1.0, LOWEST]], "winner", (0.0, 0.0, 0.56)),
        *_grid(_BLUR, "output", (0.34, 0.34, 0.66)),
    ],
    "dense": [
        *_column(0.02, 6, 0.13, "output", 0.45),
        *_column(0.4, 4, 0.19, "output", 1.0),
        *_column(0.82, 5, 0.15, "output", 0.45),
    ],
}
"""What halves the maps: the strongest cell, all alike, weights, every other place, max and blur;
and a dense head's three columns."""

GLYPH_OF = {
    "max_pooling": "max",
    "average_pooling": "mean",
    "stride_before": "none",
    "strided_convolution": "strided",
    "max_blur_pooling": "max_blur",
    "dense_head": "dense",
}
"""The glyph of each network's row."""


def colour(theme: Theme, role: str, share: float) -> str:
    """A role's colour over the theme's surface.

    >>> from scenes.theme import LIGHT
    >>> colour(LIGHT, "winner", 1.0)
    '#b3003c'
    """
    mixed = rgb(theme.surface) * (1 - share) + rgb(getattr(theme, role)) * share
    return "#" + "".join(f"{round(255 * float(channel)):02x}" for channel in mixed)


def on_surface(crop: Any, theme: Theme) -> Any:
    """A cut-out of whole numbers to 255, the surface where it reaches beyond the photo; 0 to 1."""
    there = crop[..., 3:] / 255
    return np.asarray(crop[..., :3] / 255 * there + rgb(theme.surface) * (1 - there))
