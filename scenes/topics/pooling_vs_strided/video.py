"""Pooling against strided convolution as a Manim scene.

Render it with `manim render scenes/topics/pooling_vs_strided/video.py PoolingVsStrided`; a
subclass changes the photo::

    class OfACat(PoolingVsStrided):
        parameters = {"input": "chelsea"}
"""

from scenes.topics.pooling_vs_strided.acts.edges import Sharpness
from scenes.topics.pooling_vs_strided.acts.moving import Invariance
from scenes.topics.pooling_vs_strided.acts.networks import Networks
from scenes.topics.pooling_vs_strided.acts.table import Table
from scenes.topics.pooling_vs_strided.acts.weights import Weights
from scenes.topics.pooling_vs_strided.acts.years import Usage
from scenes.topics.pooling_vs_strided.story import story


class PoolingVsStrided(Table, Weights, Invariance, Sharpness, Networks, Usage):
    """The lecture's table, with measurements in place of words."""

    story_function = staticmethod(story)
