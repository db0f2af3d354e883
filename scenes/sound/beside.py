"""Sound beside a picture: voices in their places become one track, the picture stays as it is."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np

from scenes.sound.levels import levelled
from scenes.sound.recordings import RATE, Samples, read_recording

Packet: TypeAlias = "av.Packet[av.stream.Stream]"
CODECS = {".mp4": ("aac", 128_000), ".mov": ("aac", 128_000), ".webm": ("libopus", 96_000)}
"""Of each kind of video, the encoder of its sound and the bits a second."""
_FAST_START = {"movflags": "+faststart"}
_TOLD = ("title", "artist", "comment", "description", "date", "language", "alpha_mode")
"""What a file's metadata tells of its content; the rest is the muxer's own."""
_EMPTY = 2
"""Bytes of a pause between captions, which the muxer makes anew; the demuxer's last has none."""
_BLOCK = RATE // 10


@dataclass(frozen=True)
class Spoken:
    """A recording in its place.

    Attributes:
        start: seconds from the video's start.
        path: the recording's file.
    """

    start: float
    path: Path


def mux(video: Path, path: Path, spoken: Iterable[Spoken]) -> None:
    """Write a video with what is spoken in it; its pictures are copied, not encoded again.

    Whatever else the video has, such as subtitles and chapters, is copied too. The sound is as
    long as the video.

    Args:
        video: an mp4, mov or webm without sound.
        path: the file to write, of the same kind.
        spoken: recordings, each levelled; where one is not over when the next begins both are
            heard.

    Raises:
        RecordingError: one of them cannot be used.
    """
    codec, bits = CODECS[path.suffix]
    options = _FAST_START if path.suffix != ".webm" else {}
    with av.open(str(video)) as source, av.open(str(path), "w", container_options=options) as made:
        copies = {}
        for stream in (*source.streams.video, *source.streams.subtitles):
            copies[stream] = made.add_stream_from_template(stream)
            copies[stream].metadata.update(_telling(stream.metadata))
        made.metadata.update(_telling(source.metadata))
        made.set_chapters(source.chapters())
        track = made.add_stream(codec, rate=RATE, layout="stereo", bit_rate=bits)
        assert isinstance(track, av.AudioStream)
        assert source.duration is not None
        length = round(source.duration * RATE / av.time_base)
        sound = _encoded(track, _blocks(_voices(spoken), length))
        for packet in heapq.merge(_copied(source, copies), sound, key=_time):
            made.mux(packet)


def _telling(metadata: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in metadata.items() if name.lower() in _TOLD}


def _copied(
    source: av.container.InputContainer, copies: Mapping[av.stream.Stream, av.stream.Stream]
) -> Iterator[Packet]:
    for packet in source.demux(*copies):
        if packet.size > _EMPTY and packet.dts is not None:
            packet.stream = copies[packet.stream]
            yield packet


def _encoded(track: av.AudioStream, blocks: Iterable[Samples]) -> Iterator[Packet]:
    count = 0
    for block in blocks:
        both = np.stack([block, block])
        frame = av.AudioFrame.from_ndarray(both, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, count, Fraction(1, RATE)
        count += len(block)
        yield from track.encode(frame)
    yield from track.encode(None)


def _time(packet: Packet) -> float:
    assert packet.dts is not None
    assert packet.time_base is not None
    return float(packet.dts * packet.time_base)


def _voices(spoken: Iterable[Spoken]) -> Iterator[tuple[int, Samples]]:
    """The first sample of each, in order, and the voice; one at a time."""
    for each in sorted(spoken, key=lambda each: each.start):
        yield round(each.start * RATE), levelled(read_recording(each.path))


def _blocks(voices: Iterable[tuple[int, Samples]], length: int) -> Iterator[Samples]:
    """The samples of the whole track, some at a time."""
    rest = np.zeros(0, np.float32)  # of what has begun, from `at` on
    at = 0
    for start, voice in (*voices, (length, np.zeros(0, np.float32))):
        pause = np.zeros(start - at, np.float32)
        pause[: len(rest)] = rest[: len(pause)]
        yield from _cut(pause)
        rest, at = rest[len(pause) :], start
        both = np.zeros(max(len(rest), len(voice)), np.float32)
        both[: len(rest)] = rest
        both[: len(voice)] += voice
        rest = both


def _cut(samples: Samples) -> Iterator[Samples]:
    for start in range(0, len(samples), _BLOCK):
        yield samples[start : start + _BLOCK]
