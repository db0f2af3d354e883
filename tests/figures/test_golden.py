"""A few figures as pictures; `pytest --regenerate-golden` writes them anew."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from scenes.page.save import save_figure
from scenes.theme import LIGHT, THEMES
from scenes.topics import discover
from scenes.topics.max_pooling.story import story
from tests.golden import compare
from tests.golden.compare import check_golden
from tests.scenes.staging import LECTURE, told

SMOOTHING = 0.0002
"""Share of pixels that another version of the drawing library may smooth differently."""
NOISE = 0.002
"""The same where gradients or photos are shown: their last digits are the machine's."""

MEASURED = {"average_pooling": "learned"}
"""Beats of topics that show measured runs: they change whenever these are made again."""

FIGURES = [
    ("average_pooling", "page", "table", "dark", 64, NOISE),
    ("max_pooling", "page", "table", "light", 80, SMOOTHING),
    ("max_pooling", "page", "table", "dark", 80, SMOOTHING),
    ("max_pooling", "example", "table", "light", 80, SMOOTHING),
    ("max_pooling", "walk", "table", "dark", 80, SMOOTHING),
    ("max_pooling", "worksheet_key", "table", "light", 80, SMOOTHING),
    ("pooling_vs_strided", "invariance", "default", "light", 80, SMOOTHING),
    ("pooling_vs_strided", "usage", "default", "dark", 80, SMOOTHING),
    ("receptive_field", "page", "default", "light", 80, NOISE),
    ("receptive_field", "page", "four layers", "dark", 80, NOISE),
    ("receptive_field", "growth", "default", "dark", 80, SMOOTHING),
    ("receptive_field", "boxes", "beyond", "light", 80, SMOOTHING),
    ("receptive_field", "effective_field", "default", "dark", 80, NOISE),
    ("receptive_field", "ladder", "beyond", "light", 80, SMOOTHING),
    ("strided_convolution", "page", "table", "light", 64, NOISE),
    ("takeaways", "page", "default", "dark", 64, NOISE),
    ("why_pooling", "page", "default", "light", 64, NOISE),
    ("zoom_out", "page", "default", "dark", 64, NOISE),
]


@pytest.mark.parametrize(("topic", "name", "variant", "theme", "dpi", "tolerance"), FIGURES)
def test_figure_is_the_golden_one(
    topic: str, name: str, variant: str, theme: str, dpi: int, tolerance: float,
    tmp_path: Path, regenerate_golden: bool,
) -> None:  # fmt: skip
    found = told(topic, variant)
    lasting = tuple(beat for beat in found.beats if beat.id != MEASURED.get(topic))
    figure = discover()[topic].figures[name](replace(found, beats=lasting), THEMES[theme])
    picture = save_figure(figure, tmp_path / "a.png", format="png", dpi=dpi)
    golden = f"figures/{topic}-{name}-{theme}"
    check_golden(picture, golden, tolerance=tolerance, regenerate=regenerate_golden)


def test_another_picture_is_noticed_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "FAILURES", tmp_path / "failures")
    changed = [[2, *LECTURE[0][1:]], *LECTURE[1:]]
    figure = discover()["max_pooling"].figures["example"](story(input=changed), LIGHT)
    picture = save_figure(figure, tmp_path / "a.png", format="png", dpi=80)
    with pytest.raises(AssertionError, match="of the pixels differ"):
        check_golden(picture, "figures/max_pooling-example-light", tolerance=SMOOTHING)
    with Image.open(tmp_path / "failures" / "figures-max_pooling-example-light.png") as shown:
        assert shown.width == 3 * 520
