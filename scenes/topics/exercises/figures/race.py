"""Panel: max pooling by hand against PyTorch's, times as bars."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from scenes.beats import Story
from scenes.page.lettering import body_size, put, small_size, width_of
from scenes.page.sheet import Box
from scenes.theme import Theme

PITCH, BAR = 25.0, 5.0


def race(ax: Axes, story: Story, theme: Theme, box: Box) -> float:
    """Draw two bars a setting, the longer as long as there is room; return the y of the end."""
    settings = story["by_hand"].data["settings"]
    size, small = body_size(theme), small_size(theme)
    ratios = [story.label("times", ratio=setting["told"]) for setting in settings]
    named = max(width_of(setting["maps"], theme, size, "bold") for setting in settings) + 10
    timed = max(width_of(time, theme, small) for s in settings for time in s["times"]) + 8
    told = max(width_of(ratio, theme, size, "bold") for ratio in ratios) + 4
    lane = box.width - named - timed - told
    top = box.top + 4
    for setting, ratio in zip(settings, ratios, strict=True):
        values = {key: setting[key] for key in ("kernel", "stride", "padding")}
        put(ax, box.left, top + size, setting["maps"], theme, size=size, weight="bold")
        kind = story.label("window_short", **values)
        put(ax, box.left, top + size + 1.25 * small, kind, theme, size=small, colour=theme.muted)
        longest = max(setting["own"], setting["torch"])
        for k, (key, time) in enumerate(zip(("own", "torch"), setting["times"], strict=True)):
            y = top + 2 + k * (BAR + 4.5)
            width = lane * setting[key] / longest
            tint = theme.muted if k else theme.output
            ax.add_patch(Rectangle((box.left + named, y), width, BAR, facecolor=tint, linewidth=0))
            put(ax, box.left + named + width + 4, y + BAR / 2, time, theme, size=small,
                colour=theme.muted, middle=True)  # fmt: skip
        put(ax, box.right, top + 9.5, ratio, theme, size=size, weight="bold", align="right",
            middle=True)  # fmt: skip
        top += PITCH
    x = box.left
    for key, tint in (("own", theme.output), ("torch", theme.muted)):
        ax.add_patch(Rectangle((x, top + 1), 6, 6, facecolor=tint, linewidth=0))
        put(ax, x + 9, top + 6.6, story.label(key), theme, size=small)
        x += 9 + width_of(story.label(key), theme, small) + 12
    put(ax, box.right, top + 6.6, story.label("share"), theme, size=small, colour=theme.muted,
        align="right")  # fmt: skip
    return top + 9
