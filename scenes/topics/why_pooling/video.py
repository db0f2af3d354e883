"""Why pooling, as a Manim scene.

Render it with `manim render scenes/topics/why_pooling/video.py WhyPooling`; a subclass changes
what is shown::

    class OfAlexnet(WhyPooling):
        parameters = {"network": "alexnet"}
"""

from scenes.topics.why_pooling.acts.closing import Closing
from scenes.topics.why_pooling.acts.cost import Price
from scenes.topics.why_pooling.acts.curve import Curve
from scenes.topics.why_pooling.acts.field import Ladders
from scenes.topics.why_pooling.acts.opening import Opening
from scenes.topics.why_pooling.acts.shifts import Shifts
from scenes.topics.why_pooling.acts.zeros import Zeros
from scenes.topics.why_pooling.story import story


class WhyPooling(Closing, Opening, Shifts, Curve, Zeros, Price, Ladders):
    """What a network gains by pooling."""

    story_function = staticmethod(story)
