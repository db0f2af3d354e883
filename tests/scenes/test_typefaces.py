"""A typeface of one's own is really the one that is drawn, by Pango, matplotlib and Pillow."""

import dataclasses
import pickle
from pathlib import Path

import manim as m
import numpy as np
import pytest
from matplotlib.figure import Figure

from scenes.beats import Beat, Story
from scenes.page.lettering import face, width_of
from scenes.stage import type as stage_type
from scenes.stage.type import Number, words
from scenes.studio.failures import BadInputError
from scenes.studio.jobs import SheetJob
from scenes.studio.prepare import check_letters, told_job
from scenes.studio.sheet import _font
from scenes.theme import DARK, Theme, ThemeError, load_theme
from scenes.typefaces import Typeface, letters
from tests.scenes.own_font import CORNERS, FAMILY, LETTER, UNITS, write_font


def theme_of(folder: Path, text: str) -> Theme:
    """A theme of one's own."""
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return load_theme(file)


@pytest.fixture
def mine(tmp_path: Path) -> Theme:
    """A theme with a typeface that only its files can be the source of."""
    write_font(tmp_path / "Triangles-Bold.ttf", weight=700)
    write_font(tmp_path / "Triangles.ttf")
    return theme_of(tmp_path, 'font_files = ["Triangles-Bold.ttf", "Triangles.ttf"]')


def test_the_family_and_the_weights_are_read_from_the_files(mine: Theme) -> None:
    assert mine.font == FAMILY
    assert [Path(file).name for file in mine.font_files] == ["Triangles.ttf", "Triangles-Bold.ttf"]
    assert mine.typeface.file("medium").name == "Triangles.ttf"
    assert mine.typeface.file("black").name == "Triangles-Bold.ttf"


