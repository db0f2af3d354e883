"""One unit by itself: its picture, its map over the photo, and its strongest patches."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scenes.beats import Story
from scenes.page.lettering import (
    body_size,
    capital,
    heading_size,
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
from scenes.topics.hierarchy.figures.names import depth_name, numbers
from scenes.topics.hierarchy.figures.pictures import (
    draw_light,
    draw_patch,
    draw_picture,
    fitted,
    preferred,
)

TALL = 190.0
TALLEST = 300.0
"""Points that the unit's picture and the photo are high at most, and the photo alone."""
GAP = 12.0
ACROSS = 4
"""Patches in a row."""


def unit(story: Story, theme: Theme = LIGHT) -> Figure:
    """The page of one unit: the one asked for, or the one that the deepest row begins with.

    Args:
        story: of a hierarchy.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    depths = story["page"].data["depths"]
    place = (story["page"].data["asked"] or len(depths)) - 1
    each = depths[place]["units"][0]
    ax = new_sheet(theme)
    y = _head(ax, story, theme, place, each)
    y = _pictures(ax, story, theme, place, each, y + 12)
    y = _patches(ax, story, theme, each, depths[place]["measured"], y + 3 * body_size(theme))
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)


def _head(ax: Axes, story: Story, theme: Theme, place: int, each: dict[str, Any]) -> float:
    """What the unit is called and where it lies; return the y of the end."""
    size = 1.3 * title_size(theme)
    y = MARGIN + 0.78 * size
    name = capital(story.label("unit", unit=str(each["unit"])))
    put(ax, MARGIN, y, name, theme, size=size, weight="black")
    left = MARGIN + width_of(name, theme, size, "black") + 9
    if each["word"]:
        room = COLUMN - MARGIN - left
        size = heading_size(theme)
        word = shortened(story.said(each["word"]), theme, size, room)
        put(ax, left, y, word, theme, size=size, colour=theme.muted)
    depth = story["page"].data["depths"][place]
    y += 2 * body_size(theme)
    told = f"{depth_name(story, place)} · {depth['layer']} · {numbers(story, depth)}"
    put(ax, MARGIN, y, shortened(told, theme, body_size(theme), COLUMN - 2 * MARGIN), theme,
        size=body_size(theme))  # fmt: skip
    return y


def _pictures(
    ax: Axes, story: Story, theme: Theme, place: int, each: dict[str, Any], top: float
) -> float:
    """The preferred picture beside the map over the photo; return the y of the end."""
    size, photo = body_size(theme), story["hook"].data["photo"]
    top += size + 5
    left, tall = MARGIN, TALLEST
    if preferred(each) is not None:
        put(ax, left, top - 5, capital(story.label("preferred")), theme, size=size, weight="bold")
        wide = photo.shape[1] / photo.shape[0]
        tall = float(min((COLUMN - 2 * MARGIN - GAP) / (1 + wide), TALL))
        draw_picture(ax, each, theme, Box(left, top, tall, tall))
        left += tall + GAP
    frame = fitted(photo, Box(left, top, COLUMN - MARGIN - left, tall))
    frame = Box(left, top, frame.width, frame.height)
    put(ax, left, top - 5, capital(story.label("map")), theme, size=size, weight="bold")
    draw_light(ax, story, place, each, theme, frame)
    return max(frame.bottom, top + tall if left > MARGIN else top)


def _patches(
    ax: Axes, story: Story, theme: Theme, each: dict[str, Any], measured: str, top: float
) -> float:
    """The strongest patches, each with its photo's name and its rank; return the y of the end."""
    size, note = body_size(theme), small_size(theme)
    edge = (COLUMN - 2 * MARGIN - (ACROSS - 1) * GAP) / ACROSS
    ax.add_line(
        Line2D([MARGIN, COLUMN - MARGIN], [top - 1.7 * size] * 2, color=theme.line, linewidth=HAIR)
    )
    if not each["patches"]:
        put(ax, MARGIN, top, story.label("no_patches"), theme, size=size, colour=theme.muted)
        return top
    put(ax, MARGIN, top, capital(story.label("patches")), theme, size=size, weight="bold")
    put(ax, COLUMN - MARGIN, top, story.label(f"ranked_{measured.replace(' ', '_')}"), theme,
        size=note, colour=theme.muted, align="right")  # fmt: skip
    top += 6
    y = top
    for k, patch in enumerate(each["patches"]):
        row, col = divmod(k, ACROSS)
        box = Box(MARGIN + col * (edge + GAP), top + row * (edge + 2.4 * note), edge, edge)
        draw_patch(ax, patch, theme, box)
        y = box.bottom + 1.25 * note
        rank = story.label("rank", share=f"{100 * patch['rank']:g}")
        room = edge - width_of(rank, theme, note) - 6
        put(ax, box.left, y, shortened(patch["name"], theme, note, room), theme, size=note)
        put(ax, box.right, y, rank, theme, size=note, colour=theme.muted, align="right")
    return y
