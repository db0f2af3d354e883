"""A gif from lossless segments: one palette for all of it, and still pictures stored once."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.filter import Graph
from av.filter.context import FilterContext

_COLOURS = 128  # twice as many cost a sixth more bytes
# An ordered pattern stands still where the picture does: it neither flickers nor grows the file.
_DITHER = "dither=bayer:bayer_scale=5:diff_mode=rectangle"


def write_gif(segments: Sequence[Path], path: Path, fps: int) -> None:
    """Write segments as one gif that plays forever.

    Args:
        segments: lossless videos of one size.
        path: the gif.
        fps: frames a second of the segments, at most `LARGEST_GIF_FPS`.
    """
    changes, total, palette = _survey(segments)
    hundredths = {"final_delay": str(round(100 * (total - changes[-1]) / fps))}
    with av.open(str(path), "w", format="gif", container_options=hundredths) as container:
        stream = None
        for frame in _mapped(_moving(segments, changes), palette, fps):
            if stream is None:
                stream = container.add_stream("gif", rate=fps)
                stream.width, stream.height = frame.width, frame.height
                stream.pix_fmt = "pal8"
                stream.codec_context.time_base = Fraction(1, fps)
            container.mux(stream.encode(frame))
        if stream is not None:
            container.mux(stream.encode(None))


def _survey(segments: Sequence[Path]) -> tuple[list[int], int, av.VideoFrame]:
    """The numbers of the frames that differ from the one before; all frames; the palette."""
    changes: list[int] = []
    count = 0
    last: bytes | None = None
    graph: Graph | None = None
    for count, frame in enumerate(_frames(segments), 1):
        pixels = b"".join(bytes(plane) for plane in frame.planes)
        if pixels == last:
            continue
        last = pixels
        changes.append(count - 1)
        if graph is None:
            graph = Graph()
            maker = graph.add("palettegen", f"max_colors={_COLOURS}:stats_mode=full")
            _source(graph, frame, Fraction(1, 1)).link_to(maker)
            maker.link_to(graph.add("buffersink"))
            graph.configure()
        frame.pts, frame.time_base = count, Fraction(1, 1)
        graph.push(frame)
    if graph is None:
        raise ValueError("a gif needs at least one frame")
    graph.push(None)
    palette = graph.pull()
    assert isinstance(palette, av.VideoFrame)
    return changes, count, palette


def _mapped(
    frames: Iterator[tuple[int, av.VideoFrame]], palette: av.VideoFrame, fps: int
) -> Iterator[av.VideoFrame]:
    """The frames in the palette's colours, at their own times."""
    graph: Graph | None = None
    beat = Fraction(1, fps)
    for number, frame in frames:
        frame.pts, frame.time_base = number, beat
        if graph is None:
            graph = Graph()
            pictures, colours = _source(graph, frame, beat), _source(graph, palette, beat)
            mapper = graph.add("paletteuse", _DITHER)
            pictures.link_to(mapper, 0, 0)
            colours.link_to(mapper, 0, 1)
            mapper.link_to(graph.add("buffersink"))
            graph.configure()
            palette.pts, palette.time_base = 0, beat
            colours.push(palette)
            colours.push(None)
        pictures.push(frame)
        yield from _ready(graph)
    if graph is not None:
        pictures.push(None)
        yield from _ready(graph)


def _ready(graph: Graph) -> Iterator[av.VideoFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, av.VideoFrame)
        yield frame


def _source(graph: Graph, frame: av.VideoFrame, time_base: Fraction) -> FilterContext:
    return graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=time_base
    )


def _moving(
    segments: Sequence[Path], changes: Sequence[int]
) -> Iterator[tuple[int, av.VideoFrame]]:
    wanted = set(changes)
    for number, frame in enumerate(_frames(segments)):
        if number in wanted:
            yield number, frame


def _frames(segments: Sequence[Path]) -> Iterator[av.VideoFrame]:
    for segment in segments:
        with av.open(str(segment)) as container:
            yield from container.decode(video=0)
