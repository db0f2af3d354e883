"""A box of pixels."""

from dataclasses import dataclass

import numpy as np

from pooling.reach import Mask


@dataclass(frozen=True, slots=True)
class Box:
    """Rows `top` to `bottom` and columns `left` to `right`, the ends not included.

    >>> Box(-2, 0, 3, 4).height, Box(-2, 0, 3, 4).slices
    (5, (slice(0, 3, None), slice(0, 4, None)))
    """

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def around(cls, pixels: Mask) -> "Box | None":
        """Return the smallest box around the marked pixels of (height, width); None for none.

        >>> Box.around(np.eye(3, dtype=bool)[1:])
        Box(top=0, left=1, bottom=2, right=3)
        """
        rows, cols = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
        if not rows.size:
            return None
        return cls(int(rows[0]), int(cols[0]), int(rows[-1]) + 1, int(cols[-1]) + 1)

    @property
    def height(self) -> int:
        """Rows, those outside the image included."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Columns, those outside the image included."""
        return self.right - self.left

    @property
    def slices(self) -> tuple[slice, slice]:
        """Its rows and columns, to index an image with."""
        return slice(max(self.top, 0), max(self.bottom, 0)), slice(
            max(self.left, 0), max(self.right, 0)
        )

    def joined(self, other: "Box") -> "Box":
        """Return the smallest box around both."""
        return Box(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def clipped(self, height: int, width: int) -> "Box | None":
        """Return the part inside an image of that size; None where there is none."""
        top, bottom = max(self.top, 0), min(self.bottom, height)
        left, right = max(self.left, 0), min(self.right, width)
        return Box(top, left, bottom, right) if top < bottom and left < right else None
