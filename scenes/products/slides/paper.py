"""The PDF deck: vector pages from the topics' figures, each with its alt text.

A page of panels becomes a slide a panel, for a whole one would be too small to read on a screen;
what is taller than wide otherwise, such as a worksheet, is for paper and is left out.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.text import Text

from scenes.beats import Story
from scenes.page.panels import places_of_panels
from scenes.page.save import figure_bytes
from scenes.page.sheet import MARGIN, POINTS_PER_INCH, Box
from scenes.products.description import Lecture
from scenes.products.slides.card import HEIGHT, WIDTH, card
from scenes.products.slides.deck import opening_words, part_words
from scenes.products.slides.vectors import Pages
from scenes.studio.progress import Report
from scenes.topics import discover

SMALLEST = 12.0
"""Points of the smallest type on a slide: 24 pixels where its width is 1920."""
_LARGEST = 3.2
"""How much a small drawing is enlarged at most."""
_WORDS = 0.2
"""Height over width of a page's head that is words alone: its title slide says them."""
_UPRIGHT = 1.1
"""Height over width from which a figure without panels is for paper."""
_RULE = 3.0
"""Points on either side of a rule between panels."""


def write_paper(lecture: Lecture, path: Path, report: Report = lambda done, expected: None) -> None:
    """Write a lecture's figures as a PDF that LaTeX takes; the same lecture, the same bytes.

    Args:
        lecture: what is told; its figures are drawn here.
        path: the file.
        report: told of the topics that are drawn.
    """
    theme = lecture.theme
    pages = Pages(WIDTH, theme.background, lecture.language)

    def add(figure: Figure, cuts: Iterable[tuple[str, Box]]) -> None:
        drawing = pages.drawing(figure_bytes(figure, format="pdf"))
        for alt, box in cuts:
            scale, height = _size(figure, box)
            pages.add(drawing, box, scale, height, alt)

    whole = Box(0, 0, WIDTH, HEIGHT)
    opening = opening_words(lecture)
    if opening is not None:
        alt = ". ".join(filter(None, (opening.title, opening.tagline, opening.under)))
        add(card(opening, theme, lecture.logo), [(alt, whole)])
    for number, chapter in enumerate(lecture.chapters):
        story, words = chapter.story, part_words(lecture, number)
        logo = lecture.logo if opening is None else None
        add(
            card(words, theme, logo, story.said(story.source)),
            [(f"{words.title}. {words.tagline}", whole)],
        )
        pages.begin_part(words.title)
        for name, draw in discover()[story.topic].figures.items():
            figure = draw(story, theme)
            add(figure, cuts(figure, name, story))
        report(number + 1, len(lecture.chapters))
    path.write_bytes(pages.finished(lecture.title, lecture.author))


def cuts(figure: Figure, name: str, story: Story) -> Iterator[tuple[str, Box]]:
    """The parts of a figure that are slides, with the alt text of each.

    In points from the figure's upper left corner.
    """
    width, height = (float(size) for size in POINTS_PER_INCH * figure.get_size_inches())
    panels = places_of_panels(figure)
    if panels and height > HEIGHT / WIDTH * width:
        head = min(box.top for box in panels.values())
        if head > _WORDS * width:
            yield story.figure_alt(name), Box(0, 0, width, head - _RULE)
        for beat, box in panels.items():
            beside = MARGIN if box.width < width / 2 else box.left
            # Without the rules above and below it.
            yield (
                story.alt(beat),
                Box(box.left - beside, box.top + _RULE, box.width + 2 * beside, box.height),
            )
    elif height < _UPRIGHT * width:
        yield story.figure_alt(name), Box(0, 0, width, height)


def _size(figure: Figure, box: Box) -> tuple[float, float]:
    """How much a part is enlarged, and the slide's height: more where type would be too small."""
    widest = WIDTH / box.width
    fitting = min(widest, HEIGHT / box.height, _LARGEST)
    needed = SMALLEST / min(_type_sizes(figure, box), default=SMALLEST)
    scale = min(max(fitting, needed), widest)
    return scale, max(HEIGHT, scale * box.height)


def _type_sizes(figure: Figure, box: Box) -> Iterator[float]:
    """Points of the texts in a part of a figure."""
    high = POINTS_PER_INCH * figure.get_figheight()
    for text in figure.findobj(Text):
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip():
            x, y = text.get_transform().transform(text.get_position())
            x, y = POINTS_PER_INCH / figure.dpi * x, high - POINTS_PER_INCH / figure.dpi * y
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                yield float(text.get_fontsize())
