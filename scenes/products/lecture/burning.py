"""Captions in the picture: drawn into its bottom eighth, which every scene leaves free.

Scenes are not played again. A beat's segment, kept or new, is decoded, its frames are given the
strip of their cue, and it is encoded once more; what comes of it is kept beside it, under its own
digits and those of the words.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from scenes.beats import Beat
from scenes.products.captions import Cue, cut
from scenes.products.lecture.parts import Part
from scenes.studio.cache import Cache
from scenes.studio.encode import MP4, Segment
from scenes.studio.engine import cores
from scenes.studio.fingerprint import combined
from scenes.studio.jobs import Drawn, Quality, VideoJob
from scenes.studio.narration import said_for
from scenes.studio.pixels import Converter, Frame
from scenes.studio.progress import Report
from scenes.studio.stills import final_poses

Plane = NDArray[np.uint8]
Strips = dict[tuple[str, ...], list[Plane]]
"""The pictures of cues, by their lines."""
FREE = 8
"""The share of a frame's height that is free: one in so many."""


def burnt(
    parts: Sequence[Part], cards: VideoJob, cache: Cache | None, report: Report
) -> list[list[Path]]:
    """The segments of each part with its cues in the picture.

    Args:
        parts: drawn.
        cards: a card of the lecture, whose scene draws the strips.
        cache: where they are kept; None keeps none.
        report: told of the frames that are done.
    """
    made = {
        (number, segment.beat): segment.path
        for number, part in enumerate(parts)
        for segment in part.film.segments
    }
    works: dict[tuple[int, str], tuple[str, Callable[[Strips], Drawn]]] = {}
    strips: Strips = {}
    frames = 0
    for number, part in enumerate(parts):
        film = part.film
        for segment, timing in zip(film.segments, part.times, strict=True):
            said = said_for(film.job, timing)
            cues = cut(film.job.story.caption(segment.beat), 0.0, said)
            if not cues:
                continue
            folder = film.folder / f"burnt-{segment.beat}"
            folder.mkdir()
            key = combined([film.keys.get(segment.beat, ""), *map(repr, cues)])
            kept = cache.fetch({segment.beat: key}, folder) if cache else {}
            if kept:
                made[number, segment.beat] = kept[segment.beat].path
                continue
            strips |= {cue.lines: [] for cue in cues}
            burn = partial(_burn, segment, folder, cues, film.job.quality)
            works[number, segment.beat] = key, burn
            frames += segment.frames
    for lines in strips:
        strips[lines] = _strip(cards, lines)
    threads = ThreadPoolExecutor(cores())  # what takes long lets other threads run
    try:
        running = {place: threads.submit(burn, strips) for place, (_, burn) in works.items()}
        done = 0
        for place, future in running.items():
            drawn = future.result()
            made[place] = drawn.path
            if cache:
                cache.keep(works[place][0], drawn)
            done += drawn.frames
            report(done, frames)
    finally:
        threads.shutdown(cancel_futures=True)
    return [
        [made[number, segment.beat] for segment in part.film.segments]
        for number, part in enumerate(parts)
    ]


def _strip(cards: VideoJob, lines: tuple[str, ...]) -> list[Plane]:
    """The bottom of a frame with words in it, as the planes of a picture."""
    beat = Beat("strip", {"lines": lines})
    job = replace(cards, story=replace(cards.story, beats=(beat,)), beats=None)
    pixels = np.asarray(final_poses(job, job.quality)[beat.id])
    frame = Converter(MP4.pixel_format, False)(Frame.whole(pixels))
    planes = _planes(frame.to_ndarray(format=MP4.pixel_format), job.quality.height)
    return [plane[_first(plane) :].copy() for plane in planes]


def _burn(
    segment: Drawn, folder: Path, cues: Sequence[Cue], quality: Quality, strips: Strips
) -> Drawn:
    """Encode a beat once more, with the strips of its cues."""
    written = Segment(folder / f"{segment.beat}.mp4", MP4, quality)
    left = [(round(cue.end * quality.fps / 1000), strips[cue.lines]) for cue in cues]
    with av.open(str(segment.path)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            while left and number >= left[0][0]:
                left.pop(0)
            pixels = frame.to_ndarray(format=MP4.pixel_format)
            if left:  # cues follow each other; behind the last there is nothing to read
                planes = _planes(pixels, quality.height)
                for plane, strip in zip(planes, left[0][1], strict=True):
                    plane[_first(plane) :] = strip
            picture = av.VideoFrame.from_ndarray(pixels, format=MP4.pixel_format)
            picture.time_base = Fraction(1, quality.fps)
            written.encode(picture)
    written.close()
    return Drawn(segment.beat, written.path, written.frames)


def _planes(pixels: Any, height: int) -> list[Plane]:
    """Brightness and both colours of a picture whose planes lie one below the other."""
    width = pixels.shape[1]
    small = height // 2 * (width // 2)
    colours = pixels[height:].reshape(-1)
    return [
        pixels[:height],
        colours[:small].reshape(height // 2, width // 2),
        colours[small:].reshape(height // 2, width // 2),
    ]


def _first(plane: Plane) -> int:
    """The first row of the free eighth; colours have half the rows."""
    return int(-(-plane.shape[0] * (FREE - 1) // FREE))
