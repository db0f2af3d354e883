"""What the beats share: leaving nothing behind, and texts in the topic's own words."""

from typing import Any

import manim as m

from scenes.stage.scene import StoryScene
from scenes.stage.type import on_baseline, pixels, words

SMALL_TYPE = 24.0
LETTER = 0.6
"""Width of a letter in a layer's name, as a share of the em; most are narrower."""


class Room(StoryScene):
    """Keeps the stage tidy from one beat to the next."""

    def clear_stage(self) -> list[m.Animation]:
        """Animations that take everything away."""
        return [m.FadeOut(mobject) for mobject in self.mobjects]

    def text(self, text: str, *, quiet: bool = False, **kwargs: Any) -> m.VMobject:
        """A line of text, quiet or plain."""
        colour = self.theme.muted if quiet else self.theme.text
        return words(text, self.theme, **{"colour": colour, **kwargs})

    def layer_name(self, name: str, room: float) -> m.VMobject:
        """A layer's name in the smallest type; of one too long for the room its end is told."""
        most = int(room / (pixels(SMALL_TYPE) * LETTER))
        return self.text(name if len(name) <= most else f"…{name[1 - most :]}", size=SMALL_TYPE)

    def square(self, size: tuple[int, int]) -> str:
        """A size in pixels as rows × columns."""
        return self.label("box", height=str(size[0]), width=str(size[1]))

    def side_by_side(self, *lines: m.VMobject, buff: float = 0.3) -> m.VGroup:
        """Lines of text on one baseline, centred on the origin."""
        row = m.VGroup(*lines).arrange(m.RIGHT, buff=buff)
        for line in row:
            on_baseline(line, 0)
        return row.move_to(m.ORIGIN)
