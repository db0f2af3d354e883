"""Where the parts of a drawn network stand; stage and page share it.

Lengths are those of the stage; x grows to the right, and 0 is the middle of a frame. The places of
every network are those of the one that pools by max, so that a swap moves nothing else.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

HEIGHT = 2.2
"""Of the picture, and of every sheet with as many rows."""
LEAN, TILT = 0.2, 0.09
"""Half a sheet's width, and how far its right edge is lifted, as shares of its height."""
SHEET = 0.1
"""From one sheet of a stack to the next."""
CHIP = 0.8
"""Side of the plate of what halves a map."""
GAP = 0.345
LEFT = -6.6
HEAD = 1.85
"""From the last maps to the classes."""
CLASSES, FLAT, HIDDEN_DOTS = 10, 26, 8
"""Dots drawn for classes, for a flattened map, and for a hidden layer."""
COLUMN = 1.9
"""Height of a head's columns of dots."""
STEPPING = 0.5
"""Side of a chip that stands over a convolution, as a share of the others'."""


@dataclass(frozen=True)
class Places:
    """Where the parts stand.

    Attributes:
        picture: x of the picture. stacks, joints: x of stacks and chips. foot: where the head
            begins.
    """

    picture: float
    stacks: tuple[float, ...]
    joints: tuple[float, ...]
    foot: float


def places(base: Any) -> Places:
    """The places of the parts of `parts.parts`, told of the network that pools by max.

    >>> from scenes.topics.exercises.parts import parts
    >>> found = places(parts("max_pooling"))
    >>> len(found.stacks), len(found.joints), found.stacks[-1] < found.foot
    (6, 3, True)
    """
    unit = HEIGHT / base["input"]
    picture = LEFT + LEAN * HEIGHT
    x = picture + LEAN * HEIGHT + GAP
    stacks: list[float] = []
    joints: list[float] = []
    parts = base["stacks"]
    for k, each in enumerate(parts):
        lean = LEAN * each["rows"] * unit
        stacks.append(x + lean)
        x += 2 * lean + SHEET * (each["sheets"] - 1) + GAP
        if k + 1 < len(parts) and parts[k + 1]["stage"] > each["stage"]:
            joints.append(x + CHIP / 2)
            x += CHIP + GAP
    return Places(picture, tuple(stacks), tuple(joints), x)


def chip_at(parts: Any, found: Places, k: int) -> tuple[float, float, float]:
    """X and height of the middle of the k-th chip, and its side.

    Where the convolution before takes the steps, it stands over that convolution's maps.
    """
    if parts["joints"][k] != "none":
        return found.joints[k], 0.0, CHIP
    last = max(i for i, each in enumerate(parts["stacks"]) if each["stage"] == k)
    stack = parts["stacks"][last]
    high = HEIGHT * stack["rows"] / parts["input"] * (0.5 + TILT)
    middle = found.stacks[last] + SHEET * (stack["sheets"] - 1) / 2
    return middle, high + 0.75 * STEPPING * CHIP, STEPPING * CHIP


def sheet(x: float, height: float) -> Points:
    """The corners of a sheet around height 0, clockwise from the upper left; (4, 2)."""
    across, lift, half = LEAN * height, TILT * height, height / 2
    return np.array(
        [
            [x - across, half - lift],
            [x + across, half + lift],
            [x + across, lift - half],
            [x - across, -half - lift],
        ]
    )


def head_columns(parts: Any, found: Places) -> tuple[tuple[float, int, float, float, str], ...]:
    """The columns of dots of a head: x, how many, height of all, radius and role of each."""
    classes = (found.foot + HEAD, CLASSES, COLUMN, 0.075, "text")
    if parts["head"] == "gap":
        return (found.foot + 0.2, parts["stacks"][-1]["sheets"], 1.1, 0.1, "mean"), classes
    return (
        (found.foot + 0.05, FLAT, COLUMN, 0.035, "mean"),
        (found.foot + 0.95, HIDDEN_DOTS, COLUMN, 0.085, "output"),
        classes,
    )
