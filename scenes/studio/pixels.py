"""A rendered frame becomes a video frame: BT.709, limited range, straight alpha.

Frames tell what changed since the one before. Only that is converted, into planes that stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

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

from scenes.studio.dirty import Box, rectangles

Pixels = NDArray[np.uint8]
"""Red, green, blue, alpha; shape (height, width, 4), colours multiplied by alpha as cairo's."""

# Chroma is averaged over neighbours: what lies next to a change differs as well, and so would
# the edge of what is converted alone.
_MARGIN = 2
# Converters of crops that are kept; sizes are multiples of a tile's, so that they come again.
_MOST_SIZES = 96
# A plane's samples across and down, as a share of the frame's.
_HALVED = {"yuv420p": (1, 2, 2), "yuva420p": (1, 2, 2, 1)}


@dataclass(frozen=True)
class Patch:
    """A part of a frame.

    Attributes:
        box: left, top, right and bottom of what it replaces.
        around: where `pixels` lies: the box with a margin, within the frame.
        pixels: of shape (height, width, 4) of `around`.
    """

    box: Box
    around: Box
    pixels: Pixels


@dataclass(frozen=True)
class Frame:
    """A frame of a beat: the frame before with some patches; the first is one patch."""

    patches: tuple[Patch, ...]

    @classmethod
    def whole(cls, pixels: Pixels) -> Self:
        """A frame that depends on no other; the pixels are copied."""
        height, width = pixels.shape[:2]
        box = (0, 0, width, height)
        return cls((Patch(box, box, pixels.copy()),))

    @classmethod
    def changed(cls, pixels: Pixels, boxes: Sequence[Box]) -> Self:
        """A frame that differs from the one before in some boxes; what lies in them is copied."""
        height, width = pixels.shape[:2]
        patches = []
        reached = [_grown(box, height, width) for box in boxes]
        for box in rectangles(reached, height, width):
            left, top, right, bottom = around = _grown(box, height, width)
            patches.append(Patch(box, around, pixels[top:bottom, left:right].copy()))
        return cls(tuple(patches))

    def over(self, before: Pixels | None) -> Pixels:
        """The whole picture.

        Args:
            before: the picture of the frame before, which is changed; None if there was none.

        Raises:
            ValueError: there was none, and this frame is not whole.
        """
        if before is None:
            (patch,) = self.patches
            if patch.box != patch.around or patch.box[:2] != (0, 0):
                raise ValueError("the first frame of a beat has to be whole: use Frame.whole")
            return patch.pixels
        for patch in self.patches:
            left, top, right, bottom = patch.box
            inner = patch.pixels[top - patch.around[1] :, left - patch.around[0] :]
            before[top:bottom, left:right] = inner[: bottom - top, : right - left]
        return before


class Converter:
    """Converts the frames of a beat, in turn, to one pixel format."""

    def __init__(self, pixel_format: str, transparent: bool = False) -> None:
        self.pixel_format = pixel_format
        self.transparent = transparent
        self._reformatters: dict[tuple[int, ...], VideoReformatter] = {}
        self._picture: Pixels | None = None
        self._converted: av.VideoFrame | None = None
        self._planes: list[NDArray[np.uint8]] = []  # its samples

    def __call__(self, frame: Frame) -> av.VideoFrame:
        """The frame in the converter's format; it may be changed when the next one comes."""
        if self._converted is not None and not frame.patches:
            return self._converted
        if self._converted is not None and self.pixel_format in _HALVED:
            for patch in frame.patches:
                self._replace(patch)
            return self._converted
        self._picture = frame.over(self._picture)
        self._converted = self._convert(self._picture)
        self._planes = [_samples(plane) for plane in self._converted.planes]
        return self._converted

    def _replace(self, patch: Patch) -> None:
        part = self._convert(patch.pixels)
        left, top, right, bottom = patch.box
        dx, dy = left - patch.around[0], top - patch.around[1]
        for plane, source, n in zip(
            self._planes, part.planes, _HALVED[self.pixel_format], strict=True
        ):
            plane[top // n : bottom // n, left // n : right // n] = _samples(source)[
                dy // n : (dy + bottom - top) // n, dx // n : (dx + right - left) // n
            ]

    def _convert(self, pixels: Pixels) -> av.VideoFrame:
        if pixels.shape not in self._reformatters:
            if len(self._reformatters) >= _MOST_SIZES:
                self._reformatters.clear()
            self._reformatters[pixels.shape] = VideoReformatter()
        reformat = self._reformatters[pixels.shape].reformat
        source = straight_alpha(pixels) if self.transparent else pixels
        rgba = av.VideoFrame.from_numpy_buffer(source, format="rgba")
        if self.pixel_format.startswith(("rgb", "bgr", "gbr")):
            return reformat(rgba, format=self.pixel_format)
        # swscale's own choice is BT.601, which players then show in shifted colours.
        return reformat(
            rgba,
            format=self.pixel_format,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            dst_color_primaries=ColorPrimaries.BT709,
            dst_color_trc=ColorTrc.BT709,
            threads=1,
        )


def straight_alpha(pixels: Pixels) -> Pixels:
    """Undo the multiplication by alpha: editors and browsers expect colours at full strength.

    >>> straight_alpha(np.array([[[64, 0, 0, 128]]], dtype=np.uint8)).tolist()
    [[[128, 0, 0, 128]]]
    """
    alpha = pixels[..., 3:].astype(np.uint32)
    if alpha.min() == 255:
        return pixels
    colour = (pixels[..., :3].astype(np.uint32) * 255 + alpha // 2) // np.maximum(alpha, 1)
    return np.concatenate([np.minimum(colour, 255), alpha], axis=-1).astype(np.uint8)


def _grown(box: Box, height: int, width: int) -> Box:
    """A box with a margin, as far as the frame goes."""
    left, top, right, bottom = box
    return (
        max(0, left - _MARGIN),
        max(0, top - _MARGIN),
        min(width, right + _MARGIN),
        min(height, bottom + _MARGIN),
    )


def _samples(plane: Any) -> NDArray[np.uint8]:
    """A plane's samples, to be read and written."""
    rows: NDArray[np.uint8] = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
