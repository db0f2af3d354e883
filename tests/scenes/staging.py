"""Topics on the stage: the story of each variant is told once, and played once."""

import gc
from functools import cache, partial
from importlib import import_module
from typing import Any

import numpy as np

from scenes.beats import Story
from scenes.theme import DARK
from scenes.topics import discover
from tests.scenes.rehearsal import Pose, Rehearsal, rehearse

LECTURE = [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]
"""The lecture's own map."""


def variants(topic: str) -> Any:
    """The module of `tests/scenes/variants` that is named as the topic.

    Its `VARIANTS` are parameters of the topic's story by name, or functions that make a story;
    its `PLAYED` the names of those that are rehearsed, too.
    """
    return import_module(f"tests.scenes.variants.{topic}")


@cache
def told(topic: str, variant: str = "default") -> Story:
    """The story of a variant."""
    given = variants(topic).VARIANTS[variant]
    found: Story = given() if callable(given) else discover()[topic].story(**given)
    return found


@cache
def rehearsed(topic: str, variant: str = "default", spoken: str = "en") -> Rehearsal:
    """The rehearsal of a variant, in a language."""

    class Told(discover()[topic].scene):  # type: ignore[misc]
        story_function = staticmethod(partial(told, topic, variant))
        language = spoken

    played = rehearse(Told, {}, DARK)
    gc.collect()
    gc.freeze()  # scenes are large and are kept: garbage need not be looked for among them again
    return played


class Staging:
    """One topic, for tests of its own."""

    def __init__(self, topic: str) -> None:
        self.topic = topic

    def told(self, variant: str = "default") -> Story:
        """The story of a variant."""
        return told(self.topic, variant)

    def rehearsed(self, variant: str = "default") -> Rehearsal:
        """The rehearsal of a variant."""
        return rehearsed(self.topic, variant)

    def final(self, beat: str, variant: str = "default") -> Pose:
        """The last pose of a beat."""
        poses = self.rehearsed(variant).poses
        return next(pose for pose in poses if pose.beat == beat and pose.last)

    def texts(self, beat: str, variant: str = "default") -> list[str]:
        """What is written at the end of a beat, without spaces."""
        return [word.text.replace(" ", "") for word in self.final(beat, variant).words]


def pixels(image: Any) -> np.ndarray:
    """The colours of an image on the stage, 0 to 255."""
    shown: np.ndarray = image.pixel_array[..., :3]
    return shown


def tinted(values: np.ndarray, top: float, bottom: float = 0.0) -> np.ndarray:
    """The pixels of a map as the stage tints it."""
    return np.rint(DARK.value_colours(values, bottom, top) * 255)
