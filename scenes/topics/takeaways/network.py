"""The beats on the network that ships: its means, a kernel it learned, and all that it sees."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from pooling import conv2d, global_avg_pool
from pooling.halving import random_kernels
from pooling.hierarchy import Guess, Sight, Step, depths, evidence, guess, see, trace_back
from pooling.hierarchy.kernels import kernel_pictures
from pooling.trained import Trained, load_trained
from scenes.beats import Beat
from scenes.digits import by, percent, shape_text
from scenes.heads import dense_head, pooled_head
from scenes.inputs import Input
from scenes.maps import Map, as_bytes
from scenes.networks import read_network

HEAVY = "vgg16"
"""Whose dense head is compared with one layer after global average pooling."""
STRIDE = 2
GLINTS = 0.985
"""Where the ramp of maps ends, as a share of their cells: a few do not darken all others."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What the network that ships sees in the photo.

    Attributes:
        trained: the network.
        sight: its maps of every depth.
        guess: what it takes the photo for.
        path: from the unit that speaks most for the guess back to an edge, by layer; empty where
            nothing speaks for it.
    """

    trained: Trained
    sight: Sight
    guess: Guess
    path: dict[str, Step]

    def unit(self, layer: str) -> int:
        """The unit of a layer that is shown: that of the path, else the one that answers most."""
        if layer in self.path:
            return self.path[layer].unit
        return int(self.sight.maps[layer].max(axis=(1, 2)).argmax())


def look(given: Input) -> Seen:
    """Show the photo to the network."""
    trained = load_trained()
    layers = [depth.layer for depth in depths(trained.network)]
    sight = see(trained, given.array, layers)
    first = guess(trained, given.array, 1)[0]
    try:
        start = evidence(trained, sight, first.place)
        steps = trace_back(trained, sight, start.layer, start.unit, start.row, start.col)
    except ValueError:  # nothing in the photo speaks for any class
        steps = ()
    return Seen(trained, sight, first, {step.layer: step for step in steps})


def context(seen: Seen) -> Beat:
    """Beat context: every map of the deepest depth becomes one number, its mean."""
    maps = list(seen.sight.maps.values())[-1]
    known = read_network(HEAVY)
    dense, pooled = dense_head(known).parameters, pooled_head(known).parameters
    return Beat(
        "context",
        {
            "maps": maps,
            "means": global_avg_pool(maps),
            "top": _top(maps),
            "parameters": (dense, pooled),
        },
        {
            "maps": len(maps),
            "shape": shape_text(maps.shape[1:]),
            "network": HEAVY,
            "dense": dense,
            "pooled": pooled,
            "ratio": round(dense / pooled),
        },
    )


def learns(seen: Seen) -> Beat:
    """Beat learns: one kernel steps over the photo, as it was drawn at random and as learned."""
    layer = next(iter(seen.sight.maps)).removesuffix(".relu")
    unit = seen.unit(next(iter(seen.sight.maps)))
    learned = seen.trained.weights[layer]["weight"][unit : unit + 1]
    bias = seen.trained.weights[layer]["bias"][unit : unit + 1]
    side = learned.shape[-1]
    drawn = random_kernels(3, side)[None] / np.sqrt(3) * np.linalg.norm(learned)
    working = seen.sight.working
    answers = [
        _strided(seen.trained.prepared(working), *kernel)
        for kernel in ((drawn.astype(np.float32), None), (learned, bias))
    ]
    kernels = kernel_pictures(np.concatenate([drawn, learned]), seen.trained.std)
    return Beat(
        "learns",
        {
            "photo": as_bytes(working),
            "kernels": tuple(as_bytes(kernel) for kernel in kernels),
            "maps": tuple(answers),
            "tops": tuple(_top(each) for each in answers),
            "weights": learned[0],
        },
        {
            "stride": STRIDE,
            "weights": int(learned.size),
            "side": side,
            "before": int(working.shape[0] * working.shape[1]),
            "after": int(answers[-1].size),
            "network": seen.trained.network.name,
        },
    )


def _strided(photo: Map, kernel: Map, bias: Map | None) -> Map:
    """The rectified answers of one kernel that steps by `STRIDE`, zeros around the photo."""
    answers = conv2d(photo, kernel, bias, stride=STRIDE, padding=kernel.shape[-1] // 2)[0]
    rectified: Map = np.maximum(answers, 0)
    return rectified


def hierarchy(seen: Seen) -> Beat:
    """Beat hierarchy: the depths above the photo, one path through them, and the guess."""
    working = seen.sight.working
    levels = tuple(_level(seen, layer) for layer in seen.sight.maps)
    sizes = [by(level["size"]) for level in levels]
    return Beat(
        "hierarchy",
        {
            "photo": as_bytes(working),
            "levels": levels,
            "guess": (_said(seen.guess.name), seen.guess.confidence),
        },
        {
            "first": sizes[0],
            "last": sizes[-1],
            "list": ", ".join(sizes),
            "depths": len(levels),
            "network": seen.trained.network.name,
            "pixels": int(working.shape[0] * working.shape[1]),
            "cells": int(np.prod(levels[-1]["map"].shape)),
            "guess": _said(seen.guess.name),
            "confidence": percent(seen.guess.confidence),
        },
    )


def _level(seen: Seen, layer: str) -> dict[str, Any]:
    """One map of a depth, and where the path runs through it."""
    plane = seen.sight.maps[layer][seen.unit(layer)]
    step = seen.path.get(layer)
    box = seen.sight.box(layer, step.row, step.col) if step else None
    return {
        "map": plane,
        "top": _top(plane),
        "span": seen.sight.span(layer),
        "size": seen.sight.account[layer].size,
        "cell": (step.row, step.col) if step else None,
        "seen": (box.top, box.left, box.bottom, box.right) if box else None,
    }


def _top(answers: Map) -> float:
    """Where the ramp of rectified answers ends; above zero also where nothing answers."""
    return float(np.quantile(answers, GLINTS)) or float(answers.max()) or 1.0


def _said(name: str) -> str:
    return name.replace("_", " ")
