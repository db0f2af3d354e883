"""How the largest of a window is found pair by pair, so that a picture can follow it."""

from collections.abc import Sequence

Match = tuple[int, int, int]
"""Positions of the two values that meet, and of the one that goes on."""


def tournament(values: Sequence[float]) -> tuple[tuple[Match, ...], ...]:
    """Let neighbours meet until one value is left; the larger goes on, the first of two equals.

    As in max pooling NaN beats every number, and of several NaN the last is kept.

    Args:
        values: a window's values in scan order, at least one.

    Returns:
        The rounds in order, each a tuple of matches (first position, second position, winner's
        position). A value without an opponent waits for the next round. No rounds for one value.

    Raises:
        ValueError: there are no values.

    >>> tournament([1, 3, 4, 6])
    (((0, 1, 1), (2, 3, 3)), ((1, 3, 3),))
    >>> tournament([5, 2, 5])[-1]
    ((0, 2, 0),)
    """
    if not values:
        raise ValueError("a tournament needs at least one value, got none: pass a window's values")
    left = list(range(len(values)))
    rounds: list[tuple[Match, ...]] = []
    while len(left) > 1:
        pairs = list(zip(left[::2], left[1::2], strict=False))
        matches = tuple((a, b, b if _beats(values[b], values[a]) else a) for a, b in pairs)
        waiting = left[-1:] if len(left) % 2 else []
        left = [winner for _, _, winner in matches] + waiting
        rounds.append(matches)
    return tuple(rounds)


def _beats(challenger: float, holder: float) -> bool:
    return challenger != challenger or challenger > holder
