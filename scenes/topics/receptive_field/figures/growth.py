"""The growth chart: size of the field against depth, a line for each network."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from scenes.beats import Story
from scenes.digits import by
from scenes.page.chart import BEHIND, Scale, below_axes, beside_axes, draw_axes
from scenes.page.lettering import body_size, heading_size, put, small_size, width_of
from scenes.page.marks import HAIR, mix
from scenes.page.sheet import COLUMN, MARGIN, Box, finish, new_sheet
from scenes.page.single import draw_heading
from scenes.theme import LIGHT, Theme

HEIGHT = 268.0
FAR_APART = 12.0
"""Where the largest is so many times the smallest, equal steps multiply."""
STEPS = 24
"""Places tried around a line's end for its name, per distance."""
DISTANCES = (6.0, 12.0, 20.0, 30.0, 42.0, 56.0)
"""Points from a line's end to its name; the nearest free place is taken."""
RING = 4.0
"""Points around a line's end that no name touches."""
SAMPLES = 400
"""Points looked at along every line when a name's place is chosen."""


@dataclass(frozen=True)
class Curve:
    """A network's line on the sheet: its points, where it leaps, and what stands at its end."""

    points: NDArray[np.float64]
    leaps: tuple[int, ...]
    name: str
    told: str
    colour: str


def growth(story: Story, theme: Theme = LIGHT) -> Figure:
    """A line for each network from its first layer to its last plane, named at the end.

    Args:
        story: of receptive fields, with any number of networks.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    beat = story["networks"]
    networks: tuple[dict[str, Any], ...] = beat.data["networks"]
    size = heading_size(theme)
    y = draw_heading(ax, theme, story.label("growth"))
    put(ax, MARGIN, y + 1.4 * size, story.label("leaps"), theme, size=body_size(theme),
        colour=theme.muted)  # fmt: skip
    top = y + 2.9 * size + 12
    left = MARGIN + beside_axes(theme)
    plot = Box(left, top, COLUMN - MARGIN - left, HEIGHT)
    across, up = _scales(networks, beat.values["input"], plot, story, theme)
    draw_axes(ax, plot, across, up, theme, (story.label("windows"), story.label("field")))
    level = up.at(beat.values["input"])
    taken = [_photo_line(ax, story, theme, plot, level)]
    curves = [
        _curve(story, theme, network, across, up, colour)
        for network, colour in zip(networks, _colours(networks, theme), strict=True)
    ]
    for curve in curves:
        _draw(ax, curve, theme)
    lines = np.concatenate(
        [np.linspace((plot.left, level), (plot.right, level), SAMPLES)]
        + [_sampled(curve.points) for curve in curves]
    )
    taken += [Box(x, y, 0, 0).grown(RING) for x, y in (curve.points[-1] for curve in curves)]
    for curve in sorted(curves, key=lambda curve: -curve.points[-1, 0]):
        taken.append(_name(ax, curve, lines, taken, plot, theme))
    return finish(ax, plot.bottom + below_axes(theme) + MARGIN)


def _scales(
    networks: tuple[dict[str, Any], ...], photo: int, plot: Box, story: Story, theme: Theme
) -> tuple[Scale, Scale]:
    """Depth and size; logarithmic where a shallow network would vanish beside a deep one."""
    depths = [int(network["growth"]["depth"][-1]) for network in networks]
    sizes = [int(network["growth"]["size"][-1]) for network in networks]
    log_up = max(sizes) > FAR_APART * min(sizes)
    log_across = max(depths) > FAR_APART * min(depths)
    deepest = networks[depths.index(max(depths))]
    room = width_of(str(deepest["name"]), theme, body_size(theme), "bold") + 14
    room = max(room, width_of(_told(story, deepest), theme, small_size(theme)) + 14)
    across = Scale(1 if log_across else 0, max(depths), plot.left, plot.right - room, log_across)
    up = Scale(
        0.8 * _smallest(networks) if log_up else 0,
        1.04 * max(*sizes, photo),
        plot.bottom,
        plot.top,
        log_up,
    )
    return across, up


def _smallest(networks: tuple[dict[str, Any], ...]) -> int:
    """The smallest field of a first layer."""
    return min(int(network["growth"]["size"][1]) for network in networks)


def _colours(networks: tuple[dict[str, Any], ...], theme: Theme) -> list[str]:
    """The largest field in the colour of boxes, the others in turn in quieter roles."""
    roles = (theme.ramp[3], theme.output, theme.gradient)
    quiet = [
        *roles,
        *[mix(role, theme.text, 0.45) for role in roles],
        *[mix(role, theme.muted, 0.6) for role in roles],
    ]
    return [quiet[k % len(quiet)] for k in range(len(networks) - 1)] + [theme.window]


def _told(story: Story, network: dict[str, Any]) -> str:
    count = story.label("pixels", count=by(network["size"]))
    return count if network["year"] is None else f"{network['year']}, {count}"


def _curve(
    story: Story, theme: Theme, network: dict[str, Any], across: Scale, up: Scale, colour: str
) -> Curve:
    line = network["growth"]
    drawn = [
        (across.at(float(depth)), up.at(float(size)))
        for depth, size in zip(line["depth"], line["size"], strict=True)
    ]
    start = 1 if across.log else 0  # the image itself has no place where equal steps multiply
    leaps = tuple(k - start for k in line["leaps"] if k >= start)
    return Curve(
        np.array(drawn[start:]), leaps, str(network["name"]), _told(story, network), colour
    )


def _draw(ax: Axes, curve: Curve, theme: Theme) -> None:
    xs, ys = curve.points.T
    ax.add_line(Line2D(xs, ys, color=curve.colour, linewidth=1.7, solid_joinstyle="round",
                       solid_capstyle="round"))  # fmt: skip
    ax.add_line(Line2D(xs[list(curve.leaps)], ys[list(curve.leaps)], linestyle="none", marker="o",
                       markersize=3.6, color=curve.colour, markeredgewidth=0))  # fmt: skip
    ax.add_line(Line2D(xs[-1:], ys[-1:], linestyle="none", marker="o", markersize=5.4,
                       markerfacecolor=theme.background, markeredgecolor=curve.colour,
                       markeredgewidth=1.4))  # fmt: skip


def _photo_line(ax: Axes, story: Story, theme: Theme, plot: Box, y: float) -> Box:
    """The size of the photo, as a level line named at its right end; the name's box."""
    size = small_size(theme)
    text = story.label("photo_size", count=story["networks"].values["input"])
    ax.add_line(Line2D([plot.left, plot.right], [y, y], color=theme.muted, linewidth=HAIR,
                       linestyle=(0, (3, 2)), zorder=BEHIND))  # fmt: skip
    # far from the ends, which crowd at the right
    x = plot.left + 0.02 * plot.width
    put(ax, x, y - 3, text, theme, size=size, colour=theme.muted)
    return Box(x, y - 4 - size, width_of(text, theme, size), size + 3)


