"""Average pooling as a Manim scene.

Render it with `manim render scenes/topics/average_pooling/video.py AveragePooling`; a subclass
changes what is pooled::

    class Overlapping(AveragePooling):
        parameters = {"kernel_size": 3, "stride": 2}
"""

from scenes.topics.average_pooling.acts.border import Border
from scenes.topics.average_pooling.acts.closing import Closing
from scenes.topics.average_pooling.acts.learned import Learned
from scenes.topics.average_pooling.acts.levelling import Levelling
from scenes.topics.average_pooling.acts.opening import Opening
from scenes.topics.average_pooling.acts.pairs import Pairs
from scenes.topics.average_pooling.acts.whole import Whole
from scenes.topics.average_pooling.story import story


class AveragePooling(Opening, Closing, Levelling, Pairs, Border, Whole, Learned):
    """The mean of a window, and of a whole map: every cell has a say."""

    story_function = staticmethod(story)
