"""The PDF deck: vector pages that say what they show and that LaTeX takes."""

import io
import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray
from pypdf import PdfReader

from scenes.page.panels import places_of_panels
from scenes.page.save import figure_bytes
from scenes.products.description import Lecture, read_lecture
from scenes.products.slides.card import HEIGHT, WIDTH
from scenes.products.slides.paper import SMALLEST, cuts, write_paper
from scenes.theme import DARK
from scenes.topics import discover

pytestmark = pytest.mark.xdist_group("paper")

OPTIONS = {"no_cache": True, "cache_size": "1M", "author": "Ada Lovelace"}


@pytest.fixture(scope="module")
def lecture() -> Lecture:
    return read_lecture(None, {**OPTIONS, "topics": "max_pooling,strided_convolution"})


@pytest.fixture(scope="module")
def paper(lecture: Lecture, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "slides.pdf"
    write_paper(lecture, path)
    return path


def test_latex_takes_it(paper: Path) -> None:
    assert paper.read_bytes()[:8] == b"%PDF-1.4"
    reader = PdfReader(paper)
    assert not reader.is_encrypted
    for page in reader.pages:
        assert page.mediabox.lower_left == (0, 0)
        assert page.mediabox.width == WIDTH
        assert page.mediabox.height >= HEIGHT
        assert page.cropbox == page.mediabox


def test_pages_are_vectors_with_their_letters(paper: Path) -> None:
    reader = PdfReader(paper)
    text = [page.extract_text() for page in reader.pages]
    assert "How pooling lets a network" in text[0]
    assert "Max pooling" in text[1]
    assert any("Overlap" in words for words in text)
    for page in reader.pages:
        (form,) = page["/Resources"]["/XObject"].values()  # type: ignore[index]
        fonts = form["/Resources"]["/Font"].values()
        assert fonts
        for font in fonts:
            described = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            assert "/FontFile2" in described["/FontDescriptor"]


def test_a_figure_is_in_the_file_once(paper: Path) -> None:
    pages = PdfReader(paper).pages
    forms = [page["/Resources"]["/XObject"].raw_get("/Drawing").idnum for page in pages]  # type: ignore[index]
    assert len(set(forms)) < len(forms)


def test_every_page_says_what_is_seen(paper: Path, lecture: Lecture) -> None:
    reader = PdfReader(paper)
    root = reader.trailer["/Root"]
    figures = root["/StructTreeRoot"]["/K"]["/K"]  # type: ignore[index]
    alts = [figure.get_object()["/Alt"] for figure in figures]
    assert len(alts) == len(reader.pages)
    assert all(alts)
    assert lecture.chapters[0].story.alt("overlap") in alts
    assert root["/Lang"] == "en"  # type: ignore[index]


def test_the_outline_leads_to_the_topics(paper: Path) -> None:
    reader = PdfReader(paper)
    titles = [entry["/Title"] for entry in reader.outline]  # type: ignore[call-overload]
    assert titles == ["Max pooling", "Strided convolution"]


def test_type_is_never_smaller_than_in_a_video(paper: Path, lecture: Lecture) -> None:
    scales = []
    for page in PdfReader(paper).pages:
        contents = page.get_contents()
        assert contents is not None
        found = re.search(rb"q ([\d.]+) 0 0", contents.get_data())
        assert found is not None
        scales.append(float(found[1]))
    after_the_opening = iter(scales[1:])
    for chapter in lecture.chapters:
        assert next(after_the_opening) == 1.0  # the title slide
        for name, draw in discover()[chapter.topic].figures.items():
            figure = draw(chapter.story, DARK)
            figure.dpi = 72
            for _, box in cuts(figure, name, chapter.story):
                scale = next(after_the_opening)
                for text in figure.findobj(Text):
                    extent = text.get_window_extent()
                    x, y = (extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2
                    top = 72 * figure.get_figheight() - y
                    inside = box.left < x < box.right and box.top < top < box.bottom
                    if text.get_text().strip() and inside:
                        assert scale * text.get_fontsize() >= SMALLEST - 0.01
    assert not list(after_the_opening)


def test_a_page_of_panels_is_cut_between_them(lecture: Lecture) -> None:
    story = lecture.chapters[0].story
    figure = discover()["max_pooling"].figures["page"](story, DARK)
    panels = places_of_panels(figure)
    assert list(panels) == ["overlap", "border", "real", "forgiving", "gradient"]
    parts = list(cuts(figure, "page", story))
    assert [alt for alt, _ in parts] == [story.alt("page"), *map(story.alt, panels)]
    pixels = _drawn(figure)
    for _, box in parts:
        top = round(box.top) + 1
        edge = pixels[top, round(box.left) + 1 : round(box.right) - 1]
        assert np.ptp(edge, axis=0).max() <= 3, "nothing is cut through"


def test_worksheets_are_for_paper(lecture: Lecture) -> None:
    story = lecture.chapters[0].story
    figure = discover()["max_pooling"].figures["worksheet"](story, DARK)
    assert list(cuts(figure, "worksheet", story)) == []


def _drawn(figure: Figure) -> NDArray[np.int_]:
    """Red, green and blue, a pixel a point."""
    drawn = plt.imread(io.BytesIO(figure_bytes(figure, format="png", dpi=72)))
    return np.round(255 * np.asarray(drawn)[..., :3]).astype(int)
