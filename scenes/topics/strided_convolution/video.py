"""Strided convolution as a Manim scene.

Render it with `manim render scenes/topics/strided_convolution/video.py StridedConvolution`; a
subclass changes what is read::

    class ByThree(StridedConvolution):
        parameters = {"input": "chelsea", "stride": 3}
"""

from scenes.topics.strided_convolution.acts.closing import Closing
from scenes.topics.strided_convolution.acts.columns import Columns
from scenes.topics.strided_convolution.acts.pictures import Pictures
from scenes.topics.strided_convolution.acts.skipping import Skipping
from scenes.topics.strided_convolution.acts.weighing import Weighing
from scenes.topics.strided_convolution.story import story


class StridedConvolution(Weighing, Pictures, Skipping, Columns, Closing):
    """A kernel that steps by two: downsampling whose weights are learned."""

    story_function = staticmethod(story)