def _name(
    ax: Axes, curve: Curve, lines: NDArray[np.float64], taken: list[Box], plot: Box, theme: Theme
) -> Box:
    """Set a network's name in the nearest free place around its line's end; return its box."""
    size, quiet = body_size(theme), small_size(theme)
    width = max(width_of(curve.name, theme, size, "bold"), width_of(curve.told, theme, quiet))
    x, y = curve.points[-1]
    box = _free_place((x, y), width, 2.15 * size, lines, taken, plot)
    ax.add_patch(
        Rectangle((box.left, box.top), box.width, box.height, facecolor=theme.background,
                  edgecolor="none", linewidth=0, zorder=BEHIND + 0.1)
    )  # fmt: skip
    left_of = box.centre[0] < x - width / 4
    edge = box.right if left_of else box.left
    put(ax, edge, box.top + 0.88 * size, curve.name, theme, size=size, weight="bold",
        colour=curve.colour, align="right" if left_of else "left")  # fmt: skip
    put(ax, edge, box.top + 1.98 * size, curve.told, theme, size=quiet, colour=theme.muted,
        align="right" if left_of else "left")  # fmt: skip
    near_x, near_y = np.clip(x, box.left, box.right), np.clip(y, box.top, box.bottom)
    if np.hypot(near_x - x, near_y - y) > DISTANCES[1]:
        ax.add_line(Line2D([x, near_x], [y, near_y], color=curve.colour, linewidth=HAIR))
    return box


def _free_place(
    end: tuple[float, float],
    width: float,
    height: float,
    lines: NDArray[np.float64],
    taken: list[Box],
    plot: Box,
) -> Box:
    """The box nearest to a line's end that hides the fewest points of lines and no other name."""
    best: tuple[float, Box] | None = None
    for distance in DISTANCES:
        for angle in 2 * np.pi * np.arange(STEPS) / STEPS:
            reach = distance + 0.5 * np.array([width, height])
            x, y = np.array(end) + reach * np.array([np.cos(angle), np.sin(angle)])
            box = Box(x - width / 2, y - height / 2, width, height)
            if not (
                plot.left < box.left and box.right <= plot.right
                and plot.top - 2 < box.top and box.bottom < plot.bottom - 1
            ):  # fmt: skip
                continue
            if any(_overlap(box.grown(1.5), other) for other in taken):
                continue
            hidden = int(_inside(lines, box.grown(2.0)).sum())
            cost = 3.0 * hidden + distance + 2.0 * abs(np.sin(angle / 2))
            if best is None or cost < best[0]:
                best = (cost, box)
    if best is None:  # nowhere: above its end, whatever is there
        return Box(end[0] - width, end[1] - height - DISTANCES[0], width, height)
    return best[1]


def _sampled(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points close together along a line."""
    places = np.linspace(0, len(points) - 1, SAMPLES)
    steps = np.arange(len(points))
    return np.stack([np.interp(places, steps, points[:, axis]) for axis in (0, 1)], axis=1)


def _inside(points: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    x, y = points.T
    found: NDArray[np.bool_] = (box.left < x) & (x < box.right) & (box.top < y) & (y < box.bottom)
    return found


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
