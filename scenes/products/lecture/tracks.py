"""What an mp4 has beside its pictures: chapters, a title, captions that can be switched on."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import av

from scenes.products.captions import Cue
from scenes.products.lecture.languages import code_of
from scenes.products.lecture.parts import Mark

_MILLISECOND = Fraction(1, 1000)
_FAST_START = {"movflags": "+faststart"}
# What the encoder of captions makes its track's description from: white, in the middle, below.
_STYLE = b"""[Script Info]
ScriptType: v4.00+
PlayResX: 384
PlayResY: 288
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,sans-serif,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_CAPTIONS = b"sbtl"
_ENABLED = 1


def with_tracks(
    video: Path,
    path: Path,
    cues: Sequence[Cue],
    marks: Sequence[Mark],
    *,
    title: str,
    author: str,
    language: str,
) -> None:
    """Write an mp4 with chapters and captions; its pictures are copied, not encoded again.

    Args:
        video: an mp4 of pictures alone.
        path: the file to write.
        cues: what is said; without any there is no track of captions.
        marks: the chapters.
        language: of the captions, as it is called: "de".
    """
    with (
        av.open(str(video)) as source,
        av.open(str(path), "w", container_options=_FAST_START) as made,
    ):
        pictures = made.add_stream_from_template(source.streams.video[0])
        made.metadata["title"] = title
        if author:
            made.metadata["artist"] = author
        made.set_chapters([_chapter(number, mark) for number, mark in enumerate(marks)])
        packets = [_copied(source, pictures)]
        if cues:
            captions: Any = made.add_stream("mov_text")
            captions.codec_context.subtitle_header = _STYLE
            captions.codec_context.time_base = captions.time_base = _MILLISECOND
            captions.metadata["language"] = code_of(language)
            packets.append(_written(cues, captions))
        for packet in heapq.merge(*packets, key=_time):
            made.mux(packet)


def captions_off(path: Path) -> None:
    """Mark the captions of an mp4 as switched off, which its writer cannot.

    A player shows them when it is asked to.
    """
    with path.open("r+b") as file:
        for start, end in _boxes(file, 0, path.stat().st_size, b"moov"):
            for track in _boxes(file, start, end, b"trak"):
                if _handler(file, *track) == _CAPTIONS:
                    header = next(_boxes(file, *track, b"tkhd"))[0]
                    file.seek(header + 3)
                    flags = file.read(1)[0] & ~_ENABLED
                    file.seek(header + 3)
                    file.write(bytes([flags]))


def _chapter(number: int, mark: Mark) -> Any:
    return {
        "id": number,
        "start": round(1000 * mark.start),
        "end": int(1000 * (mark.start + mark.seconds) + 1e-6),
        "time_base": _MILLISECOND,
        "metadata": {"title": mark.title},
    }


def _copied(source: Any, stream: Any) -> Iterator[Any]:
    for packet in source.demux(source.streams.video[0]):
        if packet.size:
            packet.stream = stream
            yield packet


def _written(cues: Iterable[Cue], stream: Any) -> Iterator[Any]:
    """Captions as the mp4 has them: the length of the text, and the text."""
    for cue in cues:
        text = cue.text.encode()
        packet: Any = av.Packet(len(text).to_bytes(2, "big") + text)
        packet.stream, packet.time_base = stream, _MILLISECOND
        packet.pts = packet.dts = cue.start
        packet.duration, packet.is_keyframe = cue.end - cue.start, True
        yield packet


def _time(packet: Any) -> Fraction:
    found: Fraction = packet.dts * packet.time_base
    return found


def _boxes(file: BinaryIO, start: int, end: int, kind: bytes) -> Iterator[tuple[int, int]]:
    """Where the content of each box of a kind begins and ends."""
    while start < end:
        file.seek(start)
        size, name = int.from_bytes(file.read(4), "big"), file.read(4)
        head = 8
        if size == 1:  # a box of more than 4 GiB
            size, head = int.from_bytes(file.read(8), "big"), 16
        if name == kind:
            yield start + head, start + size
        start += size


def _handler(file: BinaryIO, start: int, end: int) -> bytes:
    media = next(_boxes(file, start, end, b"mdia"))
    handler = next(_boxes(file, *media, b"hdlr"))[0]
    file.seek(handler + 8)
    return file.read(4)
