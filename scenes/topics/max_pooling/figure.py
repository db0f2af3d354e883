"""The figures of max pooling, each a function of a story and a theme; the first is the page.

Run as a script it writes them all into media/figures/.
"""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.theme import Theme
from scenes.topics.max_pooling.figures.example import example
from scenes.topics.max_pooling.figures.page import page
from scenes.topics.max_pooling.figures.walk import walk
from scenes.topics.max_pooling.figures.worksheet import worksheet, worksheet_key

FIGURES: dict[str, Callable[[Story, Theme], Figure]] = {
    "page": page,
    "example": example,
    "walk": walk,
    "worksheet": worksheet,
    "worksheet_key": worksheet_key,
}


def main() -> None:
    """Write every figure of the default story, in the light theme, as svg, pdf and png."""
    from scenes.page.save import FORMATS, save_figure
    from scenes.theme import LIGHT
    from scenes.topics.max_pooling.story import story

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
