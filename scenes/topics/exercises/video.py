"""The five exercises, as a Manim scene.

Render it with `manim render scenes/topics/exercises/video.py Exercises`; a subclass changes
what is shown::

    class OwnRuns(Exercises):
        parameters = {"results": "my_exercises.json"}
"""

from scenes.topics.exercises.acts.closing import Closing
from scenes.topics.exercises.acts.heads import Heads
from scenes.topics.exercises.acts.maps import Maps
from scenes.topics.exercises.acts.opening import Opening
from scenes.topics.exercises.story import story


class Exercises(Opening, Heads, Maps, Closing):
    """Five questions to one small network, answered with real runs."""

    story_function = staticmethod(story)
