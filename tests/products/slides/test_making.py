"""Decks of the tiny topic, through the command line."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pptx
import pytest
from PIL import Image
from pptx.shapes.picture import Picture

import render
from scenes.products.slides import making

pytestmark = pytest.mark.usefixtures("tiny_topic", "own_folder")

TINY = ("slides", "--topics", "tiny", "-q", "l", "--workers", "1")


@pytest.mark.parametrize("form", ["pptx", "html", "pdf"])
def test_the_same_lecture_gives_the_same_deck(form: str, own_folder: Path) -> None:
    assert render.main([*TINY, "--to", form]) == 0
    deck = own_folder / "media" / "slides" / f"slides.{form}"
    first = deck.read_bytes()
    deck.unlink()

    assert render.main([*TINY, "--to", form]) == 0

    assert deck.read_bytes() == first
    entries = json.loads((own_folder / "media" / "manifest.json").read_text())["files"]
    assert entries[f"slides/slides.{form}"]["what"] == "slides"
    assert not list(own_folder.rglob(".part-*"))


def test_a_deck_that_cannot_be_finished_leaves_nothing(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scenes.products.slides.powerpoint.settle", fail)

    assert render.main([*TINY]) == 2
    assert not (own_folder / "media").exists()


def test_a_page_takes_the_place_of_the_one_before_with_all_that_it_shows(own_folder: Path) -> None:
    assert render.main([*TINY, "--to", "html"]) == 0
    assets = own_folder / "media" / "slides" / "slides_assets"
    (assets / "old.mp4").write_text("of a longer deck")

    assert render.main([*TINY, "--to", "html"]) == 0
    names = {path.name for path in assets.iterdir()}
    assert "old.mp4" not in names
    assert "01-01-tiny-move.mp4" in names


def test_a_missing_extra_is_told_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(making, "_is_there", lambda package: package != "pptx")

    assert render.main([*TINY]) == 2
    assert "slides need pptx: pip install 'zoomout[slides]'" in capsys.readouterr().err


def test_only_a_page_is_asked_to_be_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert render.main([*TINY, "--to", "pptx", "--one-file"]) == 2
    assert "--one-file is for --to html" in capsys.readouterr().err


def test_the_ending_of_the_output_chooses_the_form(own_folder: Path) -> None:
    assert render.main([*TINY, "-o", "week 7.pptx"]) == 0
    assert zipfile.is_zipfile(own_folder / "week 7.pptx")


def test_a_logo_of_any_format_is_on_the_first_slide(own_folder: Path) -> None:
    logo = own_folder / "logo.webp"
    Image.fromarray(np.full((30, 60, 4), 128, dtype=np.uint8)).save(logo)

    assert render.main([*TINY, "--logo", "logo.webp", "--author", "Ada Lovelace"]) == 0

    slide = pptx.Presentation(str(own_folder / "media" / "slides" / "slides.pptx")).slides[0]
    (picture,) = (shape for shape in slide.shapes if isinstance(shape, Picture))
    assert picture.image.content_type == "image/png"
    assert picture.width == pytest.approx(2 * picture.height, rel=0.01)
