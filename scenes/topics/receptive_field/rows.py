"""Which layers of a network are shown: all of a small one, the telling ones of a deep one."""

from typing import Any

from pooling.network import Network
from pooling.receptive_field import LayerField, ReceptiveField

Row = dict[str, Any]


def telling_rows(account: ReceptiveField, upto: str, most: int) -> tuple[Row, ...]:
    """At most `most` layers that change the field, the first and `upto` among them.

    A layer that leaves size and jump as they were is left out. Of the rest those that change the
    jump are kept before others, and the others evenly.

    Returns:
        For each layer its name, kind, size, jump, start and (channels, height, width).
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
    return tuple(_row(line) for line in grown)


def _path(account: ReceptiveField, upto: str) -> list[LayerField]:
    """The layers that `upto` depends on, along the path on which the field is widest."""
    name, path = upto, []
    network: Network = account.network
    while name != "input":
        path.append(account[name])
        readable = [source for source in network[name].inputs if source != "input"]
        if not readable:
            break
        name = max(readable, key=lambda source: account[source].size)
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
