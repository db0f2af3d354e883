"""A page of panels: a title, rows of drawings under their headings and words, and the credit."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.page.lettering import (
    LEADING,
    body_size,
    capital,
    heading_size,
    paragraph,
    put,
    small_size,
    title_size,
    width_of,
)
from scenes.page.marks import HAIR
from scenes.page.sheet import COLUMN, MARGIN, Box
from scenes.theme import Theme

Draw = Callable[[Axes, Story, Theme, Box], float]
"""Draws a beat under the top of a box; returns the y of its end."""

GUTTER = 22.0
"""Points between two panels side by side."""
ROW = 12.0
"""Points between two rows of panels."""


@dataclass(frozen=True)
class Panel:
    """A beat's place on the page: its heading's label, its share of a row, how it is drawn.

    A share of 0 is a whole row.
    """

    beat: str
    heading: str
    share: float
    draw: Draw


def panel_rows(panels: list[Panel]) -> list[list[Panel]]:
    """The panels in their order, two to a row where both take part of one."""
    result: list[list[Panel]] = []
    for panel in panels:
        if panel.share and result and len(result[-1]) == 1 and result[-1][0].share:
            result[-1].append(panel)
        else:
            result.append([panel])
    return result


def draw_title(ax: Axes, story: Story, theme: Theme, left: float = MARGIN) -> float:
    """The title and the tagline beside it; return the y of their baseline."""
    title, size = story.title(), 1.3 * title_size(theme)
    y = MARGIN + 0.8 * size
    put(ax, left, y, title, theme, size=size, weight="black")
    left += width_of(title, theme, size, "black") + 9
    put(ax, left, y, story.tagline(), theme, size=heading_size(theme), colour=theme.muted)
    return y


def draw_head(ax: Axes, story: Story, theme: Theme, told: str) -> float:
    """The title, the tagline and what is told first; return the y where the drawing begins."""
    y = draw_title(ax, story, theme) + 2.1 * body_size(theme)
    return (
        paragraph(ax, MARGIN, y, told, theme, width=COLUMN - 2 * MARGIN, size=body_size(theme)) + 2
    )


def draw_panels(ax: Axes, story: Story, theme: Theme, y: float, panels: tuple[Panel, ...]) -> float:
    """Draw a panel for each of its beats that the story has; return the y of the end."""
    for row in panel_rows([panel for panel in panels if panel.beat in story]):
        y = _row(ax, story, theme, y + ROW, row)
    return y


def _row(ax: Axes, story: Story, theme: Theme, top: float, row: list[Panel]) -> float:
    room = COLUMN - 2 * MARGIN - GUTTER * (len(row) - 1)
    whole = sum(panel.share for panel in row) or 1.0
    boxes, left = [], MARGIN
    for panel in row:
        width = room * (panel.share or 1.0) / whole
        boxes.append(Box(left, top, width, 0))
        left += width + GUTTER
    starts = [_words(ax, story, theme, box, panel) for box, panel in zip(boxes, row, strict=True)]
    start = max(starts)
    end = max(
        panel.draw(ax, story, theme, Box(box.left, start, box.width, 0))
        for box, panel in zip(boxes, row, strict=True)
    )
    for box, panel in zip(boxes, row, strict=True):
        note_panel(ax, panel.beat, Box(box.left, top, box.width, end - top))
    return end


class PanelMark(Artist):
    """Leaves word on a page where the panel of a beat is; nothing is drawn."""

    def __init__(self, beat: str, box: Box) -> None:
        super().__init__()
        self.beat, self.box = beat, box

    def draw(self, renderer: RendererBase) -> None:
        """Nothing."""


def note_panel(ax: Axes, beat: str, box: Box) -> None:
    """Leave word on a page where the panel of a beat is, in points."""
    ax.add_artist(PanelMark(beat, box))


def places_of_panels(figure: Figure) -> dict[str, Box]:
    """Where the panels of a page are, rules and headings included, by their beats.

    In points from the page's upper left corner; none where the figure has no panels.
    """
    marks = figure.findobj(PanelMark)
    return {mark.beat: mark.box for mark in marks if isinstance(mark, PanelMark)}


def _words(ax: Axes, story: Story, theme: Theme, box: Box, panel: Panel) -> float:
    """A rule, the heading and what is told; return the y where the drawing begins."""
    ax.add_line(Line2D([box.left, box.right], [box.top] * 2, color=theme.line, linewidth=HAIR))
    label = story.label(panel.heading)
    size = heading_size(theme)
    y = box.top + 1.4 * size
    put(ax, box.left, y, capital(label), theme, size=size, weight="bold")
    y += 1.45 * body_size(theme)
    return (
        paragraph(
            ax,
            box.left,
            y,
            story.caption(panel.beat),
            theme,
            width=box.width,
            size=body_size(theme),
            colour=theme.muted,
        )
        - 2
    )


def draw_credit(ax: Axes, story: Story, theme: Theme, y: float) -> float:
    """Where the input comes from, under what ends at y; return the y of its last line."""
    size = small_size(theme)
    return (
        paragraph(
            ax,
            MARGIN,
            y + 2.4 * size,
            story.said(story.source),
            theme,
            width=COLUMN - 2 * MARGIN,
            size=size,
            colour=theme.muted,
        )
        - LEADING * size
    )
