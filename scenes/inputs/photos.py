"""Photos become float32 arrays of shape (height, width, 3), sRGB values in 0..1.

The orientation that a camera notes in EXIF is honoured, transparency is laid on white, grey gives
three equal channels, CMYK and palettes are converted (colour profiles are not applied), 16-bit
grey keeps its depth. Of an animation or a stack of pages the first frame is taken. A photo whose
longer side exceeds ``WORKING_SIZE`` pixels is reduced to it: no picture drawn here shows more.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from scenes.inputs.model import Input, InputError, safe_name, shown

if TYPE_CHECKING:  # Pillow costs 50 ms: a run on a table never loads it.
    from PIL import Image

WORKING_SIZE = 1024
"""The longest side of a photo in pixels after reading."""

MAX_PHOTO_PIXELS = 50_000_000
"""The most pixels a photo may have, checked in its header before anything is decoded."""

PILLOW_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
FRAMED_FORMATS = ("PNG", "WEBP", "TIFF", "GIF")
SIXTEEN_BIT_MODES = ("I;16", "I;16L", "I;16B", "I;16N")

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class _Picture:
    """A decoded photo before it is reduced, and what was done to it, in words."""

    image: "Image.Image"
    notes: tuple[str, ...]


def photo_from_file(path: Path) -> Input:
    """Read an image file as a photo.

    Raises:
        InputError: the file is no image, is damaged, has more than ``MAX_PHOTO_PIXELS``, or holds
            numbers that are no colours (32-bit integers, floats outside 0..1).
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        return photo_from_stream(file, path.name)


def photo_from_stream(file: IO[bytes], label: str) -> Input:
    """Read an open image file, which is called ``label``, as `photo_from_file` does.

    Raises:
        InputError: as `photo_from_file`.
    """
    with _opened(file, label) as image:
        _check_size(image.size, label)
        size, kind = image.size, image.format or "image"
        try:
            picture = _decoded(image)
        except InputError:
            raise
        except Exception as error:  # Pillow's decoders raise whatever the broken bytes lead to.
            raise _damaged(label, error) from None
        pixels = _reduced(picture.image)
    notes = _notes(f"{kind}, {size[0]} x {size[1]} pixels", size, picture, pixels)
    return Input("photo", safe_name(Path(label).stem), f"{label} ({notes})", pixels)


def photo_from_array(array: Array, name: str, label: str, origin: str) -> Input:
    """Take a uint8 array of shape (height, width, 3 or 4) as a photo.

    Errors call it ``label``; its source begins with ``origin``.

    Raises:
        InputError: the array is empty or has more than ``MAX_PHOTO_PIXELS``.
    """
    from PIL import Image

    height, width = array.shape[:2]
    if not array.size:
        raise InputError(
            f"a photo needs at least one pixel, {shown(label)} is {height} x {width} "
            "(height x width): give it pixels"
        )
    _check_size((width, height), label)
    picture = _decoded(Image.fromarray(np.ascontiguousarray(array)))
    pixels = _reduced(picture.image)
    notes = _notes(f"photo of {width} x {height} pixels", (width, height), picture, pixels)
    return Input("photo", name, f"{origin} ({notes})", pixels)


def _notes(first: str, size: tuple[int, int], picture: _Picture, pixels: Array) -> str:
    notes = [first, *picture.notes]
    if max(size) > WORKING_SIZE:
        notes.append(f"reduced to {pixels.shape[1]} x {pixels.shape[0]}")
    return ", ".join(notes)


@contextmanager
def _opened(file: Any, label: str) -> "Iterator[Image.Image]":
    from PIL import Image, UnidentifiedImageError

    # Pillow would stop huge pictures before their size is known, with a warning or an error of
    # its own. Only headers are read while its limit is lifted; ours follows at once.
    limit = Image.MAX_IMAGE_PIXELS
    try:
        Image.MAX_IMAGE_PIXELS = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(file, formats=PILLOW_FORMATS)
    except UnidentifiedImageError:
        raise InputError(
            f"{shown(label)} is no image that can be read: "
            "give a png, jpg, webp, tiff, bmp or gif, or save it again from an image editor"
        ) from None
    except Exception as error:  # As above: headers too are parsed by many hands.
        raise _damaged(label, error) from None
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    with image:
        yield image


def _check_size(size: tuple[int, int], label: str) -> None:
    width, height = size
    if width * height > MAX_PHOTO_PIXELS:
        scale = (MAX_PHOTO_PIXELS / (width * height)) ** 0.5
        fits = f"{max(1, int(width * scale))} x {max(1, int(height * scale))}"
        raise InputError(
            f"a photo may have at most {MAX_PHOTO_PIXELS // 10**6} megapixels, {shown(label)} has "
            f"{width} x {height} = {width * height / 1e6:.0f}: resize it to at most {fits} pixels"
        )


def _damaged(label: str, error: Exception) -> InputError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return InputError(
        f"the image {shown(label)} is damaged, cut off or of a rare kind ({reason[:80]}): "
        "copy it again, or save it again from an image editor"
    )


def _decoded(image: "Image.Image") -> _Picture:
    """Decode to mode RGB (8 bits a channel) or F (grey, 0..1), upright and opaque."""
    from PIL import Image, ImageOps

    notes: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Odd but readable metadata is no news to a lecturer.
        if image.format in FRAMED_FORMATS and getattr(image, "is_animated", False):
            notes.append("first frame only")
        # JPEG decodes at a fraction of its size several times as fast.
        image.draft(None, (2 * WORKING_SIZE, 2 * WORKING_SIZE))
        image.load()
        image = ImageOps.exif_transpose(image)
    if image.mode in SIXTEEN_BIT_MODES:
        grey = np.asarray(image).astype(np.float32) / np.float32(65535)
        return _Picture(Image.fromarray(grey), tuple(notes))
    if image.mode in ("I", "F"):
        return _Picture(_grey_in_unit_range(image), tuple(notes))
    if image.has_transparency_data:
        # Palettes keep their alpha only on the way through RGBA.
        layered = _shrunk(image.convert("RGBA"))
        if layered.getchannel("A").getextrema() != (255, 255):
            notes.append("transparency on white")
        white = Image.new("RGBA", layered.size, "white")
        return _Picture(Image.alpha_composite(white, layered).convert("RGB"), tuple(notes))
    return _Picture(image.convert("RGB"), tuple(notes))


def _grey_in_unit_range(image: "Image.Image") -> "Image.Image":
    values = np.asarray(image)
    if image.mode == "F" and values.min() >= 0 and values.max() <= 1:  # False for NaN.
        return image
    raise InputError(
        "a photo has 8 or 16 bits a channel, or floats in 0..1; this one holds "
        f"{'floats' if image.mode == 'F' else '32-bit integers'} from {values.min():g} to "
        f"{values.max():g}: save it with 8 bits, or give the numbers as a table in npy"
    )


def _shrunk(image: "Image.Image") -> "Image.Image":
    from PIL import Image

    if max(image.size) > WORKING_SIZE:
        image.thumbnail((WORKING_SIZE, WORKING_SIZE), Image.Resampling.LANCZOS)
    return image


def _reduced(image: "Image.Image") -> Array:
    pixels = np.asarray(_shrunk(image)).astype(np.float32)
    if image.mode == "F":
        # Lanczos overshoots at edges.
        return np.repeat(np.clip(pixels, 0, 1)[:, :, None], 3, axis=2)
    return pixels / np.float32(255)
