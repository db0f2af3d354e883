"""A few figures as pictures; `pytest --regenerate-golden` writes them anew."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scenes.page.save import save_figure
from scenes.theme import DARK, LIGHT, Theme
from scenes.topics import discover
from scenes.topics.max_pooling.figure import FIGURES
from scenes.topics.max_pooling.story import story
from scenes.topics.receptive_field import figure as receptive_field
from tests.figures.receptive_variants import told
from tests.golden import compare
from tests.golden.compare import check_golden

LECTURE = [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]  # the lecture's own map

SMOOTHING = 0.0002
"""Share of pixels that another version of the drawing library may smooth differently."""
NOISE = 0.002
"""The same where gradients or photos are shown: their last digits are the machine's."""

MEASURED = {"average_pooling": "learned"}
"""Beats of topics that show measured runs: they change whenever these are made again."""


@pytest.mark.parametrize(
    ("name", "theme"),
    [("page", LIGHT), ("page", DARK), ("example", LIGHT), ("walk", DARK), ("worksheet_key", LIGHT)],
    ids=lambda value: value.name if isinstance(value, Theme) else value,
)
def test_figure_is_the_golden_one(
    name: str, theme: Theme, tmp_path: Path, regenerate_golden: bool
) -> None:
    figure = FIGURES[name](story(input=LECTURE), theme)
    picture = save_figure(figure, tmp_path / "a.png", format="png", dpi=80)
    check_golden(
        picture, f"figures/{name}-{theme.name}", tolerance=SMOOTHING, regenerate=regenerate_golden
    )


@pytest.mark.parametrize(
    ("name", "variant", "theme"),
    [
        ("page", "default", LIGHT),
        ("page", "four layers", DARK),
        ("growth", "default", DARK),
        ("boxes", "beyond", LIGHT),
        ("effective_field", "default", DARK),
        ("ladder", "beyond", LIGHT),
    ],
    ids=lambda value: value.name if isinstance(value, Theme) else value,
)
def test_figure_of_receptive_fields_is_the_golden_one(
    name: str, variant: str, theme: Theme, tmp_path: Path, regenerate_golden: bool
) -> None:
    figure = receptive_field.FIGURES[name](told(variant), theme)
    picture = save_figure(figure, tmp_path / "a.png", format="png", dpi=80)
    check_golden(
        picture,
        f"figures/receptive_field-{name}-{theme.name}",
        tolerance=NOISE if name in ("page", "effective_field") else SMOOTHING,
        regenerate=regenerate_golden,
    )


@pytest.mark.parametrize(
    ("topic", "parameters", "theme"),
    [
        ("zoom_out", {}, DARK),
        ("why_pooling", {}, LIGHT),
        ("average_pooling", {"input": LECTURE}, DARK),
        ("strided_convolution", {"input": LECTURE}, LIGHT),
        ("takeaways", {}, DARK),
    ],
    ids=lambda value: value.name if isinstance(value, Theme) else str(value)[:20],
)
def test_page_is_the_golden_one(
    topic: str,
    parameters: dict[str, Any],
    theme: Theme,
    tmp_path: Path,
    regenerate_golden: bool,
) -> None:
    told = discover()[topic].story(**parameters)
    lasting = tuple(beat for beat in told.beats if beat.id != MEASURED.get(topic))
    figure = discover()[topic].figures["page"](replace(told, beats=lasting), theme)
    picture = save_figure(figure, tmp_path / "a.png", format="png", dpi=64)
    check_golden(
        picture,
        f"figures/{topic}-page-{theme.name}",
        tolerance=NOISE,
        regenerate=regenerate_golden,
    )


def test_another_picture_is_noticed_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "FAILURES", tmp_path / "failures")
    changed = [[2, *LECTURE[0][1:]], *LECTURE[1:]]
    figure = FIGURES["example"](story(input=changed), LIGHT)
    picture = save_figure(figure, tmp_path / "a.png", format="png", dpi=80)
    with pytest.raises(AssertionError, match="of the pixels differ"):
        check_golden(picture, "figures/example-light", tolerance=SMOOTHING)
    with Image.open(tmp_path / "failures" / "figures-example-light.png") as shown:
        assert shown.width == 3 * 520
