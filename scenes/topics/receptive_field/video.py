"""Receptive fields as a Manim scene.

Render it with `manim render scenes/topics/receptive_field/video.py ReceptiveField`; a subclass
changes whose field it is::

    class OfLenet(ReceptiveField):
        parameters = {"network": ("lenet5",), "input_size": 32}
"""

from scenes.topics.receptive_field.acts.growth import Growth
from scenes.topics.receptive_field.acts.opening import Opening
from scenes.topics.receptive_field.acts.page import Page
from scenes.topics.receptive_field.acts.pixels import Pixels
from scenes.topics.receptive_field.story import story


class ReceptiveField(Opening, Growth, Pixels, Page):
    """How far a unit deep in a network can see."""

    story_function = staticmethod(story)
