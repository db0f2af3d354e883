"""A sheet of paper: axes in points from the top left corner, as tall as what is drawn."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.theme import Theme

POINTS_PER_INCH = 72.0
COLUMN = 6.5 * POINTS_PER_INCH
"""Points; the width of a page's text column, the default of every figure."""
MARGIN = 10.0
"""Points left free around a figure."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points; y grows downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The (x, y) of the middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def grown(self, by: float) -> "Box":
        """The box with every edge moved outwards by some points (inwards if negative)."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)


def new_sheet(theme: Theme, width: float = COLUMN, height: float = COLUMN) -> Axes:
    """Axes that fill a new figure, their data coordinates points; `finish` sets the height.

    >>> from scenes.theme import LIGHT
    >>> [float(x) for x in new_sheet(LIGHT, 144, 72).get_xlim()]
    [0.0, 144.0]
    """
    figure = Figure(
        figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH), facecolor=theme.background
    )
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    return ax


def finish(ax: Axes, bottom: float) -> Figure:
    """The figure of a sheet, cut at a height in points."""
    figure = ax.get_figure(root=True)
    assert figure is not None, "the axes of new_sheet belong to a figure"
    figure.set_figheight(bottom / POINTS_PER_INCH)
    ax.set_ylim(bottom, 0)
    return figure
