"""What is counted and was run: weights, trained networks, and how known networks shrink maps."""

from itertools import groupby
from typing import Any

from pooling import zoo
from pooling.cost import is_pooling, layer_costs
from pooling.layers import Conv2d
from pooling.measured import Exercises, Strides
from pooling.measured.strides import LEARNED, WAYS
from pooling.network import Network
from pooling.receptive_field import receptive_field
from pooling.usage import Usage, usage_by_year
from scenes.beats import Beat

NETWORK = "vgg16"
KERNEL = 3
TRAINED = (
    "max_pooling", "average_pooling", "max_blur_pooling", "strided_convolution", "stride_before",
)  # fmt: skip
"""The exercises' networks that differ in how they make maps smaller."""


def learnable() -> Beat:
    """Every pooling of a well-known network, and what a strided convolution learns in its place."""
    network = zoo.network(NETWORK)
    shapes, costs = network.shapes(), layer_costs(network)
    rows: list[dict[str, Any]] = []
    for node in network:
        if not is_pooling(node.layer):
            continue
        shape = shapes[node.inputs[0]]
        layer = Conv2d(shape[0], KERNEL, stride=2, padding=KERNEL // 2)
        account = receptive_field(Network.chain(node.name, shape, [(node.name, layer)]))
        rows.append(
            {
                "name": node.name,
                "channels": shape[0],
                "pooling": costs[node.name].parameters,
                "strided": account.parameters,
                "multiply_adds": account.multiply_adds,
            }
        )
    adds = sum(row["multiply_adds"] for row in rows)
    return Beat(
        "learnable",
        {
            "layers": tuple(rows),
            "pooling": sum(row["pooling"] for row in rows),
            "strided": sum(row["strided"] for row in rows),
            "multiply_adds": adds,
        },
        {
            "network": NETWORK,
            "kernel": f"{KERNEL}×{KERNEL}",
            "count": len(rows),
            "pooling": sum(row["pooling"] for row in rows),
            "strided": sum(row["strided"] for row in rows),
            "adds": f"{adds / 1e9:.3g} billion",
            "list": ", ".join(f"{row['name']} {row['strided']:,}" for row in rows),
        },
    )


def learned(strides: Strides) -> Beat:
    """How fine detail fares against coarse inside networks that learned their strides."""
    fine = {
        way: tuple(strides.spread(layer, way, "fine").values for layer in strides.layers)
        for way in WAYS
    }
    means = {
        way: tuple(strides.spread(layer, way, "fine").mean for layer in strides.layers)
        for way in WAYS
    }
    first, last = means[LEARNED][0], means[LEARNED][-1]
    rising, falling = all(m > 1 for m in means[LEARNED]), all(m < 1 for m in means[LEARNED])
    return Beat(
        "learned",
        {"layers": strides.layers, "fine": fine, "means": means},
        {
            "networks": len(strides.seeds),
            "data": strides.data,
            "pictures": strides.pictures,
            "first": f"{first:.2f}",
            "last": f"{last:.2f}",
            **{f"inside_{way}": ", ".join(f"{mean:.2f}" for mean in means[way]) for way in WAYS},
        },
        "sharper" if rising else "smoother" if falling else "",
    )


def trained(runs: Exercises) -> Beat:
    """Where trained networks stand: accuracy, and the same class after a shift."""
    rows: list[dict[str, Any]] = []
    for name in TRAINED:
        right, same = (runs.spread(name, m) for m in ("test_accuracy", "shift_consistency"))
        rows.append(
            {
                "name": name,
                "accuracy": right.values,
                "consistency": same.values,
                "mean": (same.mean, right.mean),
            }
        )
    told = {row["name"]: f"{100 * row['mean'][0]:.1f}" for row in rows}
    steady = {name: runs.spread(name, "shift_consistency") for name in TRAINED}
    largest, mean = steady["max_pooling"], steady["average_pooling"]
    return Beat(
        "trained",
        {"runs": tuple(rows)},
        {
            "data": runs.data,
            "seeds": min(len(runs.of(name)) for name in TRAINED),
            "moved": runs.shift.padding,
            **told,
            **{f"{row['name']}_right": f"{100 * row['mean'][1]:.1f}" for row in rows},
        },
        "within" if largest.overlaps(mean) else "" if largest.mean < mean.mean else "max",
    )


def usage() -> Beat:
    """Known networks by year, and how much of what shrinks their maps is pooling."""
    found = usage_by_year()
    years = tuple(
        {
            "year": year,
            "networks": tuple({"name": one.name, "share": one.share} for one in each),
        }
        for year, each in ((key, tuple(group)) for key, group in groupby(found, _year))
    )
    flip = next(_year(one) for one in found if _share(found, _year(one), _year(one)) < 1 / 2)
    since = next(_year(one) for one in found if not _share(found, _year(one), None))
    before = max(_year(one) for one in found if _year(one) < flip)
    between = max(_year(one) for one in found if _year(one) < since)
    eras: tuple[dict[str, Any], ...] = (
        {"from": _year(found[0]), "to": before, "share": _share(found, None, before)},
        {"from": flip, "to": between, "share": _share(found, flip, between)},
        {"from": since, "to": _year(found[-1]), "share": _share(found, since, None)},
    )
    return Beat(
        "usage",
        {"years": years, "eras": eras},
        {
            "networks": len(found),
            "early": str(before),
            "early_share": round(100 * eras[0]["share"]),
            "middle": f"{flip}–{between}",
            "middle_share": round(100 * eras[1]["share"]),
            "late": str(since),
            "late_share": round(100 * eras[2]["share"]),
        },
    )


def _year(one: Usage) -> int:
    return one.year or 0


def _share(found: tuple[Usage, ...], first: int | None, last: int | None) -> float:
    """The share of pooling among all that shrinks maps in networks of some years."""
    chosen = [
        one for one in found if (first or 0) <= _year(one) <= (last if last is not None else 9999)
    ]
    pooling = sum(one.pooling for one in chosen)
    return pooling / max(1, pooling + sum(one.convolutions for one in chosen))
