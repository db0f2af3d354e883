"""From edges to objects on one page: a row a depth, its maps down the left, its units beside."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.page.lettering import (
    LEADING,
    body_size,
    heading_size,
    paragraph,
    put,
    shortened,
    small_size,
    title_size,
    width_of,
)
from scenes.page.marks import HAIR
from scenes.page.panels import draw_credit
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.theme import LIGHT, Theme
from scenes.topics.hierarchy.figures.guesses import draw_guesses
from scenes.topics.hierarchy.figures.names import depth_name, numbers, unit_name
from scenes.topics.hierarchy.figures.pictures import (
    draw_given,
    draw_light,
    draw_patch,
    draw_picture,
    draw_synthesised,
    fitted,
    preferred,
)
from scenes.topics.hierarchy.figures.unit import unit

PHOTO = Box(MARGIN, 0, 138, 96)
"""The room that the photo and each map over it are given; they lie in it as large as they can."""
SIDE = PHOTO.right + 18
"""Where the units begin."""
ROW = 15.0
"""Points between two rows."""
EDGES = (20.5, 25.0, 32.0, 43.5)
"""Points that patches of the depths are wide: deeper units see more, and are given more."""
APART = 2.5
"""Points between two patches, and twice that after a unit's picture."""
BETWEEN = 14.0
"""Points between two columns of units."""
IDEAL = 62.0
"""Points that the preferred picture of the guessed class is wide."""
MOST = 4
"""Units of a depth."""
NAMED = 8
"""Photos that are named; more are counted."""


def page(story: Story, theme: Theme = LIGHT) -> Figure:
    """What units of every depth answer to; or one unit by itself, where one was asked for.

    Args:
        story: of a hierarchy.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    if story.parameters["unit"] is not None:
        return unit(story, theme)
    ax = new_sheet(theme)
    y = _head(ax, story, theme)
    depths = story["page"].data["depths"]
    for place in range(len(depths)):
        y = _row(ax, story, theme, place, y + ROW)
    y = draw_credit(ax, story, theme, y)
    return finish(ax, _sources(ax, story, theme, y) + MARGIN)


def _sources(ax: Axes, story: Story, theme: Theme, y: float) -> float:
    """Where the patches come from; return the y of the last line."""
    units = [each for depth in story["page"].data["depths"] for each in depth["units"][:MOST]]
    names = sorted({patch["name"] for each in units for patch in each["patches"]})
    if not names:
        return y
    size = small_size(theme)
    told = ", ".join(names) if len(names) <= NAMED else story.label("photos", count=len(names))
    return paragraph(
        ax, MARGIN, y + LEADING * size, story.label("sources", photos=told), theme,
        width=COLUMN - 2 * MARGIN, size=size, colour=theme.muted,
    ) - LEADING * size  # fmt: skip


def _head(ax: Axes, story: Story, theme: Theme) -> float:
    """The photo, and beside it the title, the idea and the guess; return the y of the end."""
    photo = story["hook"].data["photo"]
    frame = fitted(photo, Box(PHOTO.left, MARGIN, PHOTO.width, PHOTO.height))
    draw_given(ax, photo, theme, frame)
    size = 1.3 * title_size(theme)
    y = MARGIN + 0.78 * size
    put(ax, SIDE, y, story.title(), theme, size=size, weight="black")
    put(ax, SIDE + width_of(story.title(), theme, size, "black") + 9, y, story.tagline(), theme,
        size=heading_size(theme), colour=theme.muted)  # fmt: skip
    width = COLUMN - MARGIN - SIDE
    picture = story["hook"].data["preferred"]
    if picture is not None:
        width -= IDEAL + 14
        box = Box(COLUMN - MARGIN - IDEAL, MARGIN, IDEAL, IDEAL)
        draw_synthesised(ax, picture, theme, box)
        note = small_size(theme)
        label = story.label("ideal", guess=story["hook"].values["guess"])
        put(ax, box.centre[0], box.bottom + 1.3 * note,
            shortened(label, theme, note, IDEAL + 12), theme,
            size=note, colour=theme.muted, align="center")  # fmt: skip
    y = paragraph(ax, SIDE, y + 2 * body_size(theme), story.caption("hook"), theme, width=width,
                  size=body_size(theme))  # fmt: skip
    draw_guesses(ax, story, theme, Box(SIDE, y - 2, width, 0))
    return MARGIN + PHOTO.height


def _row(ax: Axes, story: Story, theme: Theme, place: int, top: float) -> float:
    """A depth: its map over the photo and its units; return the y of the end."""
    depth, photo = story["page"].data["depths"][place], story["hook"].data["photo"]
    line = top - ROW / 2
    ax.add_line(Line2D([SIDE, COLUMN - MARGIN], [line] * 2, color=theme.line, linewidth=HAIR))
    frame = fitted(photo, Box(PHOTO.left, top, PHOTO.width, PHOTO.height))
    draw_light(ax, story, place, depth["units"][0], theme, frame)
    name, size = depth_name(story, place), heading_size(theme)
    y = top + 0.72 * size
    put(ax, SIDE, y, name, theme, size=size, weight="bold")
    put(ax, COLUMN - MARGIN, y, numbers(story, depth), theme, size=small_size(theme),
        colour=theme.muted, align="right")  # fmt: skip
    return max(_units(ax, story, theme, place, y + 5), top + PHOTO.height)


def _units(ax: Axes, story: Story, theme: Theme, place: int, top: float) -> float:
    """The units of a depth in two columns; return the y of the end."""
    depths = story["page"].data["depths"]
    edge = EDGES[place + len(EDGES) - len(depths)] if place else EDGES[0]
    width = (COLUMN - MARGIN - SIDE - BETWEEN) / 2
    size = small_size(theme)
    for k, each in enumerate(depths[place]["units"][:MOST]):
        row, col = divmod(k, 2)
        left = SIDE + col * (width + BETWEEN)
        y = top + row * (edge + 1.75 * size) + size
        put(ax, left, y, shortened(unit_name(story, each), theme, size, width), theme, size=size,
            colour=theme.text if k == 0 else theme.muted)  # fmt: skip
        _specimens(ax, story, each, theme, Box(left, y + 3, width, edge))
    rows = -(-min(len(depths[place]["units"]), MOST) // 2)
    return top + rows * (edge + 1.75 * size)


def _specimens(ax: Axes, story: Story, each: dict[str, Any], theme: Theme, box: Box) -> None:
    """A unit's picture and as many of its patches as there is room for."""
    edge, left = box.height, box.left
    if preferred(each) is not None:
        draw_picture(ax, each, theme, Box(left, box.top, edge, edge))
        left += edge + 2 * APART
    room = int((box.right - left + APART + 0.01) // (edge + APART))
    if not each["patches"]:
        size = small_size(theme)
        paragraph(ax, left, box.top + size, story.label("no_patches"), theme,
                  width=box.right - left, size=size, colour=theme.muted)  # fmt: skip
    for k, patch in enumerate(each["patches"][:room]):
        draw_patch(ax, patch, theme, Box(left + k * (edge + APART), box.top, edge, edge))
