"""How loud a voice is, and every voice as loud as the others: EBU R128, by FFmpeg's filters."""

import math
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np

from scenes.sound.recordings import RATE, Samples

LOUDNESS = -16.0
"""LUFS; what podcasts and video platforms expect of speech."""
SILENT = -55.0
"""LUFS below which a recording has nobody speaking in it, only the room."""
_PEAK = -1.5
"""Decibels under full scale; a lossy encoder may go beyond it by about one."""
_NEAR_ENOUGH = 0.2
"""LU."""
_ATTEMPTS = 3
"""A limiter takes from the loudness what is given back in the next attempt."""
_FADE = 0.01
"""Seconds at either end, so that no cut is heard as a click."""
_BLOCK = RATE // 10


def loudness(voice: Samples) -> float:
    """The integrated loudness of a voice that is heard from both sides, in LUFS.

    Source: EBU R128 and ITU-R BS.1770.

    >>> t = np.arange(2 * RATE) / RATE
    >>> round(loudness((0.5 * np.sin(2 * np.pi * 1000 * t)).astype(np.float32)))
    -6
    """
    measured = -math.inf
    for frame in _through(voice, ("ebur128", "metadata=1:dualmono=1")):
        measured = float(frame.metadata.get("lavfi.r128.I", measured))
    return measured


def levelled(voice: Samples) -> Samples:
    """A voice that is not silent at the usual loudness: its peaks held, its ends faded."""
    gain = LOUDNESS - loudness(voice)
    limiter = f"limit={10 ** (_PEAK / 20):.4f}:level=0:latency=1"
    for _ in range(_ATTEMPTS):
        frames = _through(voice, ("volume", f"{gain:.3f}dB"), ("alimiter", limiter))
        loud = np.concatenate([frame.to_ndarray()[0].astype(np.float32) for frame in frames])
        missing = LOUDNESS - loudness(loud)
        if abs(missing) < _NEAR_ENOUGH:
            break
        gain += missing
    ramp = np.linspace(0, 1, round(_FADE * RATE), dtype=np.float32)
    loud[: len(ramp)] *= ramp
    loud[-len(ramp) :] *= ramp[::-1]
    return loud


def is_silent(voice: Samples) -> bool:
    """Whether nobody is heard, only the room.

    >>> is_silent(np.zeros(RATE, np.float32))
    True
    """
    return loudness(voice) < SILENT


def _through(voice: Samples, *filters: tuple[str, str]) -> Iterator[av.AudioFrame]:
    """The frames of a voice that has gone through filters."""
    graph = av.filter.Graph()
    first = last = graph.add_abuffer(
        sample_rate=RATE, format="flt", layout="mono", time_base=Fraction(1, RATE)
    )
    for name, settings in (*filters, ("abuffersink", "")):
        following = graph.add(name, settings)
        last.link_to(following)
        last = following
    graph.configure()
    for start in range(0, len(voice), _BLOCK):
        block = np.ascontiguousarray(voice[np.newaxis, start : start + _BLOCK])
        frame = av.AudioFrame.from_ndarray(block, format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE, start
        first.push(frame)
        yield from _pulled(last)
    first.push(None)
    yield from _pulled(last)


def _pulled(sink: av.filter.context.FilterContext) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame
