"""What the beats share: texts in the topic's own words."""

import manim as m

from scenes.stage import room
from scenes.stage.type import pixels

SMALL_TYPE = 24.0
LETTER = 0.6
"""Width of a letter in a layer's name, as a share of the em; most are narrower."""


class Room(room.Room):
    """The room of a story of layers and boxes."""

    def layer_name(self, name: str, room: float) -> m.VMobject:
        """A layer's name in the smallest type; of one too long for the room its end is told."""
        most = int(room / (pixels(SMALL_TYPE) * LETTER))
        return self.text(name if len(name) <= most else f"…{name[1 - most :]}", size=SMALL_TYPE)

    def square(self, size: tuple[int, int]) -> str:
        """A size in pixels as rows × columns."""
        return self.label("box", height=str(size[0]), width=str(size[1]))
