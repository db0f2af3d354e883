"""A few golden frames of every topic; only the beats up to the last of them are played."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes.studio.jobs import Quality, SheetJob
from scenes.studio.stills import final_poses
from scenes.theme import THEMES, rgb
from tests.golden.compare import FAILURES, check_golden
from tests.scenes.staging import told

SMALL = Quality(640, 360, 15)
TOLERANCE = 0.004
"""The share of a golden frame's pixels that may differ visibly."""
FRAMES = (
    ("average_pooling", "dark", "default", ("window",)),
    ("max_pooling", "dark", "default", ("hook", "window", "border", "gradient", "page")),
    ("max_pooling", "light", "default", ("hook", "window", "border", "gradient", "page")),
    ("pooling_vs_strided", "dark", "default", ("learnable", "invariance", "sharpness")),
    ("receptive_field", "dark", "default", ("growing", "effective")),
    ("receptive_field", "light", "default", ("hook", "networks")),
    ("strided_convolution", "dark", "table", ("multiply", "learned", "page")),
    ("takeaways", "dark", "default", ("hierarchy", "page")),
    ("why_pooling", "light", "default", ("forgives",)),
    ("zoom_out", "dark", "default", ("again", "pyramid", "page")),
)
"""Topics, themes, variants and beats; of none that shows runs, which are made again at times."""


@cache
def frames(topic: str, theme: str, variant: str, last: str) -> dict[str, Image.Image]:
    """The last frame of each beat up to `last`."""
    story = told(topic, variant)
    until = replace(story, beats=story.beats[: story.ids.index(last) + 1])
    return final_poses(SheetJob(until, THEMES[theme]), SMALL)


@pytest.mark.parametrize(
    ("topic", "theme", "variant", "beat", "last"),
    [
        (topic, theme, variant, beat, beats[-1])
        for topic, theme, variant, beats in FRAMES
        for beat in beats
    ],
)
def test_frame_is_the_golden_one(
    topic: str, theme: str, variant: str, beat: str, last: str,
    tmp_path: Path, regenerate_golden: bool,
) -> None:  # fmt: skip
    picture = frames(topic, theme, variant, last)[beat].convert("RGB")
    picture.save(tmp_path / "frame.png")
    name = f"frames/{topic}-{beat}-{theme}"
    check_golden(tmp_path / "frame.png", name, tolerance=TOLERANCE, regenerate=regenerate_golden)
    background = np.rint(rgb(THEMES[theme].background) * 255)
    assert np.array_equal(np.asarray(picture)[-1, 0], background)


def test_another_frame_is_noticed(tmp_path: Path) -> None:
    picture = tmp_path / "frame.png"
    drawn = frames("average_pooling", "dark", "default", "window")["window"]
    drawn.convert("RGB").save(picture)
    with pytest.raises(AssertionError, match="of the pixels differ"):
        check_golden(picture, "frames/max_pooling-window-dark", tolerance=TOLERANCE)
    (FAILURES / "frames-max_pooling-window-dark.png").unlink()
