"""What learned strides do: the file that ships is whole, and others are refused in one line."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pooling.measured import Spread, load_strides
from pooling.measured.networks import exercise_network
from pooling.measured.store import write_results
from pooling.measured.strides import LEARNED, SHIPPED, WAYS


def test_what_ships() -> None:
    found = load_strides()
    network = exercise_network(found.variant)
    assert found.data == "CIFAR-10, JPEG copy"
    assert (found.pictures, found.pictures_seed) == (256, 0)
    assert found.layers == ("pool1", "pool2")
    assert len(found.halved) == len(found.seeds) * len(found.layers) * len(WAYS)
    for one in found.halved:
        _, size, _ = network.shapes()[one.layer]
        assert one.cells == 2 * size
        assert 0.2 < one.fine < 4
        assert 0.2 < one.change < 1.5


def test_learned_strides_go_both_ways_and_pooling_smooths() -> None:
    """What the topic tells: the first layer sharpens, the second does not."""
    found = load_strides()
    first, second = (found.spread(layer, LEARNED, "fine") for layer in found.layers)
    assert first.low > 1 > second.high
    for layer in found.layers:
        for way in ("max_pooling", "average_pooling", "max_blur_pooling"):
            assert found.spread(layer, way, "fine").high < 1
        assert found.spread(layer, "single_cells", "fine").low > 1


def test_a_spread_has_a_value_for_each_network() -> None:
    found = load_strides()
    other = tuple(replace(one, seed=7, fine=2 * one.fine) for one in found.halved)
    two = replace(found, halved=found.halved + other)
    alone = found.spread("pool1", LEARNED, "fine").values
    assert two.spread("pool1", LEARNED, "fine") == Spread((*alone, *(2 * one for one in alone)))
    with pytest.raises(
        ValueError, match=r"layers are pool1, pool2 and ways max_pooling, .* 'pool9'"
    ):
        found.spread("pool9", LEARNED, "fine")


def wrong(values: dict[str, Any], case: str) -> None:
    rows = values["halved"]
    match case:
        case "a way missing":
            del rows[2]
        case "a way twice":
            rows.insert(2, rows[2])
        case "not sorted":
            rows.reverse()
        case "nothing":
            values["halved"] = []
        case "no number":
            rows[0]["fine"] = "sharp"
        case "below zero":
            rows[0]["fine"] = -1.0
        case "a change that cannot be":
            rows[1]["change"] = 9.0
        case "a field too many":
            rows[0]["width"] = 3
        case "no versions":
            del values["versions"]


@pytest.mark.parametrize(
    ("case", "message"),
    {
        "a way missing": "every way of every layer and seed once",
        "a way twice": "every way of every layer and seed once",
        "not sorted": "in order",
        "nothing": "needs a list",
        "no number": "fine of a measurement in strides.json is float, got 'sharp'",
        "below zero": "max_pooling in pool1 of strides.json cannot be so",
        "a change that cannot be": "average_pooling in pool1",
        "a field too many": "unknown: width",
        "no versions": "missing: versions",
    }.items(),
)
def test_refusals(case: str, message: str, tmp_path: Path) -> None:
    values = json.loads(SHIPPED.read_text(encoding="utf-8"))
    wrong(values, case)
    path = tmp_path / "strides.json"
    write_results(path, values)
    with pytest.raises(ValueError, match=message) as caught:
        load_strides(path)
    assert "\n" not in str(caught.value)
