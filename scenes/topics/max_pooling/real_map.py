"""The beats on a photo's own map, which is too large to be read number by number."""

from contextlib import suppress
from fractions import Fraction
from typing import Any

from pooling import Window2d, max_pool2d
from scenes.beats import Beat
from scenes.digits import by, digits_for, shape_text
from scenes.maps import CHANNELS, READABLE, HandMap, Map, clearest_patch, ends

COARSE = 400
"""Cells below which no outline of a photo can be made out any more."""


def hook(
    photo: Map, source: str, whole: Map, pooled: Map, window: Window2d, channel: int | None
) -> Beat:
    """Beat hook: an edge filter's answer to the photo, and what pooling keeps of it."""
    fewer = pooled.size < whole.size
    kind = (
        ("" if fewer else "kept") if channel is None else ("channel" if fewer else "channel_kept")
    )
    return Beat(
        "hook",
        {"photo": photo, "map": whole, "pooled": pooled, "channel": channel},
        {
            "source": source.rstrip("."),
            "channel": "" if channel is None else CHANNELS[channel],
            "before": int(whole.size),
            "after": int(pooled.size),
            "thrown": _plain_share(whole.size - pooled.size, whole.size),
            "kernel": shape_text(window.kernel_size),
            "stride": by(window.stride),
        },
        kind,
    )


def grid(whole: Map, hand: HandMap) -> Beat:
    """Beat grid: from close the answer is numbers; a small map is taken to work by hand."""
    # The lecture's map enters after a patch of the real one; a cut map is that patch itself.
    rows, cols = (min(size, READABLE // 2) for size in whole.shape)
    patch = clearest_patch(whole, rows, cols) if hand.kind == "lecture" else hand
    write = digits_for(patch.values)
    lowest, highest = ends(patch.values)
    return Beat(
        "grid",
        {
            "map": whole,
            "patch": patch.values,
            "corner": patch.corner,
            "hand": hand.values,
            "kind": hand.kind,
        },
        {
            "patch": shape_text(patch.values.shape),
            "shape": shape_text(hand.values.shape),
            "lowest": write(lowest),
            "highest": write(highest),
        },
        "" if hand.kind == "lecture" else hand.kind,
    )


def real(whole: Map, pooled: Map, settings: dict[str, Any]) -> Beat:
    """Beat real: the whole map, pooled once and again."""
    maps = [whole, pooled]
    with suppress(ValueError):  # the window may fit only once
        maps.append(max_pool2d(pooled, **settings))
    values: dict[str, Any] = {}
    for name, stage in zip(("first", "second", "third"), maps, strict=False):
        values[name] = int(stage.size)
        values[f"{name}_shape"] = shape_text(stage.shape)
    variant = "spread" if pooled.size >= whole.size else ""
    if len(maps) == 2:
        variant = "once"
    elif maps[2].size < COARSE:
        variant = "coarse"
    return Beat("real", {"maps": tuple(maps)}, values, variant)


def _plain_share(part: int, whole: int) -> Fraction:
    """A share as the plain fraction that it nearly is (three quarters), else as it is."""
    share = Fraction(part, whole)
    plain = share.limit_denominator(16)
    return plain if plain < 1 and abs(plain - share) < Fraction(1, 200) else share
