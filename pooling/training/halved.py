"""The maps inside a trained network, halved by its own strides and by pooling in their place."""

from functools import partial
from pathlib import Path

import numpy as np
import torch

from pooling.halving import Halving, halving
from pooling.invariance import shift_curve
from pooling.measured.networks import exercise_network
from pooling.measured.strides import LEARNED, WAYS, Halved
from pooling.planes import Array
from pooling.sharpness import fine_against_coarse
from pooling.training.fit import prepared, read_checkpoint
from pooling.training.module import Learner
from pooling.training.pictures import Pictures

VARIANT = "strided_convolution"
FEWEST = 16
"""Cells along an edge of a map whose frequencies can still be told when it is halved."""


def halved_by(checkpoint: Path, pictures: Pictures) -> list[Halved]:
    """Measure every way in every halving of one trained network whose maps are large enough.

    Args:
        checkpoint: that `fit` wrote for the variant with learned strides.
        pictures: what it is shown.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no checkpoint, or one of another network.
    """
    saved = read_checkpoint(checkpoint)
    learner = Learner(exercise_network(VARIANT, len(pictures.classes)))
    try:
        learner.load_state_dict(saved["averaged"])
    except RuntimeError as error:  # PyTorch's words for another network
        raise ValueError(
            f"{checkpoint.name} is of another network: name one of the variant {VARIANT}"
        ) from error
    learner.eval()
    seed = int(saved["recipe"]["seed"])
    names = [node.name for node in learner.network]
    x = prepared(torch.from_numpy(pictures.images).float() / 255)
    rows = []
    for name in (name for name in names if name in ("pool1", "pool2", "pool3")):
        place = names.index(name)
        with torch.no_grad():
            maps = learner(x, upto=names[place - 1]).numpy().astype(np.float64)
        if maps.shape[2] < FEWEST:
            continue
        layer = torch.nn.Sequential(*learner.steps[place : place + 2])  # with its normalisation
        for way in WAYS:
            rows.append(_halved(seed, name, way, maps, layer))
    return rows


def _halved(seed: int, name: str, way: str, maps: Array, layer: torch.nn.Module) -> Halved:
    planes = maps.reshape(-1, *maps.shape[2:])
    ways = {
        LEARNED: Halving(way, partial(_learned, layer=layer, channels=maps.shape[1]), 3),
        "single_cells": Halving(way, _single_cells, 1),
    }
    chosen = ways.get(way) or halving(way)
    return Halved(
        seed=seed,
        layer=name,
        way=way,
        cells=maps.shape[2],
        fine=round(fine_against_coarse(planes, chosen.apply(planes)), 4),
        change=round(shift_curve(planes, chosen, 1, (0, 1)).change[1], 4),
    )


def _learned(planes: Array, layer: torch.nn.Module, channels: int) -> Array:
    """Run a layer over maps that stand in one row, all channels of one picture after the other."""
    batch = torch.from_numpy(planes.reshape(-1, channels, *planes.shape[1:])).float()
    with torch.no_grad():
        out: Array = layer(batch).numpy().astype(np.float64)
    return out.reshape(-1, *out.shape[2:])


def _single_cells(planes: Array) -> Array:
    return planes[:, ::2, ::2]