@pytest.mark.parametrize("first", [DARK, None], ids=["after another typeface", "at first"])
def test_pango_draws_the_letter_of_the_file(
    mine: Theme, first: Theme | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(m.config, "media_dir", str(tmp_path))  # Manim keeps what it once wrote
    stage_type._shaped.cache_clear()
    if first is not None:
        words("H", first)
    line = words(LETTER * 2, mine, size=100)
    assert len(line) == 2
    points = line[0].points
    turns = {tuple(np.round(point, 3)) for point in points[::4, :2]}
    assert len(turns) == 3  # a triangle, and nothing that another typeface has
    box = np.array(CORNERS).max(axis=0) - np.array(CORNERS).min(axis=0)
    size = points.max(axis=0) - points.min(axis=0)
    assert size[0] / size[1] == pytest.approx(box[0] / box[1], rel=1e-3)
    assert size[1] == pytest.approx(stage_type.pixels(100) * box[1] / UNITS, rel=1e-2)


def test_matplotlib_draws_the_letter_of_the_file(mine: Theme) -> None:
    assert width_of(LETTER, mine, 100) == pytest.approx(100)
    figure = Figure(figsize=(1, 1), dpi=100)
    figure.text(0.1, 0.1, LETTER, fontproperties=face(mine.typeface, "bold"))
    figure.draw_without_rendering()  # a missing letter would be a warning, an error in tests
    assert str(face(mine.typeface, "bold").get_file()).endswith("Triangles-Bold.ttf")


def test_sheets_are_set_in_it(mine: Theme) -> None:
    job = SheetJob(Story("max_pooling", {}, "x", "", (Beat("x"),)), mine)
    assert _font(job, 20, "bold").getname() == (FAMILY, "Bold")


def test_digits_that_it_does_not_have_come_from_lato(mine: Theme) -> None:
    theirs, ours = Number(3, "3", DARK), Number(3, "3", mine)
    assert np.array_equal(theirs.points, ours.points)


def test_digits_that_it_has_are_its_own(tmp_path: Path) -> None:
    write_font(tmp_path / "digits.ttf", letters="0123456789")
    number = Number(3, "3", theme_of(tmp_path, 'font_files = ["digits.ttf"]'))
    assert len(number.points) == 3 * 4


def test_other_bytes_in_a_file_are_another_look(mine: Theme, tmp_path: Path) -> None:
    write_font(tmp_path / "Triangles.ttf", letters=LETTER)
    again = load_theme(tmp_path / "mine.toml")
    assert again.font_files == mine.font_files
    assert again.font_digest != mine.font_digest
    assert pickle.loads(pickle.dumps(again)) == again


def test_a_family_of_this_machine_by_its_name(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, 'font = "DejaVu Sans"')  # it comes with matplotlib
    assert [Path(file).name for file in theme.font_files] == [
        "DejaVuSans.ttf",
        "DejaVuSans-Bold.ttf",
    ]
    assert ord("ש") in letters(theme.typeface.file("regular"))
    assert theme_of(tmp_path, 'font = "Lato"').typeface == Typeface()


def test_a_wide_typeface_takes_the_room_of_lato(tmp_path: Path) -> None:
    wide = theme_of(tmp_path, 'font = "DejaVu Sans"')
    assert 0.8 <= wide.typeface.scale < 0.9
    said = "the quick brown fox jumps over 13 lazy dogs"
    for bold, weight in ((False, "regular"), (True, "bold")):
        pages = [width_of(said, theme, 20, weight) for theme in (wide, DARK)]  # type: ignore[arg-type]
        lines = [words(said, theme, bold=bold).width for theme in (wide, DARK)]
        digits = [Number(8, "8888", theme, bold=bold).width for theme in (wide, DARK)]
        for own, usual in (pages, lines, digits):
            assert 0.8 < own / usual < 1.06


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('font = "DejaVu Snas"', "did you mean 'DejaVu Sans'?"),
        ('font = "Lato"\nfont_files = ["Triangles.ttf"]', f"is of the typeface '{FAMILY}', not 'L"),
        ('font_files = ["none.ttf"]', "there is no font '"),
        ('font_files = ["broken.ttf"]', "the font 'broken.ttf' cannot be read"),
    ],
)
def test_a_typeface_that_is_not_there(mine: Theme, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0" + b"x" * 50)
    with pytest.raises(ThemeError) as caught:
        theme_of(tmp_path, text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_family_that_pango_does_not_know_is_no_other_one(mine: Theme) -> None:
    wrong = dataclasses.replace(mine, font="Nobody Has This")
    with pytest.raises(ThemeError, match="Pango does not know the typeface Nobody Has This"):
        words(LETTER, wrong)


def test_a_machine_without_the_file_says_so(mine: Theme) -> None:
    away = dataclasses.replace(mine, font_files=("/nowhere/a.ttf", "/nowhere/b.ttf"))
    with pytest.raises(ThemeError, match=r"there is no font /nowhere/a\.ttf on this machine"):
        words(LETTER, away)


def test_words_that_a_typeface_cannot_write(mine: Theme, tmp_path: Path) -> None:
    story = Story("max_pooling", {}, "x", "", ())
    with pytest.raises(BadInputError, match=f"the typeface {FAMILY} has no [A-Z0-9]"):
        check_letters(mine, story)
    check_letters(DARK, story)
    greek = dataclasses.replace(story, texts={"title": "Ομαδοποίηση"})
    hebrew = dataclasses.replace(story, texts={"title": "מקסימום"})
    check_letters(DARK, greek)
    with pytest.raises(BadInputError, match="the typeface Lato has no ו י ם מ ס, which the words"):
        check_letters(DARK, hebrew)
    check_letters(theme_of(tmp_path, 'font = "DejaVu Sans"'), hebrew)


def test_no_command_draws_boxes(mine: Theme, tmp_path: Path) -> None:
    asked = {"input": [[1, 3], [4, 6]]}
    with pytest.raises(BadInputError, match="has no"):
        told_job("max_pooling", asked, {"theme": str(tmp_path / "mine.toml"), "no_cache": True})
