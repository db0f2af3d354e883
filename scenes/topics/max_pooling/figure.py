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
    from scenes.page.save import save_figures
    from scenes.topics.max_pooling.story import story

    for path in save_figures(story(), FIGURES, Path(__file__).parents[3] / "media" / "figures"):
        print(path)


if __name__ == "__main__":
    main()
