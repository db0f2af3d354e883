"""The takeaways as a Manim scene.

Render it with `manim render scenes/topics/takeaways/video.py Takeaways`; a subclass changes the
photo::

    class FromACat(Takeaways):
        parameters = {"input": "chelsea"}
"""

from scenes.topics.takeaways.acts.cells import Cells
from scenes.topics.takeaways.acts.closing import Closing
from scenes.topics.takeaways.acts.learned import Learned
from scenes.topics.takeaways.acts.opening import Opening
from scenes.topics.takeaways.acts.whole import Whole
from scenes.topics.takeaways.story import story


class Takeaways(Opening, Cells, Learned, Whole, Closing):
    """Five lines to remember, and the five pictures that earned them."""

    story_function = staticmethod(story)
