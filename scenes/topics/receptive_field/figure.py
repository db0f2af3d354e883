"""The figures of receptive fields, each a function of a story and a theme; the first is the page.

Run as a script it writes them all into media/figures/.
"""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.theme import Theme
from scenes.topics.receptive_field.figures.boxes import boxes
from scenes.topics.receptive_field.figures.effective_field import effective_field
from scenes.topics.receptive_field.figures.growth import growth
from scenes.topics.receptive_field.figures.ladder import ladder
from scenes.topics.receptive_field.figures.page import page

FIGURES: dict[str, Callable[[Story, Theme], Figure]] = {
    "page": page,
    "growth": growth,
    "boxes": boxes,
    "effective_field": effective_field,
    "ladder": ladder,
}


def main() -> None:
    """Write every figure of the default story, in the light theme, as svg, pdf and png."""
    from scenes.page.save import FORMATS, save_figure
    from scenes.theme import LIGHT
    from scenes.topics.receptive_field.story import story

    told = story()
    folder = Path(__file__).parents[3] / "media" / "figures"
    for name, draw in FIGURES.items():
        for form in FORMATS:
            path = folder / f"{told.topic}-{name}.{form}"
            print(
                save_figure(
                    draw(told, LIGHT),
                    path,
                    format=form,
                    title=told.title(),
                    description=told.figure_alt(name),
                )
            )


if __name__ == "__main__":
    main()
