"""What the beats share: leaving nothing behind, and texts in the topic's own words."""

from typing import Any

import manim as m

from scenes.stage.scene import StoryScene
from scenes.stage.type import words


class Room(StoryScene):
    """Keeps the stage tidy from one beat to the next."""

    def clear_stage(self) -> list[m.Animation]:
        """Animations that take everything away."""
        return [m.FadeOut(mobject) for mobject in self.mobjects]

    def text(self, text: str, *, quiet: bool = False, **kwargs: Any) -> m.VMobject:
        """A line of text, quiet or plain."""
        colour = self.theme.muted if quiet else self.theme.text
        return words(text, self.theme, **{"colour": colour, **kwargs})

    def square(self, size: tuple[int, int]) -> str:
        """A size in pixels as rows × columns."""
        return self.label("box", height=size[0], width=size[1])
