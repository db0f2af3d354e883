"""The whole idea on one page: a heart, and a panel for every other beat that the story has."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scenes.beats import Story, load_texts
from scenes.page.lettering import (
    LEADING,
    body_size,
    heading_size,
    paragraph,
    put,
    small_size,
    title_size,
    width_of,
)
from scenes.page.marks import HAIR
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.max_pooling.figures.border import border
from scenes.topics.max_pooling.figures.forgiving import forgiving
from scenes.topics.max_pooling.figures.gradient import gradient
from scenes.topics.max_pooling.figures.hero import hero
from scenes.topics.max_pooling.figures.overlap import overlap
from scenes.topics.max_pooling.figures.real import real
from scenes.topics.max_pooling.figures.traced import capital

Draw = Callable[[Axes, Story, Theme, Box], float]

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


PANELS = (
    Panel("overlap", "overlap", 1.0, overlap),
    Panel("border", "border", 1.0, border),
    Panel("real", "real", 0.0, real),
    Panel("forgiving", "shift", 1.05, forgiving),
    Panel("gradient", "gradient", 1.0, gradient),
)


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """Input, window, rule and output, and beneath them what follows from the rule.

    Args:
        story: of max pooling; beats that it lacks leave no hole.
        theme: the look.

    Returns:
        A figure as wide as a text column, as tall as its panels ask for.
    """
    ax = new_sheet(theme)
    y = _head(ax, story, theme)
    y = hero(ax, story, theme, Box(MARGIN, y, COLUMN - 2 * MARGIN, 0))
    for row in rows([panel for panel in PANELS if panel.beat in story]):
        y = _row(ax, story, theme, y + ROW, row)
    return finish(ax, _credit(ax, story, theme, y) + MARGIN)


def rows(panels: list[Panel]) -> list[list[Panel]]:
    """The panels in their order, two to a row where both take part of one."""
    result: list[list[Panel]] = []
    for panel in panels:
        if panel.share and result and len(result[-1]) == 1 and result[-1][0].share:
            result[-1].append(panel)
        else:
            result.append([panel])
    return result


def _head(ax: Axes, story: Story, theme: Theme) -> float:
    """The title and what the first window does; return the y where the drawing begins."""
    title, size = story.title(), 1.3 * title_size(theme)
    y = MARGIN + 0.8 * size
    put(ax, MARGIN, y, title, theme, size=size, weight="black")
    tagline = load_texts(story.topic)["tagline"]
    put(
        ax,
        MARGIN + width_of(title, theme, size, "black") + 9,
        y,
        tagline,
        theme,
        size=heading_size(theme),
        colour=theme.muted,
    )
    y += 2.1 * body_size(theme)
    told = f"{story.caption('window')} {story.caption('step')}"
    return (
        paragraph(ax, MARGIN, y, told, theme, width=COLUMN - 2 * MARGIN, size=body_size(theme)) + 2
    )


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
    return max(
        panel.draw(ax, story, theme, Box(box.left, start, box.width, 0))
        for box, panel in zip(boxes, row, strict=True)
    )


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


def _credit(ax: Axes, story: Story, theme: Theme, y: float) -> float:
    if "hook" not in story:
        return y
    size = small_size(theme)
    return (
        paragraph(
            ax,
            MARGIN,
            y + 2.4 * size,
            story.source,
            theme,
            width=COLUMN - 2 * MARGIN,
            size=size,
            colour=theme.muted,
        )
        - LEADING * size
    )
