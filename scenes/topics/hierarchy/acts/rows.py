"""Where patches line up: rows of one scale for all depths, so that deeper ones are larger."""

from dataclasses import dataclass
from typing import Any

from scenes.stage.scene import RIGHT

AREA_LEFT, AREA_TOP, AREA_FOOT = -0.3, 2.78, -1.22
GAP, LINE = 0.1, 0.36
"""Between two patches; the height of a line of text over a row."""
NOTHING = 0.7
"""Room for the words that a unit has no patches."""
PREFERRED = 1.7
"""Side of a preferred picture."""
LITTLE = 0.85
"""The share of their size that patches may lose to stand in one line."""
LARGEST = 2.3
"""Side of the largest patch at most."""


@dataclass(frozen=True)
class Row:
    """Patches of a unit, and where they stand.

    Attributes:
        unit: as the story has it.
        name_at: the left end of the baseline of its name.
        preferred: centre and side of the preferred picture, or None.
        patches_at: where patches begin at the left.
        centres: of the patches.
        size: width and height of a patch.
    """

    unit: Any
    name_at: tuple[float, float]
    preferred: tuple[tuple[float, float], float] | None
    patches_at: float
    centres: tuple[tuple[float, float], ...]
    size: tuple[float, float]


def patch_scale(depths: Any) -> float:
    """Units of the stage for a pixel, one for all depths: the largest at which all have room.

    Where it costs little, the patches of a unit stand in one line.
    """
    scale = LARGEST / max(max(depth["size"]) for depth in depths)
    while any(_foot(depth, scale) < AREA_FOOT - GAP for depth in depths):
        scale *= 0.97
    in_line = min([scale, *[_in_line(depth) for depth in depths if depth["units"][0]["patches"]]])
    return float(in_line if in_line >= LITTLE * scale else scale)


def rows_of(depth: Any, scale: float) -> list[Row]:
    """The unit told of, and below its patches those of as many others as there is room for."""
    first, *others = depth["units"]
    rows = [_row(first, depth["size"], scale, AREA_TOP, told=True)]
    left = rows[0].patches_at
    for unit in others:
        row = _row(unit, depth["size"], scale, _below(rows[-1]), told=False, left=left)
        if unit["patches"] and _below(row) >= AREA_FOOT - GAP:
            rows.append(row)
    return rows


def _in_line(depth: Any) -> float:
    """The scale at which the patches of the unit told of fill one line."""
    row = _row(depth["units"][0], depth["size"], 0.0, AREA_TOP, told=True)
    share = (RIGHT - row.patches_at + GAP) / len(depth["units"][0]["patches"])
    return float((share - GAP) * 0.999 / depth["size"][1])


def _foot(depth: Any, scale: float) -> float:
    return _below(_row(depth["units"][0], depth["size"], scale, AREA_TOP, told=True))


def _row(
    unit: Any,
    pixels: tuple[int, int],
    scale: float,
    top: float,
    *,
    told: bool,
    left: float = AREA_LEFT,
) -> Row:
    """The patches of a unit under its name; those of the unit told of may take several lines."""
    height, width = (n * scale for n in pixels)
    start, first = left, top - LINE
    preferred = None
    if told and unit["preferred"] is not None:
        preferred = ((left + PREFERRED / 2, first - PREFERRED / 2), PREFERRED)
        left += PREFERRED + 3 * GAP
    cols = max(1, int((RIGHT - left + GAP) / (width + GAP)))
    most = len(unit["patches"]) if told else min(cols, len(unit["patches"]))
    centres = tuple(
        (
            left + width / 2 + (k % cols) * (width + GAP),
            first - height / 2 - (k // cols) * (height + GAP),
        )
        for k in range(most)
    )
    return Row(unit, (start, top - 0.26), preferred, left, centres, (width, height))


def _below(row: Row) -> float:
    """Where the patches of a row end, and the next row may begin."""
    ends = [y - row.size[1] / 2 - GAP for _, y in row.centres]
    return float(min(ends, default=row.name_at[1] - NOTHING))
