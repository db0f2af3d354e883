"""Max pooling as a Manim scene.

Render it with `manim render scenes/topics/max_pooling/video.py MaxPooling`; a subclass changes
what is pooled::

    class Overlapping(MaxPooling):
        parameters = {"kernel_size": 3, "stride": 2}
"""

from scenes.topics.max_pooling.acts.closing import Closing
from scenes.topics.max_pooling.acts.forgiving import Forgiving
from scenes.topics.max_pooling.acts.opening import Opening
from scenes.topics.max_pooling.acts.variations import Variations
from scenes.topics.max_pooling.acts.walk import Walk
from scenes.topics.max_pooling.story import story


class MaxPooling(Opening, Walk, Variations, Forgiving, Closing):
    """The sliding max-pool window: the strongest survives."""

    story_function = staticmethod(story)
