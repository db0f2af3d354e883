"""Lines of text that fit a width: broken at spaces, smaller where a title is too long."""

import manim as m

from scenes.stage.type import on_baseline, pixels, words
from scenes.theme import Theme

LEADING = 1.16
MOST_LINES = 3
SMALLER = 0.92
SMALLEST = 28.0
"""Pixels of a 1080-line frame, for a text with spaces; a word that is too long is squeezed."""


class Paragraph(m.VGroup):
    """Lines of one text, flush left.

    Args:
        text: broken at spaces.
        theme: roles.
        size: of the type, in pixels of a 1080-line frame; less where the text is long.
        width: in Manim's units.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        size: float,
        width: float,
        *,
        bold: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        colour = theme.muted if quiet else theme.text
        while True:
            lines = _broken(text, theme, size, width, bold)
            widest = max(_width(line, theme, size, bold) for line in lines)
            if (len(lines) <= MOST_LINES and widest <= width) or size <= SMALLEST:
                break
            size *= SMALLER
        for number, line in enumerate(lines):
            shown = words(line, theme, size=size, colour=colour, bold=bold)
            on_baseline(shown, -number * LEADING * pixels(size)).set_x(0, direction=m.LEFT)
            self.add(shown)
        if self.width > width:
            self.scale_to_fit_width(width)


def _broken(text: str, theme: Theme, size: float, width: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, theme, size, bold) > width:
            lines.append(word)
        else:
            lines[-1:] = [longer]
    return lines


def _width(line: str, theme: Theme, size: float, bold: bool) -> float:
    return float(words(line, theme, size=size, bold=bold).width)
