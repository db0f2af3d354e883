"""What the beats of a scene share: leaving nothing behind, and lines of text."""

from typing import Any

import manim as m

from scenes.stage.scene import StoryScene
from scenes.stage.type import on_baseline, words


class Room(StoryScene):
    """Keeps the stage tidy from one beat to the next."""

    def clear_stage(self, *kept: m.Mobject) -> list[m.Animation]:
        """Animations that take everything away but what is kept."""
        stays = {part for mobject in kept for part in mobject.get_family()}
        return [
            m.FadeOut(mobject)
            for mobject in self.mobjects
            if not stays.intersection(mobject.get_family())
        ]

    def text(self, text: str, *, quiet: bool = False, **kwargs: Any) -> m.VMobject:
        """A line of text, quiet or plain."""
        colour = self.theme.muted if quiet else self.theme.text
        return words(text, self.theme, **{"colour": colour, **kwargs})

    def side_by_side(self, *lines: m.VMobject, buff: float = 0.3) -> m.VGroup:
        """Lines of text on one baseline, centred on the origin."""
        row = m.VGroup(*lines).arrange(m.RIGHT, buff=buff)
        for line in row:
            on_baseline(line, 0)
        return row.move_to(m.ORIGIN)
