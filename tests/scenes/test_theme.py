"""The roles of both themes: contrast, colour vision, inks, and a user's own toml."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from scenes.theme import DARK, LIGHT, PACE, SIZES, Theme, ThemeError, contrast, load_theme, rgb

TEXT, MARKS = 4.5, 3.0
"""Least contrast ratios, WCAG 2.2."""
APART = 15.0
"""Least CIEDE2000 difference of two roles, as seen with each kind of colour vision."""

MEANINGS = ("window", "winner", "output", "gradient")
"""Marks that stand beside each other and must not be confused."""

# Machado, Oliveira, Fernandes 2009: severity 1.0, on linear RGB.
SIMULATED = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip

both_themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


def seen(colour: str, vision: str) -> np.ndarray:
    """A colour as somebody with this colour vision sees it."""
    encoded = rgb(colour)
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    other = np.clip(np.asarray(SIMULATED[vision]) @ linear, 0, 1)
    return np.where(other <= 0.0031308, 12.92 * other, 1.055 * other ** (1 / 2.4) - 0.055)


def difference(one: str, other: str, vision: str) -> float:
    """CIEDE2000 of two colours with a kind of colour vision."""
    return float(deltaE_ciede2000(rgb2lab(seen(one, vision)), rgb2lab(seen(other, vision))))


def faint_text(theme: Theme) -> list[str]:
    """Text roles that do not stand out enough from what they are set on."""
    return [
        role
        for role in ("text", "muted")
        if min(contrast(getattr(theme, role), back) for back in (theme.background, theme.surface))
        < TEXT
    ]


def faint_marks(theme: Theme) -> list[str]:
    """Marks that do not stand out enough from the background."""
    return [
        role
        for role in (*MEANINGS, "padding")
        if contrast(getattr(theme, role), theme.background) < MARKS
    ]


def confused(theme: Theme) -> list[tuple[str, str, str]]:
    """Pairs of roles that somebody would take for each other."""
    return [
        (one, other, vision)
        for vision in SIMULATED
        for one, other in combinations(MEANINGS, 2)
        if difference(getattr(theme, one), getattr(theme, other), vision) < APART
    ]


@both_themes
def test_text_and_marks_stand_out(theme: Theme) -> None:
    assert faint_text(theme) == []
    assert faint_marks(theme) == []


@both_themes
def test_roles_are_told_apart_with_every_colour_vision(theme: Theme) -> None:
    assert confused(theme) == []


@both_themes
def test_marks_that_carry_text_let_it_be_read(theme: Theme) -> None:
    for role in ("winner", "gradient", "window", "output"):
        colour = getattr(theme, role)
        assert contrast(theme.ink_on(colour), colour) >= TEXT
    assert contrast(theme.winner, theme.background) >= TEXT, "results are written in it"
    assert contrast(theme.window, theme.background) >= MARKS


@both_themes
def test_the_ramp_climbs_evenly_in_lightness(theme: Theme) -> None:
    for ramp in (theme.ramp, theme.ramp_negative):
        lightness = np.array([rgb2lab(rgb(stop))[0] for stop in ramp])
        steps = np.diff(lightness) * (1 if theme is DARK else -1)
        assert (steps > 4).all(), lightness


@both_themes
def test_digits_can_be_read_on_every_value(theme: Theme) -> None:
    for colour in theme.value_colours(np.linspace(-1, 1, 201)):
        assert contrast(theme.ink_on(colour), colour) >= TEXT


def test_the_checkers_see_a_bad_theme() -> None:
    from dataclasses import replace

    bad = replace(DARK, muted="#555555", window="#30363d", winner="#c08a2e", output="#b09a40")
    assert faint_text(bad) == ["muted"]
    assert faint_marks(bad) == ["window"]
    assert ("winner", "output", "normal") in confused(bad)


def test_zero_is_the_foot_of_the_ramp_and_nan_is_padding() -> None:
    low, high, missing, below = LIGHT.value_colours([0.0, 4.0, float("nan"), -2.0])
    assert np.allclose(low, rgb(LIGHT.ramp[0]))
    assert np.allclose(high, rgb(LIGHT.ramp[-1]))
    assert np.allclose(missing, rgb(LIGHT.padding))
    assert np.allclose(below, rgb(LIGHT.ramp_negative[-1]))
    assert LIGHT.value_colours(np.zeros((2, 3))).shape == (2, 3, 3)


def test_infinities_take_the_ends_of_the_ramp() -> None:
    high, low = DARK.value_colours([float("inf"), float("-inf")], -1, 1)
    assert np.allclose(high, rgb(DARK.ramp[-1]))
    assert np.allclose(low, rgb(DARK.ramp_negative[-1]))


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('base = "light"\nwindow = "#aa5500"\npace = 1.5\nramp = ["#ffffff", "#000000"]')
    mine = load_theme(file)
    assert (mine.name, mine.window, mine.pace) == ("mine", "#aa5500", 1.5)
    assert mine.ramp == ("#ffffff", "#000000")
    assert mine.text == LIGHT.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('windw = "#aa5500"', "names 'windw'"),
        ('window = "orange"', "a colour is written #rrggbb, got 'orange'"),
        ("pace = 0", "pace is a number from 0.25 to 4, got 0"),
        ('pace = "fast"', "pace is a number from 0.25 to 4, got 'fast'"),
        ("pace = true", "pace is a number from 0.25 to 4, got True"),
        ("pace = nan", "pace is a number from 0.25 to 4, got nan"),
        ("pace = inf", "got inf"),
        ("pace = 1e6", "got 1000000.0"),
        ("pace = 0x" + "f" * 9999, "got int of thousands of digits"),
        ("pace = " + "9" * 400, "got 99999"),
        ("pace = " + "9" * 5000, "cannot be read"),
        ("label_size = 23.9", "label_size is a number from 24 to 120, got 23.9"),
        ("title_size = 1e9", "title_size is a number from 24 to 120"),
        ("text_size = -36", "text_size is a number from 24 to 120"),
        ('font = "Comic Sands"', "there is no typeface 'Comic Sands' on this machine: "),
        ("font = 5", "font is the name of a typeface, got 5"),
        ('font_files = "a.ttf"', "font_files is a list of one or two files, got 'a.ttf'"),
        ("font_files = []", "font_files is a list of one or two files"),
        ('font_files = ["a.ttc"]', "a font is a .ttf or .otf file, got 'a.ttc'"),
        ('font_files = ["bad.toml"]', "a font is a .ttf or .otf file, got 'bad.toml'"),
        ('font_digest = "5"', "names 'font_digest'"),
        ("name = 5", "a theme's name is a text, got 5"),
        ("window = 5", "a colour is written #rrggbb, got 5"),
        ("ramp = [1, 2]", "a colour is written #rrggbb, got 1"),
        ('ramp = [["#ffffff"], ["#000000"]]', "a colour is written #rrggbb, got ['#ffffff']"),
        ("base = [1]", "base is one of dark, light, got [1]"),
        ("window = " + "[" * 20_000, "nests without end"),
        ('ramp = "#ffffff"', "ramp is a list of at least two colours"),
        ('base = "sepia"', "base is one of dark, light, got 'sepia'"),
        ("window = [", "cannot be read"),
    ],
)
def test_a_theme_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text)
    with pytest.raises(ThemeError) as caught:
        load_theme(file)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_theme_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"a theme is dark, light or a \.toml file, got 'drak'"):
        load_theme("drak")
    with pytest.raises(
        ThemeError, match=r"there is no file .*: name a \.toml file, or dark or light"
    ):
        load_theme(tmp_path / "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ThemeError, match="there is no file"):
        load_theme(tmp_path / "folder.toml")


def test_the_built_in_themes_keep_to_the_limits() -> None:
    for theme in (DARK, LIGHT):
        assert PACE[0] <= theme.pace <= PACE[1]
        for size in (theme.title_size, theme.text_size, theme.label_size):
            assert SIZES[0] <= size <= SIZES[1]
