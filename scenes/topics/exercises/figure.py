"""The figures of exercises, each a function of a story and a theme; the first is the page.

Run as a script it writes them all into media/figures/.
"""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.theme import Theme
from scenes.topics.exercises.figures.page import page
from scenes.topics.exercises.figures.single import gap, maps, race, swaps

FIGURES: dict[str, Callable[[Story, Theme], Figure]] = {
    "page": page,
    "swaps": swaps,
    "gap": gap,
    "race": race,
    "maps": maps,
}


def main() -> None:
    """Write every figure of the default story, in the light theme, as svg, pdf and png."""
    from scenes.page.save import save_figures
    from scenes.topics.exercises.story import story

    for path in save_figures(story(), FIGURES, Path(__file__).parents[3] / "media" / "figures"):
        print(path)


if __name__ == "__main__":
    main()
