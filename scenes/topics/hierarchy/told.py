"""Which photos, which network and which path through it the topic is told on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from pooling.hierarchy import (
    Depth,
    Guess,
    Step,
    depths,
    evidence,
    guess,
    see,
    standard,
    telling_units,
    trace_back,
)
from pooling.trained import Trained
from scenes.folders import cache_folder
from scenes.gathering import Gathered, gather
from scenes.inputs import SAMPLES, Input, InputError, Source, read_input
from scenes.inputs.album import Album
from scenes.inputs.atlas import read_atlas
from scenes.networks import read_trained
from scenes.topics.hierarchy.shown import PATCHES, PER_PHOTO, AmongAlbum, AmongSights, Shown

MOST_DEPTHS = 4
"""Depths that are told of; of a network with more, some between the first and the last."""


@dataclass(frozen=True, eq=False)
class Told:
    """What the topic is told on.

    Attributes:
        given: the photo.
        shown: the network, and what is shown of its units.
        guesses: what the network takes the photo for, the likeliest first.
        depths: those that are told of, the first one first.
        path: one unit of each depth, the deepest first: each the one that the unit before rests
            on most. It begins at the unit that speaks most for the guess, or the one asked for.
        firsts: for each depth the unit told of: that of the path, and beyond it the one that
            answers most strongly.
    """

    given: Input
    shown: Shown
    guesses: tuple[Guess, ...]
    depths: tuple[Depth, ...]
    path: tuple[Step, ...]
    firsts: tuple[int, ...]


@contextmanager
def told(
    source: Source, images: str | None, network: str | None, depth: int | None, unit: int | None
) -> Iterator[Told]:
    """Look at everything that the topic shows; an album stays open meanwhile.

    Raises:
        InputError: the input is no photo, or the album holds none.
        ValueError: no such network, depth or unit.
    """
    trained = read_trained(network)
    atlas = read_atlas() if network is None else None
    found = _spread(depths(trained.network))
    _check(found, depth, unit)
    layers = [each.layer for each in found]
    if images is None:
        given = _photo(source)
        sight = see(trained, given.array, layers)
        others = [read_input(name) for name in SAMPLES if name != given.name]
        sights = [sight, *[see(trained, other.array, layers) for other in others]]
        names = (given.name, *[other.name for other in others])
        shown = Shown(trained, sight, sights, AmongSights(trained, sights, names), atlas)
        yield _told(given, shown, found, depth, unit)
        return
    with Album(images) as album:
        given = _photo(source) if source is not None else album.read(album.names[0])
        sight = see(trained, given.array, layers)
        finder = AmongAlbum(album, _searched(trained, album, layers))
        shown = Shown(trained, sight, [sight], finder, atlas)
        yield _told(given, shown, found, depth, unit)


def _told(
    given: Input, shown: Shown, found: Sequence[Depth], depth: int | None, unit: int | None
) -> Told:
    guesses = guess(shown.trained, given.array, 3)
    path = _path(shown, guesses[0], found, depth, unit)
    on_path = {step.layer: step.unit for step in path}
    firsts = tuple(
        on_path[each.layer] if each.layer in on_path else _strongest_unit(shown, each.layer)
        for each in found
    )
    return Told(given, shown, guesses, tuple(found), path, firsts)


def _photo(source: Source) -> Input:
    given = read_input(source)
    if given.kind != "photo":
        raise InputError(f"a hierarchy is shown on a photo, got the table {given.name}: give one")
    return given


def _spread(found: Sequence[Depth]) -> tuple[Depth, ...]:
    """At most `MOST_DEPTHS`, the first and the last among them."""
    count = min(MOST_DEPTHS, len(found))
    places = np.linspace(0, len(found) - 1, count).round().astype(int)
    return tuple(found[place] for place in places)


def _check(found: Sequence[Depth], depth: int | None, unit: int | None) -> None:
    if depth is not None and not 1 <= depth <= len(found):
        layers = ", ".join(f"{number} {each.layer}" for number, each in enumerate(found, 1))
        raise ValueError(f"the depths are {layers}, got depth {depth}: choose one of them")
    if unit is None:
        return
    if depth is None:
        raise ValueError(f"a unit is one of a depth, got unit {unit} alone: give its depth, too")
    channels = found[depth - 1].channels
    if not 0 <= unit < channels:
        raise ValueError(
            f"{found[depth - 1].layer} has the units 0 to {channels - 1}, got unit {unit}: "
            "choose one of them"
        )


def _searched(trained: Trained, album: Album, layers: Sequence[str]) -> Gathered:
    """The patches of an album; a bar shows how far the search is where a person looks on."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("photos", total=len(album))

        def report(done: int, expected: int) -> None:
            bar.update(task, completed=done, total=expected)

        folder = cache_folder() / "albums"
        return gather(
            trained, album, layers, PATCHES, per_photo=PER_PHOTO, folder=folder, report=report
        )


def _path(
    shown: Shown, first: Guess, found: Sequence[Depth], depth: int | None, unit: int | None
) -> tuple[Step, ...]:
    """The path from the unit asked for, or else from what speaks most for the guess."""
    trained, sight = shown.trained, shown.sight
    if depth is None:
        try:
            start = evidence(trained, sight, first.place)
            return trace_back(trained, sight, start.layer, start.unit, start.row, start.col)
        except ValueError:  # a head that takes maps of one size only
            depth = len(found)
    layer = found[depth - 1].layer
    chosen = _strongest_unit(shown, layer) if unit is None else unit
    plane = sight.maps[layer][chosen]
    row, col = (int(place) for place in np.unravel_index(int(plane.argmax()), plane.shape))
    if not plane[row, col] > 0:
        return ()
    return trace_back(trained, sight, layer, chosen, row, col)


def _strongest_unit(shown: Shown, layer: str) -> int:
    """The unit that answers most strongly to the photo, for what it does in training."""
    measured = standard(shown.trained, shown.sights, layer)
    telling = telling_units(shown.trained, [shown.sight], layer, 1, least=0.5, measured=measured)
    return telling[0] if telling else int(shown.sight.maps[layer].max(axis=(1, 2)).argmax())
