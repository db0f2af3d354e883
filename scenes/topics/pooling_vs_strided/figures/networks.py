"""Panels: what learned strides do to detail inside networks, and where trained networks stand."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from scenes.beats import Story
from scenes.page.chart import BEHIND, Scale
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.marks import HAIR, mix
from scenes.page.sheet import Box
from scenes.theme import Theme
from scenes.topics.pooling_vs_strided.cells import ORDER
from scenes.topics.pooling_vs_strided.ways import colour_of

HEIGHT = 62.0
ROW = 12.6


def learned(ax: Axes, story: Story, theme: Theme, box: Box, height: float = HEIGHT) -> float:
    """A row for each way, from the first layer's dot to the second's; return the y of the end."""
    beat = story["learned"]
    fine, means = beat.data["fine"], beat.data["means"]
    size, small = body_size(theme), small_size(theme)
    names = [story.label(way) for way in ORDER]
    left = box.left + max(width_of(name, theme, size, "bold") for name in names) + 12
    highest = max(2.0, *(value for both in fine.values() for one in both for value in one))
    scale = Scale(0, highest, left, box.right - 26)
    pitch = height / len(ORDER)
    top = box.top + 1.5 * small
    foot = top + height
    for tick in (0, 1, 2):
        x = scale.at(tick)
        ax.add_line(Line2D([x, x], [top, foot], color=theme.line, linewidth=HAIR, zorder=BEHIND))
        put(ax, x, foot + 1.3 * small, str(tick), theme, size=small, colour=theme.muted,
            align="center")  # fmt: skip
    put(ax, scale.at(1) - 4, top - 3, story.label("smoother"), theme, size=small,
        colour=theme.muted, align="right")  # fmt: skip
    put(ax, scale.at(1) + 4, top - 3, story.label("sharper"), theme, size=small,
        colour=theme.muted)  # fmt: skip
    for k, way in enumerate(ORDER):
        y, colour = top + (k + 0.5) * pitch, colour_of(way, theme)
        put(ax, box.left, y, story.label(way), theme, size=size, middle=True,
            weight="bold" if way == "learned" else "regular")  # fmt: skip
        _dumbbell(ax, theme, scale, y, means[way], fine[way], colour)
    put(ax, box.right, foot + 2.7 * small, story.label("fine_axis_page"), theme, size=small,
        colour=theme.muted, align="right")  # fmt: skip
    return foot + 2.9 * small


def _dumbbell(
    ax: Axes, theme: Theme, scale: Scale, y: float, ends: tuple[float, ...],
    seeds: tuple[tuple[float, ...], ...], colour: str,
) -> None:  # fmt: skip
    size, pale = body_size(theme), mix(colour, theme.background, 0.5)
    places = [scale.at(end) for end in ends]
    ax.add_line(Line2D(places, [y] * len(places), color=pale, linewidth=2))
    for k, (place, end) in enumerate(zip(places, ends, strict=True)):
        ink = pale if k == 0 else colour
        ax.add_patch(Circle((place, y), 3.0, facecolor=ink, linewidth=0, zorder=3))
        if len(seeds[k]) > 1:
            for value in seeds[k]:
                ax.add_patch(Circle((scale.at(value), y), 1.0, facecolor=ink, linewidth=0))
        text, outer = f"{end:.2f}", place == max(places)
        wide = width_of(text, theme, size)
        left = place + 6 if outer else place - 6 - wide
        plate = Rectangle((left - 1, y - 0.5 * size), wide + 2, size, linewidth=0, zorder=1,
                          facecolor=theme.background)  # fmt: skip
        ax.add_patch(plate)  # guides stop before a number
        put(ax, left, y, text, theme, size=size, middle=True)


def trained(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Two rows of dots for each way: same class when moved, and accuracy; return the end's y."""
    runs = story["trained"].data["runs"]
    size, small = body_size(theme), small_size(theme)
    names = [story.label(row["name"]) for row in runs]
    named = max(width_of(name, theme, size) for name in names) + 12
    half = (box.width - named - 14) / 2
    top = box.top + 1.8 * small
    foot = top + ROW * len(runs)
    for k, (key, head) in enumerate(
        (("consistency", "consistency_short"), ("accuracy", "accuracy_short"))
    ):
        left = box.left + named + k * (half + 14)
        every = [value for row in runs for value in row[key]]
        low, high = int(100 * min(every)) / 100, (int(100 * max(every)) + 1) / 100
        scale = Scale(low, high, left, left + half - 26)
        put(ax, left, box.top + small, story.label(head), theme, size=small, colour=theme.muted)
        for end in (low, high):
            x = scale.at(end)
            ax.add_line(
                Line2D([x, x], [top, foot], color=theme.line, linewidth=HAIR, zorder=BEHIND)
            )
            put(ax, x, foot + 1.3 * small, f"{round(100 * end)} %", theme, size=small,
                colour=theme.muted, align="center")  # fmt: skip
        for n, row in enumerate(runs):
            y, colour = top + (n + 0.5) * ROW, colour_of(row["name"], theme)
            for value in row[key]:
                ax.add_patch(Circle((scale.at(value), y), 2.3, facecolor=colour, alpha=0.75,
                                    linewidth=0))  # fmt: skip
            mean = row["mean"][k]
            put(ax, left + half, y, f"{100 * mean:.1f}", theme, size=size, weight="bold",
                align="right", middle=True)  # fmt: skip
            if k == 0:
                put(ax, box.left, y, names[n], theme, size=size, middle=True)
    return foot + 1.6 * small
