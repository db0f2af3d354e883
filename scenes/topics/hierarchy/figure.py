"""The figures of hierarchy, each a function of a story and a theme; the first is the page.

Run as a script it writes them all into media/figures/.
"""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.theme import Theme
from scenes.topics.hierarchy.figures.film import film
from scenes.topics.hierarchy.figures.kernels import kernels
from scenes.topics.hierarchy.figures.page import page
from scenes.topics.hierarchy.figures.unit import unit

FIGURES: dict[str, Callable[[Story, Theme], Figure]] = {
    "page": page,
    "film": film,
    "kernels": kernels,
    "unit": unit,
}


def main() -> None:
    """Write every figure of the default story, in the light theme, as svg, pdf and png."""
    from scenes.page.save import save_figures
    from scenes.topics.hierarchy.story import story

    for path in save_figures(story(), FIGURES, Path(__file__).parents[3] / "media" / "figures"):
        print(path)


if __name__ == "__main__":
    main()
