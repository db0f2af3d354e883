"""The committed gallery: pages that still tell what their topics tell, and are small."""

from pathlib import Path

import pytest
from PIL import Image

from scenes.topics import discover

GALLERY = Path(__file__).parent.parent / "media" / "gallery"
LARGEST = 300_000
"""Bytes of a page's picture."""
LARGER = {"max_pooling", "receptive_field", "hierarchy"}
"""Whose pictures are as `render.py figure` writes them, with photos at 150 dots an inch."""


@pytest.mark.parametrize("name", discover())
def test_a_page_tells_what_its_topic_tells(name: str) -> None:
    path = GALLERY / f"{name}.png"
    with Image.open(path) as picture:
        assert picture.info["Description"] == discover()[name].story().figure_alt("page")
        assert 0.9 * 6.5 * 120 <= picture.width <= 6.5 * 150
    assert name in LARGER or path.stat().st_size <= LARGEST
