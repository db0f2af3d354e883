"""A logo: a picture of the user's, with its transparency."""

import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scenes.inputs.model import shown
from scenes.inputs.photos import MAX_PHOTO_PIXELS
from scenes.studio.failures import BadInputError

LARGEST = 800
"""Pixels along a logo's longer side after reading: as much as a card shows."""


def read_logo(path: Path) -> NDArray[np.uint8]:
    """The pixels of a logo.

    Returns:
        (height, width, 4), red, green, blue and alpha in 0..255.

    Raises:
        BadInputError: it is no picture, is damaged or is too large.
    """
    from PIL import Image

    if not path.is_file():  # a pipe would be waited for
        raise BadInputError(f"there is no logo {shown(str(path))}: check the path")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                if image.width * image.height > MAX_PHOTO_PIXELS:
                    raise BadInputError(
                        f"a logo has at most {MAX_PHOTO_PIXELS:,} pixels, {shown(str(path))} has "
                        f"{image.width} × {image.height}: save it smaller"
                    )
                picture = image.convert("RGBA")
                picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
                return np.asarray(picture)
    except BadInputError:
        raise
    except Exception as error:  # Pillow's decoders raise whatever the broken bytes lead to
        raise BadInputError(
            f"a logo is a png, jpg or webp picture, {shown(str(path))} cannot be read as one "
            f"({type(error).__name__}): export it as png"
        ) from None
