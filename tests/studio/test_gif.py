"""Gifs read back by another library."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from scenes.studio import gif
from scenes.studio.cache import Cache
from scenes.studio.engine import Engine
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
        durations = [frame.info["duration"] for frame in ImageSequence.Iterator(gif)]
    assert sum(durations) == 2600
    # The moving frames one by one; still, 0.2 s of hold, 0.6 s and a first pose as one.
    assert len(durations) < 39
    assert max(durations) >= 800


def test_a_gif_keeps_the_colours(tmp_path: Path) -> None:
    made = render_video(job(15, format="gif"), Destination(tmp_path))
    with Image.open(made.path) as gif:
        last = [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(gif)][-1]
    assert np.abs(last[2, 2] - 255 * rgb(DARK.background)).max() <= 4


def test_an_unchanged_gif_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(1, Cache(tmp_path / "cache", 10**9))
    first = render_video(job(15, format="gif"), Destination(tmp_path / "one"), engine=engine)
    monkeypatch.setattr(gif, "write_gif", None)
    again = render_video(job(15, format="gif"), Destination(tmp_path / "two"), engine=engine)
    assert again.path.read_bytes() == first.path.read_bytes()
    assert again.timeline == first.timeline
