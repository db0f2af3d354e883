"""A rendered frame becomes a video frame: BT.709, limited range, straight alpha."""

import av
import numpy as np
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    VideoReformatter,
)
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
"""Red, green, blue, alpha; shape (height, width, 4), colours multiplied by alpha as cairo's."""


class Converter:
    """Converts frames to one pixel format; a frame equal to the last is not converted again."""

    def __init__(self, pixel_format: str, transparent: bool = False) -> None:
        self.pixel_format = pixel_format
        self.transparent = transparent
        self._reformatter = VideoReformatter()
        self._last: tuple[Frame, av.VideoFrame] | None = None

    def __call__(self, frame: Frame) -> av.VideoFrame:
        """The frame in the converter's format; it is kept until the next one comes."""
        if self._last is not None and _same(self._last[0], frame):
            return self._last[1]
        source = straight_alpha(frame) if self.transparent else frame
        rgba = av.VideoFrame.from_ndarray(source, format="rgba")
        if self.pixel_format.startswith(("rgb", "bgr", "gbr")):
            converted = self._reformatter.reformat(rgba, format=self.pixel_format)
        else:
            # swscale's own choice is BT.601, which players then show in shifted colours.
            converted = self._reformatter.reformat(
                rgba,
                format=self.pixel_format,
                dst_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.JPEG,
                dst_color_range=ColorRange.MPEG,
                dst_color_primaries=ColorPrimaries.BT709,
                dst_color_trc=ColorTrc.BT709,
                threads=1,
            )
        self._last = (frame, converted)
        return converted


def straight_alpha(frame: Frame) -> Frame:
    """Undo the multiplication by alpha: editors and browsers expect colours at full strength.

    >>> straight_alpha(np.array([[[64, 0, 0, 128]]], dtype=np.uint8)).tolist()
    [[[128, 0, 0, 128]]]
    """
    alpha = frame[..., 3:].astype(np.uint32)
    if alpha.min() == 255:
        return frame
    colour = (frame[..., :3].astype(np.uint32) * 255 + alpha // 2) // np.maximum(alpha, 1)
    return np.concatenate([np.minimum(colour, 255), alpha], axis=-1).astype(np.uint8)


def _same(one: Frame, other: Frame) -> bool:
    # Four bytes at a time: a millisecond at 1080p, where converting takes several.
    return bool(np.array_equal(one.view(np.uint32), other.view(np.uint32)))
