"""Zooming out as a Manim scene.

Render it with `manim render scenes/topics/zoom_out/video.py ZoomOut`; a subclass changes the
photo::

    class FromACat(ZoomOut):
        parameters = {"input": "chelsea"}
"""

from scenes.topics.zoom_out.acts.afar import Afar
from scenes.topics.zoom_out.acts.close import Close
from scenes.topics.zoom_out.acts.depth import Depth
from scenes.topics.zoom_out.acts.steps import Steps
from scenes.topics.zoom_out.story import story


class ZoomOut(Close, Steps, Depth, Afar):
    """Stepping back from a photo, pooling by pooling."""

    story_function = staticmethod(story)
