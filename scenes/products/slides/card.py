"""A title slide as a figure."""

from pathlib import Path

from matplotlib.figure import Figure

from scenes.page.lettering import put, wrapped
from scenes.page.sheet import new_sheet
from scenes.products.logo import read_logo
from scenes.products.slides.deck import Words
from scenes.theme import Theme

WIDTH, HEIGHT = 960.0, 540.0
"""Points of a slide, 16 to 9."""
_MARGIN = 72.0
_TITLE, _TAGLINE, _SMALL, _CREDIT = 56.0, 27.0, 22.0, 12.5
_LEADING = 1.1


def card(words: Words, theme: Theme, logo: Path | None = None, credit: str = "") -> Figure:
    """A title slide, 16 to 9.

    Args:
        words: what it says.
        theme: the look.
        logo: a picture for its upper right corner.
        credit: a small line at the foot.
    """
    ax = new_sheet(theme, WIDTH, HEIGHT)
    lines = wrapped(words.title, theme, _TITLE, 0.8 * WIDTH, "black")
    y = HEIGHT / 2 - _LEADING * _TITLE * (len(lines) / 2 - 0.7) - 0.5 * _TAGLINE
    for line in lines:
        put(ax, _MARGIN, y, line, theme, size=_TITLE, weight="black")
        y += _LEADING * _TITLE
    for line in wrapped(words.tagline, theme, _TAGLINE, WIDTH - 2 * _MARGIN):
        put(ax, _MARGIN, y, line, theme, size=_TAGLINE, colour=theme.muted)
        y += _LEADING * _TAGLINE
    put(ax, _MARGIN, _MARGIN + _SMALL, words.over, theme, size=_SMALL, colour=theme.muted)
    put(ax, _MARGIN, HEIGHT - 1.2 * _MARGIN, words.under, theme, size=_SMALL)
    put(ax, _MARGIN, HEIGHT - 0.5 * _MARGIN, credit, theme, size=_CREDIT, colour=theme.muted)
    if logo is not None:
        picture = read_logo(logo)
        high = 64.0
        wide = high * picture.shape[1] / picture.shape[0]
        right = WIDTH - _MARGIN
        ax.imshow(picture, extent=(right - wide, right, 0.8 * _MARGIN + high, 0.8 * _MARGIN))
        ax.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0), aspect="auto")
    figure = ax.get_figure(root=True)
    assert figure is not None, "the axes of new_sheet belong to a figure"
    return figure
