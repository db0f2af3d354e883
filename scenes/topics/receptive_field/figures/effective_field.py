"""Theory and measurement side by side, as a figure of their own."""

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.page.panels import draw_credit
from scenes.page.sheet import MARGIN, finish, new_sheet
from scenes.page.single import draw_panel
from scenes.theme import LIGHT, Theme
from scenes.topics.receptive_field.figures.influence import influence


def effective_field(story: Story, theme: Theme = LIGHT) -> Figure:
    """The box that a unit can see beside how much each pixel moves it.

    Args:
        story: of receptive fields.
        theme: the look.

    Returns:
        A figure as wide as a text column.
    """
    ax = new_sheet(theme)
    heading = story.label(
        "measured", layer=story["hook"].values["layer"], network=story["page"].values["network"]
    )
    y = draw_panel(ax, story, theme, "effective", heading, influence)
    return finish(ax, draw_credit(ax, story, theme, y) + MARGIN)
