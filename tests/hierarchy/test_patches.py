"""The strongest patches: literal cases, a slow oracle, and what holds for all."""

import json
from itertools import combinations

import numpy as np
import pytest

from pooling.box import Box
from pooling.hierarchy import (
    Patch,
    Sight,
    Standard,
    Strongest,
    depths,
    rank,
    see,
    standard,
    strongest,
    telling_units,
)
from pooling.layers import Activation, Conv2d
from pooling.network import Network
from pooling.planes import Array
from pooling.receptive_field import receptive_field
from pooling.trained import LEVELS, Trained

EYE = Network.chain("eye", (3, 4, 4), [("see", Conv2d(2, 3, padding=1)), ("relu", Activation())])


def eye(quantiles: list[float]) -> Trained:
    """Its unit 0 answers to red, unit 1 to the lack of it, at the middle of 3x3 pixels."""
    weight = np.zeros((2, 3, 3, 3), np.float32)
    weight[:, 0, 1, 1] = 1, -1
    weights = {"see": {"weight": weight, "bias": np.zeros(2, np.float32)}}
    known = {"relu": np.array([quantiles, quantiles], np.float32)}
    return Trained(EYE, weights, mean=(0, 0, 0), std=(1, 1, 1), quantiles=known)


def red(*rows: list[float]) -> Array:
    """A photo of these reds, with a working size of its own."""
    photo = np.zeros((len(rows), len(rows[0]), 3), np.float32)
    photo[..., 0] = rows
    return photo


def sight_of(trained: Trained, photo: Array) -> Sight:
    """What is seen without resizing, so that cells can be counted."""
    maps = np.maximum(np.stack([photo[..., 0], -photo[..., 0]]), 0)
    account = receptive_field(trained.network, photo.shape[:2])
    return Sight(photo, photo, {"relu": maps}, account)


ONE = red([0.9, 0.8, 0.0, 0.5], [0.0, 0.0, 0.0, 0.0], [0.0, 0.1, 0.0, 0.0], [0.0, 0.0, 0.0, 0.7])
KNOWN = [0.1, 0.2, 0.3, 0.6, 0.8]


def test_patches_of_a_small_map() -> None:
    trained = eye(KNOWN)
    sight = sight_of(trained, ONE)
    found = strongest(trained, [sight], "relu", 0, least=0.99)
    # 0.8 lies in the box of 0.9; 0.5 at (0, 3) is clear of it, and of 0.7 at (3, 3)
    assert found == (
        Patch(
            0, "relu", 0, 0, 0, float(np.float32(0.9)), 0.9999, Box(-1, -1, 2, 2), Box(-1, -1, 2, 2)
        ),
        Patch(0, "relu", 0, 3, 3, float(np.float32(0.7)), 0.999, Box(2, 2, 5, 5), Box(2, 2, 5, 5)),
        Patch(0, "relu", 0, 0, 3, 0.5, 0.99, Box(-1, 2, 2, 5), Box(-1, 2, 2, 5)),
    )
    assert strongest(trained, [sight], "relu", 0, least=0.999) == found[:2]
    assert strongest(trained, [sight], "relu", 0, 1, least=0.99) == found[:1]
    assert strongest(trained, [sight], "relu", 1) == ()


def test_several_photos_are_one_contest() -> None:
    trained = eye(KNOWN)
    sights = [sight_of(trained, photo) for photo in (ONE / 2, ONE, ONE)]
    found = strongest(trained, sights, "relu", 0, 3, least=0.5)
    assert [(p.photo, p.row, p.col) for p in found] == [(1, 0, 0), (2, 0, 0), (1, 3, 3)]
    found = strongest(trained, sights, "relu", 0, 3, least=0.5, per_photo=1)
    assert [(p.photo, p.row, p.col) for p in found] == [(1, 0, 0), (2, 0, 0), (0, 0, 0)]


def test_zero_is_never_strong() -> None:
    trained = eye([0.0] * 5)
    assert strongest(trained, [sight_of(trained, ONE)], "relu", 1, least=0.5) == ()
    assert rank(np.zeros(5), 0.0) == 0.0
    assert rank(np.zeros(5), 0.1) == 0.9999


@pytest.mark.parametrize(
    ("value", "reached"), [(0.05, 0.0), (0.1, 0.5), (0.59, 0.99), (0.6, 0.999), (5.0, 0.9999)]
)
def test_the_rank_is_the_highest_level_reached(value: float, reached: float) -> None:
    assert rank(np.array(KNOWN), value) == reached


def slowly(sight: Sight, layer: str, unit: int, cut: float) -> list[tuple[int, int]]:
    """All cells of at least `cut`, in order, each unless it overlaps one before."""
    plane = sight.maps[layer][unit]
    cells = [(-plane[r, c], r, c) for r in range(plane.shape[0]) for c in range(plane.shape[1])]
    taken: list[tuple[int, int]] = []
    covered: set[tuple[int, int]] = set()
    for value, row, col in sorted(cells):
        box = sight.box(layer, row, col)
        pixels = {(y, x) for y in range(box.top, box.bottom) for x in range(box.left, box.right)}
        if -value >= cut and value < 0 and not pixels & covered:
            taken.append((row, col))
            covered |= pixels
    return taken


def test_patches_are_those_of_a_slow_search(trained: Trained, photos: list[Array]) -> None:
    sight = see(trained, photos[2][:40, :40])
    for layer, unit in (("conv2_2.relu", 3), ("conv3_2.relu", 40), ("conv4_2.relu", 7)):
        found = strongest(trained, [sight], layer, unit, 50, least=0.9)
        wanted = slowly(sight, layer, unit, float(trained.quantiles[layer][unit, 1]))
        assert [(p.row, p.col) for p in found] == wanted


