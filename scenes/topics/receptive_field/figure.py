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
    from scenes.page.save import save_figures
    from scenes.topics.receptive_field.story import story

    for path in save_figures(story(), FIGURES, Path(__file__).parents[3] / "media" / "figures"):
        print(path)


if __name__ == "__main__":
    main()
