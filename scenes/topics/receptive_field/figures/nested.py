"""Panel: real networks as nested boxes on one photo, until they outgrow it."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from scenes.beats import Story
from scenes.digits import by
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.marks import HAIR, wire
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.receptive_field.figures.photo import draw_box, draw_seen, hairline, view_of

TALLEST = 158.0
WIRES = 20.0
SURROUNDINGS = 3.0
"""Photos beyond each edge of the photo that are shown at most."""
TWO_LINES = 2.9
"""Points a name and its size take up below each other, in units of the type size."""
STEP = 4.0
"""Points between the wires of boxes that are larger than the view."""


def nested(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw the photo with a box a network, named at the right; return the y of the end."""
    data = story["networks"].data
    networks: tuple[dict[str, Any], ...] = data["networks"][::-1]
    photo = np.asarray(data["photo"], dtype=float)
    size = body_size(theme)
    two_lines = TWO_LINES * size * len(networks) <= TALLEST
    names = [_name(story, each) if two_lines else each["name"] for each in networks]
    counts = [story.label("pixels", count=by(each["size"])) for each in networks]
    words = max(
        width_of(name, theme, size, "bold")
        + (0 if two_lines else 5 + width_of(count, theme, small_size(theme)))
        for name, count in zip(names, counts, strict=True)
    )
    room = Box(box.left, box.top + 3, box.width - words - WIRES, TALLEST)
    shape = (photo.shape[0], photo.shape[1])
    pitch = min(TWO_LINES * size, TALLEST / len(networks))
    view = view_of(shape, [each["box"] for each in networks], room, SURROUNDINGS)
    height = max(view.frame.height, pitch * len(networks))
    view = view.moved(0, (height - view.frame.height) / 2)
    draw_seen(ax, view, photo, None, theme, beyond=networks[0]["box"], level=0.75)
    hairline(ax, view.photo, theme.text)
    for each in networks:
        draw_box(ax, view, each["box"], theme, width=1.5)
    left, outgrown = view.frame.right + WIRES, 0
    for k, (each, name, count) in enumerate(zip(networks, names, counts, strict=True)):
        y = room.top + height / 2 + (k - (len(networks) - 1) / 2) * pitch
        place = view.at(each["box"])
        start = (place.right, place.top)
        if not view.holds(each["box"]):
            start = (view.frame.right, max(place.top, view.frame.top) + 2 + STEP * outgrown)
            outgrown += 1
        end = (left - 3, y - (0.65 * size if two_lines else 0))
        wire(ax, start, view.frame.right + 2, left - 5, end, theme.window, width=HAIR)
        put(ax, left, end[1], name, theme, size=size, weight="bold", middle=True)
        x = left if two_lines else left + width_of(name, theme, size, "bold") + 5
        put(ax, x, y + (0.65 * size if two_lines else 0), count, theme, size=small_size(theme),
            colour=theme.window, middle=True)  # fmt: skip
    return room.top + height


def _name(story: Story, network: dict[str, Any]) -> str:
    if network["year"] is None:
        return str(network["name"])
    return story.label("year", network=network["name"], year=str(network["year"]))
