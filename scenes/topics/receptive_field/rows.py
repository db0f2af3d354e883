"""Which layers of a network are shown: all of a small one, the telling ones of a deep one."""

from typing import Any

import numpy as np

from pooling.box import Box
from pooling.layers import WindowLayer, ZeroPad2d
from pooling.network import INPUT, Network
from pooling.receptive_field import LayerField, ReceptiveField

Row = dict[str, Any]


def telling_rows(account: ReceptiveField, upto: str, most: int) -> tuple[Row, ...]:
    """At most `most` layers that change the field, the first and `upto` among them.

    A layer that leaves size and jump as they were is left out. Of the rest those that change the
    jump are kept before others, and the others evenly.

    Returns:
        For each layer its name, kind, size, jump, start, output (channels, height, width), how
        many layers were left out before it, and its `step`: where size and jump follow from the
        row before by one window, the numbers of r ← r + (k − 1)·j and j ← j·s, else None.
    """
    lines = _path(account, upto)
    grown = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if before is None or (line.size, line.jump) != (before.size, before.jump)
    ]
    if grown[-1].name != upto:
        grown[-1] = account[upto] if grown[-1].size == account[upto].size else grown[-1]
    if len(grown) > most:
        kept = {0, len(grown) - 1}
        leaps = [k for k in range(1, len(grown)) if grown[k].jump != grown[k - 1].jump]
        kept.update(leaps[: most - len(kept)])
        others = [k for k in range(len(grown)) if k not in kept]
        room = most - len(kept)
        kept.update(others[(2 * i + 1) * len(others) // (2 * room)] for i in range(room))
        grown = [line for k, line in enumerate(grown) if k in kept]
    befores = [None, *grown]
    return tuple(
        _row(line)
        | {
            "step": _step(account, before, line),
            "skipped": lines.index(line) - (lines.index(before) + 1 if before else 0),
        }
        for before, line in zip(befores, grown, strict=False)
    )


def growth_line(account: ReceptiveField) -> dict[str, Any]:
    """How the field grows with depth, along the path to the last plane on which it is widest.

    Returns:
        `depth`: 0 for the image, then 1, 2, ... for each layer that looks through a window;
        `size` there, in rows of pixels; `leaps`: the depths at which the jump grows.
    """
    sizes, leaps, jump = [1], [], 1.0
    for line in _path(account, account.last_plane):
        layer = account.network[line.name].layer
        looks = layer.reach(account.shapes[line.inputs[0]]) is not None
        if looks and not isinstance(layer, ZeroPad2d):
            sizes.append(line.size[0])
            if line.jump[0] > jump:
                leaps.append(len(sizes) - 1)
            jump = line.jump[0]
        else:
            sizes[-1] = max(sizes[-1], line.size[0])
    return {"depth": np.arange(len(sizes)), "size": np.array(sizes), "leaps": tuple(leaps)}


def whole_box(account: ReceptiveField, name: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of what the unit in a layer's middle sees, beyond the photo too.

    What it sees through a gate over the whole plane is left out.
    """
    line, (row, col) = account[name], account.centre_unit(name)
    if line.uniform:
        top, left = (
            start + unit * int(jump)
            for start, unit, jump in zip(line.start, (row, col), line.jump, strict=True)
        )
        return top, left, top + line.size[0], left + line.size[1]
    box = account.box(name, clip=False)
    assert isinstance(box, Box)  # not clipped
    return box.top, box.left, box.bottom, box.right


def _step(
    account: ReceptiveField, before: LayerField | None, line: LayerField
) -> dict[str, int] | None:
    """The numbers that lead from the row before to a row, if one square window does."""
    layer = account.network[line.name].layer
    size, jump = (before.size, before.jump) if before else ((1, 1), (1, 1))
    if not isinstance(layer, WindowLayer) or size[0] != size[1] or jump[0] != jump[1]:
        return None
    window = layer.window(*account.shapes[line.inputs[0]][1:])
    kernels = [d * (k - 1) for d, k in zip(window.dilation, window.kernel_size, strict=True)]
    square = len(set(kernels)) == len(set(window.stride)) == 1
    follows = square and all(
        r + k * j == line.size[axis] and j * s == line.jump[axis]
        for axis, (r, k, j, s) in enumerate(zip(size, kernels, jump, window.stride, strict=True))
    )
    if not follows:
        return None
    return {
        "size": size[0], "jump": int(jump[0]), "kernel": kernels[0] + 1, "stride": window.stride[0],
    }  # fmt: skip


def _path(account: ReceptiveField, upto: str) -> list[LayerField]:
    """The layers that `upto` depends on, along the path on which the field is widest."""
    name, path = upto, []
    network: Network = account.network
    while name != INPUT:
        line = account[name]
        path.append(line)
        readable = [source for source in network[name].inputs if source != INPUT]
        # what comes through a gate over the whole plane is no part of the box
        boxes = [source for source in readable if account[source].size <= line.size] or readable
        name = max(boxes, key=lambda source: account[source].size, default=INPUT)
    return path[::-1]


def _row(line: LayerField) -> Row:
    return {
        "name": line.name,
        "kind": line.kind,
        "size": line.size,
        "jump": line.jump,
        "start": line.start,
        "output": line.output,
    }


def middle_box(account: ReceptiveField, layer: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of what the unit in a layer's middle sees, within the photo."""
    box = account.box(layer)
    assert box is not None  # the unit in the middle of a photo sees pixels
    return box.top, box.left, box.bottom, box.right


def size_text(size: tuple[int, int]) -> str:
    """A field's size, by one number where it is a square."""
    return f"{size[0]:,}" if size[0] == size[1] else f"{size[0]:,}×{size[1]:,}"


def account_text(rows: tuple[Row, ...]) -> str:
    """The layers of an account, each with the size of its field."""
    return ", ".join(f"{row['name']} {size_text(row['size'])}" for row in rows)
