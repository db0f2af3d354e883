"""Gifs read back by another library."""

from pathlib import Path

import numpy as np
from PIL import Image

from scenes.studio.publish import Destination
from scenes.studio.videos import render_video
from scenes.theme import DARK, rgb
from tests.studio.tiny import job


def test_a_gif_plays_as_long_as_the_video_and_repeats(tmp_path: Path) -> None:
    made = render_video(job(15, format="gif"), Destination(tmp_path))
    assert made.path.name == "tiny_72p15.gif"
    with Image.open(made.path) as gif:
        assert gif.size == (128, 72)
        assert gif.info["loop"] == 0
        durations = []
        for number in range(gif.n_frames):
            gif.seek(number)
            durations.append(gif.info["duration"])
    assert sum(durations) == 2600
    # The moving frames one by one; still, 0.2 s of hold, 0.6 s and a first pose as one.
    assert len(durations) < 39
    assert max(durations) >= 800


def test_a_gif_keeps_the_colours(tmp_path: Path) -> None:
    made = render_video(job(15, format="gif"), Destination(tmp_path))
    with Image.open(made.path) as gif:
        gif.seek(gif.n_frames - 1)
        corner = np.array(gif.convert("RGB").getpixel((2, 2)))
    assert np.abs(corner - 255 * rgb(DARK.background)).max() <= 4
