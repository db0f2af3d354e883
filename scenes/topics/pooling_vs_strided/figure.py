"""The figures of pooling_vs_strided, each a function of a story and a theme; the first is the page.

Run as a script it writes them all into media/figures/.
"""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.theme import Theme
from scenes.topics.pooling_vs_strided.figures.edges import sharpness
from scenes.topics.pooling_vs_strided.figures.page import page
from scenes.topics.pooling_vs_strided.figures.shifts import invariance
from scenes.topics.pooling_vs_strided.figures.years import usage

FIGURES: dict[str, Callable[[Story, Theme], Figure]] = {
    "page": page,
    "invariance": invariance,
    "sharpness": sharpness,
    "usage": usage,
}


def main() -> None:
    """Write every figure of the default story, in the light theme, as svg, pdf and png."""
    from scenes.page.save import save_figures
    from scenes.topics.pooling_vs_strided.story import story

    for path in save_figures(story(), FIGURES, Path(__file__).parents[3] / "media" / "figures"):
        print(path)


if __name__ == "__main__":
    main()
