"""Encoders: frames become a segment, one a beat; segments are joined without encoding again.

A segment always has an encoder of its own, with one thread and no B-frames, so that a beat
rendered alone has the very frames that it has in the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from scenes.studio.jobs import Quality, VideoFormat
from scenes.studio.pixels import Converter, Frame


@dataclass(frozen=True)
class Codec:
    """An encoder with its settings.

    Attributes:
        container: of the segments and of the joined file.
        stream_options: given to the encoder.
        container_options: given to the muxer of the joined file.
    """

    name: str
    pixel_format: str
    container: str
    stream_options: Mapping[str, str]
    container_options: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_alpha(self) -> bool:
        """Whether the pixel format carries transparency."""
        return self.pixel_format.startswith("yuva")


_H264 = {
    # On such pictures at least as close to lossless as x264's defaults (SSIM), in a sixth of
    # their time, at up to twice their size. A constant quantiser spares x264 a look at every
    # frame in small, a quarter of the time; blocks of 4×4 suit lines and digits.
    "preset": "ultrafast",
    "x264-params": "qp=22:cabac=1:partitions=i4x4:bframes=0:threads=1",
}
_VP9 = {
    "crf": "24",
    "b": "0",
    "deadline": "good",
    "cpu-used": "5",
    "lag-in-frames": "0",
    "auto-alt-ref": "0",  # hidden frames would break both alpha and joining
}
_FAST_START = {"movflags": "+faststart"}

MP4 = Codec("libx264", "yuv420p", "mp4", _H264, _FAST_START)
MOV = Codec("libx264", "yuv420p", "mov", _H264, _FAST_START)
WEBM = Codec("libvpx-vp9", "yuv420p", "webm", _VP9)
WEBM_ALPHA = Codec("libvpx-vp9", "yuva420p", "webm", _VP9)
# ProRes 4444 is the alpha that editors accept; of FFmpeg's two, the encoder of twice the speed.
MOV_ALPHA = Codec("prores_aw", "yuva444p10le", "mov", {"profile": "4", "vendor": "apl0"})
# What a gif is made from: every pixel as it was drawn.
LOSSLESS = Codec("libx264rgb", "rgb24", "matroska", {"preset": "ultrafast", "qp": "0"})


def codec_for(format: VideoFormat, transparent: bool) -> Codec:
    """The codec of a video format."""
    opaque = {"mp4": MP4, "mov": MOV, "webm": WEBM, "gif": LOSSLESS}
    return {"webm": WEBM_ALPHA, "mov": MOV_ALPHA}[format] if transparent else opaque[format]


class Segment:
    """One beat's frames, encoded into a file of its own; it counts them."""

    def __init__(self, path: Path, codec: Codec, quality: Quality) -> None:
        self.path = path
        self.frames = 0
        self._convert = Converter(codec.pixel_format, codec.has_alpha)
        self._rate = quality.fps
        self._container = av.open(str(path), "w", format=codec.container)
        stream = self._container.add_stream(
            codec.name, rate=quality.fps, options=dict(codec.stream_options)
        )
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = quality.width, quality.height
        stream.pix_fmt = codec.pixel_format
        context = stream.codec_context
        context.time_base = Fraction(1, quality.fps)
        context.thread_count = 1
        if codec.pixel_format.startswith("yuv"):
            context.colorspace = Colorspace.ITU709
            context.color_primaries = ColorPrimaries.BT709
            context.color_trc = ColorTrc.BT709
            context.color_range = ColorRange.MPEG
        if codec.has_alpha and codec.container == "webm":
            stream.metadata["alpha_mode"] = "1"
        self._stream = stream

    def write(self, frame: Frame, repeat: int = 1) -> None:
        """Encode a frame, `repeat` times.

        Raises:
            ValueError: it is the first and builds on another one.
        """
        picture = self._convert(frame)
        picture.time_base = Fraction(1, self._rate)
        for _ in range(repeat):
            self.encode(picture)

    def encode(self, picture: av.VideoFrame) -> None:
        """Encode a frame that is already converted."""
        picture.pts = self.frames
        self.frames += 1
        self._container.mux(self._stream.encode(picture))

    def close(self) -> None:
        """Finish the file."""
        self._container.mux(self._stream.encode(None))
        self._container.close()


def join(segments: Sequence[Path], path: Path, codec: Codec, fps: int) -> None:
    """Put segments one after the other, packet by packet, at a constant frame rate."""
    with av.open(
        str(path), "w", format=codec.container, container_options=dict(codec.container_options)
    ) as joined:
        stream = None
        count = 0
        for segment in segments:
            with av.open(str(segment)) as part:
                source = part.streams.video[0]
                if stream is None:
                    stream = joined.add_stream_from_template(source)
                    stream.time_base = Fraction(1, fps)
                    if codec is WEBM_ALPHA:
                        stream.metadata["alpha_mode"] = "1"
                for packet in part.demux(source):
                    if packet.size == 0:  # the demuxer's last, an empty one
                        continue
                    packet.stream = stream
                    packet.time_base = Fraction(1, fps)
                    packet.pts = packet.dts = count
                    packet.duration = 1
                    joined.mux(packet)
                    count += 1