def test_what_holds_for_all_patches(trained: Trained, photos: list[Array]) -> None:
    sights = [see(trained, photo) for photo in photos]
    for depth in depths(trained.network):
        for unit in range(0, depth.channels, 13):
            found = strongest(trained, sights, depth.layer, unit, 6)
            assert list(found) == sorted(found, key=lambda p: p.order)
            for patch in found:
                assert (
                    patch.value == sights[patch.photo].maps[depth.layer][unit][patch.row, patch.col]
                )
                assert patch.value >= trained.quantiles[depth.layer][unit, LEVELS.index(0.999)]
                assert patch.rank in (0.999, 0.9999)
                assert (patch.box.height, patch.box.width) == depth.size
            for one, other in combinations(found, 2):
                apart = max(abs(one.row - other.row), abs(one.col - other.col)) * depth.jump[0]
                assert one.photo != other.photo or apart >= depth.size[0]


def test_without_quantiles_the_photos_at_hand_are_the_measure(
    brought: Trained, photos: list[Array]
) -> None:
    sights = [see(brought, photo) for photo in photos]
    known = standard(brought, sights, "fire5")
    assert known.of == "at hand"
    values = np.concatenate([s.maps["fire5"].reshape(256, -1) for s in sights], axis=1)
    shares = (values < known.quantiles[:, 2:3]).mean(axis=1)
    assert (shares <= 0.99).all()
    for patch in strongest(brought, sights, "fire5", 3, least=0.99):
        assert (values[3] > patch.value).mean() <= 0.01


def test_telling_units_answer_and_differ(trained: Trained, photos: list[Array]) -> None:
    sights = [see(trained, photo) for photo in photos]
    units = telling_units(trained, sights, "conv3_2.relu", 6, least=0.99)
    assert 1 < len(units) == len(set(units))
    values = np.concatenate([s.maps["conv3_2.relu"].reshape(128, -1) for s in sights], axis=1)
    correlations = np.corrcoef(values[list(units)])
    assert (correlations[~np.eye(len(units), dtype=bool)] <= 0.7 + 1e-6).all()
    cut = trained.quantiles["conv3_2.relu"][:, 2]
    assert (values.max(axis=1)[list(units)] >= cut[list(units)]).all()


def test_of_two_units_alike_the_stronger_one_is_taken() -> None:
    trained = eye(KNOWN)
    maps = np.stack([ONE[..., 0], ONE[..., 0] * 2])
    account = receptive_field(EYE, (4, 4))
    sight = Sight(ONE, ONE, {"relu": maps}, account)
    assert telling_units(trained, [sight], "relu") == (1,)


def collected(trained: Trained, sights: list[Sight], per_photo: int | None) -> Strongest:
    layers = [depth.layer for depth in depths(trained.network)]
    known = {layer: standard(trained, sights, layer) for layer in layers}
    found = Strongest(known, 3, per_photo=per_photo)
    for sight in sights:
        found.add(sight)
    return found


@pytest.mark.parametrize("per_photo", [None, 1])
def test_one_after_the_other_finds_what_all_at_once_does(
    trained: Trained, photos: list[Array], per_photo: int | None
) -> None:
    sights = [see(trained, photo[::-1]) for photo in photos] + [see(trained, photos[1])] * 2
    found = collected(trained, sights, per_photo)
    some = 0
    for depth in depths(trained.network):
        for unit in range(0, depth.channels, 7):
            wanted = strongest(trained, sights, depth.layer, unit, 3, per_photo=per_photo)
            assert found.patches(depth.layer, unit) == wanted
            some += len(wanted)
    assert some > 50


def test_a_collector_goes_on_where_another_stopped(trained: Trained, photos: list[Array]) -> None:
    sights = [see(trained, photo) for photo in photos]
    whole = collected(trained, sights, 1)
    first = collected(trained, sights[:1], 1)
    first.skip()
    layers = [depth.layer for depth in depths(trained.network)]
    later = Strongest({layer: standard(trained, [], layer) for layer in layers}, 3)
    later.restore(json.loads(json.dumps(collected(trained, sights[:2], 1).state())))
    later.add(sights[2])
    assert first.seen == 2
    assert later.state() == whole.state()


def test_a_state_that_is_none_changes_nothing(trained: Trained) -> None:
    known = {"conv1.relu": Standard(trained.quantiles["conv1.relu"], "training")}
    found = Strongest(known)
    rest = [0, 0, 1.0, 0.5, *[0, 0, 7, 7] * 2]
    good = [0, "conv1.relu", 1, *rest]
    for bad in (["?"], [0, "conv9", 0, *rest], [0, "conv1.relu", 99, *rest]):
        with pytest.raises((KeyError, IndexError, TypeError, ValueError)):
            found.restore({"seen": 3, "patches": [good, bad]})
        assert (found.seen, found.patches("conv1.relu", 1)) == (0, ())


def test_bad_questions_are_refused(trained: Trained, photos: list[Array]) -> None:
    sight = see(trained, photos[2])
    with pytest.raises(ValueError, match="got none: show at least one"):
        strongest(trained, [], "conv1.relu", 0)
    with pytest.raises(ValueError, match="has units 0 to 31, got 32"):
        strongest(trained, [sight], "conv1.relu", 32)
    with pytest.raises(ValueError, match="got 'pool1'"):
        strongest(trained, [sight], "pool1", 0)
    with pytest.raises(ValueError, match="one of the levels"):
        strongest(trained, [sight], "conv1.relu", 0, least=0.8)
    with pytest.raises(ValueError, match="give a standard for one layer or more"):
        Strongest({})
