"""What a figure's texts look like on paper: boxes in points, for the checks of the layout."""

from dataclasses import dataclass

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text

A4 = 10.1
"""Inches of the sheet's height inside margins of 2 cm."""
TOUCHING = 0.6
"""Points by which the boxes of two texts may run into each other: a box is larger than its ink."""


@dataclass(frozen=True)
class Written:
    """One text of a figure: its box in points from the lower left, its size, its font's file."""

    text: str
    box: tuple[float, float, float, float]
    size: float
    file: str


def written(figure: Figure) -> list[Written]:
    """Every visible text of a figure."""
    with rc_context({"text.hinting": "no_hinting"}):
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        scale = 72 / figure.dpi
        found = []
        for artist in figure.findobj(Text):
            if isinstance(artist, Text) and artist.get_text() and artist.get_visible():
                box = artist.get_window_extent(renderer)
                found.append(
                    Written(
                        artist.get_text(),
                        (box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale),
                        float(artist.get_fontsize()),
                        fontManager.findfont(artist.get_fontproperties()),
                    )
                )
    return found


def overlapping(texts: list[Written]) -> list[tuple[str, str]]:
    """Pairs of texts that stand upon each other."""
    boxes = np.array([text.box for text in texts])
    across = np.minimum(boxes[:, None, 2], boxes[None, :, 2]) - np.maximum(
        boxes[:, None, 0], boxes[None, :, 0]
    )
    down = np.minimum(boxes[:, None, 3], boxes[None, :, 3]) - np.maximum(
        boxes[:, None, 1], boxes[None, :, 1]
    )
    pairs = np.argwhere(np.triu((across > TOUCHING) & (down > TOUCHING), k=1))
    return [(texts[one].text, texts[other].text) for one, other in pairs]


def outside(figure: Figure, texts: list[Written]) -> list[str]:
    """Texts that do not lie wholly on the paper."""
    width, height = figure.get_size_inches() * 72
    return [
        text.text
        for text in texts
        if text.box[0] < 0 or text.box[1] < 0 or text.box[2] > width or text.box[3] > height
    ]
