"""The topics, found by their folders: a new topic is a new folder, and nothing else is edited.

A topic's folder holds `story.py` (with `story`), `video.py` (a scene named after the folder,
`max_pooling` → `MaxPooling`), `figure.py` (with `FIGURES`) and `texts/<language>.toml`.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scenes.beats import LECTURE, Story, home_of


@dataclass(frozen=True)
class Topic:
    """One topic; its parts are imported when they are asked for, Manim only for `scene`."""

    name: str

    @cached_property
    def story(self) -> Callable[..., Story]:
        """The function that tells the topic."""
        told: Callable[..., Story] = self._module("story").story
        return told

    @cached_property
    def scene(self) -> type[Any]:
        """The Manim scene that shows it."""
        scene: type[Any] = getattr(self._module("video"), self.scene_name)
        return scene

    @property
    def scene_name(self) -> str:
        """The scene's class name, `MaxPooling` for `max_pooling`."""
        return "".join(word.capitalize() for word in self.name.split("_"))

    @cached_property
    def figures(self) -> Mapping[str, Callable[..., Any]]:
        """Its figures by name, the default first; each makes a matplotlib figure of a story."""
        figures: Mapping[str, Callable[..., Any]] = self._module("figure").FIGURES
        return figures

    def _module(self, part: str) -> Any:
        return importlib.import_module(f"scenes.{home_of(self.name)}.{self.name}.{part}")


def discover() -> dict[str, Topic]:
    """All topics by name.

    >>> "max_pooling" in discover()
    True
    """
    return {
        found.name: Topic(found.name) for found in pkgutil.iter_modules(__path__) if found.ispkg
    }


CARDS = {LECTURE: Topic(LECTURE)}
"""What is shown beside the topics that are found: the cards of a lecture, by the same means."""
