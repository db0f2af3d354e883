"""The hierarchy as a Manim scene.

Render it with `manim render scenes/topics/hierarchy/video.py Hierarchy`; a subclass changes the
photo::

    class InACat(Hierarchy):
        parameters = {"input": "chelsea"}
"""

from scenes.topics.hierarchy.acts.closing import Closing
from scenes.topics.hierarchy.acts.deeper import Deeper
from scenes.topics.hierarchy.acts.opening import Opening
from scenes.topics.hierarchy.acts.shrinking import Shrinking
from scenes.topics.hierarchy.acts.whole import Whole
from scenes.topics.hierarchy.story import story


class Hierarchy(Opening, Shrinking, Deeper, Whole, Closing):
    """What a trained network answers to, from edges to objects."""

    story_function = staticmethod(story)
