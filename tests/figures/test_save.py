"""Files of figures: the same bytes every time, whole or not at all, readable by everybody."""

import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from matplotlib import rcParams
from matplotlib.figure import Figure
from PIL import Image

from scenes.page.save import FORMATS, Format, save_figure
from scenes.theme import LIGHT
from scenes.topics.max_pooling.figure import FIGURES
from scenes.topics.max_pooling.story import story


@pytest.fixture(scope="module")
def figure() -> Figure:
    return FIGURES["page"](story(input=[[1, 3, 2, 8], [4, 6, 5, 2]]), LIGHT)


@pytest.mark.parametrize("form", FORMATS)
def test_same_figure_same_bytes(tmp_path: Path, form: Format) -> None:
    told = story(input=[[1, 3, 2, 8], [4, 6, 5, 2]])
    first, second = (
        save_figure(FIGURES["page"](told, LIGHT), tmp_path / name, format=form, title="t")
        for name in ("one", "two")
    )
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_a_figure_is_the_same_after_it_was_saved_larger(
    tmp_path: Path, figure: Figure, form: Format
) -> None:
    before = save_figure(figure, tmp_path / "before", format=form).read_bytes()
    save_figure(figure, tmp_path / "large", format=form, width_inches=10.7)
    assert save_figure(figure, tmp_path / "after", format=form).read_bytes() == before


def test_bytes_follow_the_figure(tmp_path: Path, figure: Figure) -> None:
    other = FIGURES["page"](story(input=[[1, 3, 2, 8], [4, 6, 5, 1]]), LIGHT)
    one, two = (
        save_figure(drawn, tmp_path / "x.svg", format="svg").read_bytes()
        for drawn in (figure, other)
    )
    assert one != two


def test_svg_text_is_text_on_request(tmp_path: Path, figure: Figure) -> None:
    text = save_figure(figure, tmp_path / "t.svg", format="svg", svg_text=True).read_text("utf-8")
    assert re.search(r"<text [^>]*'Lato'[^>]*>Max pooling</text>", text)
    outlines = save_figure(figure, tmp_path / "o.svg", format="svg").read_text("utf-8")
    assert "<text" not in outlines


def test_title_and_description_are_in_the_file(tmp_path: Path, figure: Figure) -> None:
    save = partial(
        save_figure, figure, title="Max pooling", description="The largest of four, −∞ never."
    )
    svg = save(tmp_path / "a.svg", format="svg").read_text("utf-8")
    assert "<title>Max pooling</title>" in svg or "<dc:title>Max pooling</dc:title>" in svg
    assert "The largest of four, −∞ never." in svg
    with Image.open(save(tmp_path / "a.png", format="png")) as png:
        assert png.info["Title"] == "Max pooling"
        assert png.info["Description"] == "The largest of four, −∞ never."
        assert "Software" not in png.info
    pdf = save(tmp_path / "a.pdf", format="pdf").read_bytes()
    assert b"/Title (Max pooling)" in pdf
    assert b"/Subject" in pdf
    assert b"CreationDate" not in pdf


def test_pdf_carries_lato_as_a_font(tmp_path: Path, figure: Figure) -> None:
    pdf = save_figure(figure, tmp_path / "a.pdf", format="pdf").read_bytes()
    names = set(re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", pdf))
    assert b"Lato-Regular" in names
    assert all(name.startswith(b"Lato-") for name in names)
    assert b"/Subtype /Type3" not in pdf


@pytest.mark.parametrize(("width", "dpi", "pixels"), [(None, 100, 650), (3.25, 300, 975)])
def test_png_has_the_asked_size(
    tmp_path: Path, figure: Figure, width: float | None, dpi: float, pixels: int
) -> None:
    path = save_figure(figure, tmp_path / "a.png", format="png", width_inches=width, dpi=dpi)
    with Image.open(path) as png:
        assert png.width == pixels


def test_transparent_leaves_the_background_out(tmp_path: Path, figure: Figure) -> None:
    path = save_figure(figure, tmp_path / "a.png", format="png", dpi=50, transparent=True)
    with Image.open(path) as png:
        assert png.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "a.png"
    old.write_bytes(b"old")

    def full(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:4])
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        save_figure(Figure(), old, format="png")
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
    assert old.read_bytes() == b"old"


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="svg, pdf, png, got 'gif'"):
        save_figure(Figure(), tmp_path / "a.gif", format="gif")  # type: ignore[arg-type]


def test_global_settings_stay_as_they_are(tmp_path: Path, figure: Figure) -> None:
    before = dict(rcParams)
    save_figure(figure, tmp_path / "a.svg", format="svg")
    assert dict(rcParams) == before


@pytest.mark.parametrize(
    ("topic", "asked"),
    [
        ("max_pooling", "input=[[1, 2], [3, 4]]"),
        # a sample photo comes from scikit-image, which is imported for it
        ("receptive_field", "input='photo.png', network=('lenet5',), input_size=32"),
    ],
)
def test_figures_need_neither_manim_nor_pyplot(topic: str, asked: str, tmp_path: Path) -> None:
    Image.effect_noise((48, 40), 60).convert("RGB").save(tmp_path / "photo.png")
    code = (
        f"import sys; from scenes.topics.{topic}.figure import FIGURES;"
        f"from scenes.topics.{topic}.story import story; from scenes.theme import LIGHT;"
        f"[draw(story({asked}), LIGHT) for draw in FIGURES.values()];"
        "print([n for n in ('manim', 'matplotlib.pyplot', 'scipy', 'skimage', 'av')"
        " if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code.replace("photo.png", str(tmp_path / "photo.png"))],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
