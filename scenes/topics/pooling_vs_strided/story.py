"""What pooling against strided convolution tells: the lecture's table, row by row, measured.

Every array and number comes from `pooling`; sentences follow the photo and the runs.
"""

from typing import Any

from pooling.measured import load_exercises, load_strides
from scenes.beats import Beat, Story
from scenes.halvings import STRIDED, edges_of
from scenes.inputs import Source, read_input
from scenes.topics.pooling_vs_strided.cells import written
from scenes.topics.pooling_vs_strided.counting import learnable, learned, trained, usage
from scenes.topics.pooling_vs_strided.measuring import invariance, sharpness

ROWS = ("learnable", "invariance", "sharpness", "usage")
"""Of the lecture's table; its words stand in the texts."""


def story(*, input: Source = None) -> Story:
    """The lecture's table, pooling against strided convolution, with numbers in place of words.

    Args:
        input: a photo (png, jpg, webp, tiff) of 80x80 pixels or more, or the name of a sample
            photo (coffee, chelsea, astronaut, rocket, grace_hopper), whose edges are moved and
            made smaller.

    Raises:
        InputError: the input cannot be read, is no photo, or one without any edge.
        ValueError: the photo is too small.

    >>> story().ids[:5]
    ('hook', 'learnable', 'invariance', 'sharpness', 'learned')
    """
    given = read_input(input)
    edges = edges_of(given)
    beats = (
        Beat("hook", {"rows": ROWS}),
        learnable(),
        invariance(edges),
        sharpness(edges),
        learned(load_strides()),
        trained(load_exercises()),
        usage(),
    )
    return Story(
        topic="pooling_vs_strided",
        parameters={},
        input_name=given.name,
        source=given.source,
        beats=(*beats, _page({beat.id: beat for beat in beats})),
    )


def _page(told: dict[str, Beat]) -> Beat:
    """The table again; rows are (measure, lowest, highest, one cell's numbers for each column)."""
    weights = told["learnable"].data
    edge = told["sharpness"].data["edge"]
    fine = told["learned"].data["means"]
    eras = told["usage"].data["eras"]
    early, late = eras[0]["share"], eras[-1]["share"]
    steady = _steady(told["trained"])
    rows = [
        _row(
            "weights",
            (0, weights["strided"]),
            ((weights["pooling"],),) * 2 + ((weights["strided"],),),
        ),
        steady,
        _row(
            "edge", (0, 1), ((edge["max_pooling"],), (edge["average_pooling"],), (edge[STRIDED],))
        ),
        _row(
            "fine",
            (0, max(2.0, *(max(values) for values in fine.values()))),
            (fine["max_pooling"], fine["average_pooling"], fine["learned"]),
        ),
        _row("share", (0, 1), ((early, late), (1 - early, 1 - late))),
    ]
    return Beat(
        "page",
        {"rows": tuple(rows)},
        {
            "network": told["learnable"].values["network"],
            "strided": weights["strided"],
            "steady": ", ".join(
                written(str(steady["measure"]), value) for (value,) in steady["cells"]
            ),
            "edge_max": told["sharpness"].values["max_pooling_edge"],
            "edge_mean": told["sharpness"].values["average_pooling_edge"],
            "first": told["learned"].values["first"],
            "last": told["learned"].values["last"],
            "early": told["usage"].values["early"],
            "early_share": told["usage"].values["early_share"],
            "late": told["usage"].values["late"],
            "late_share": told["usage"].values["late_share"],
        },
        # whether the lecture's "strong (max)" holds
        {"max": "strong", "within": "equal", "": ""}[told["trained"].variant],
        hold=2.0,
    )


def _steady(trained: Beat) -> dict[str, Any]:
    """Shift consistency of trained networks."""
    found = {row["name"]: row["mean"][0] for row in trained.data["runs"]}
    low = int(20 * min(found.values())) / 20
    return _row(
        "consistency",
        (low, 1.0),
        tuple((found[name],) for name in ("max_pooling", "average_pooling", STRIDED)),
    )


def _row(
    measure: str, ends: tuple[float, float], cells: tuple[tuple[float, ...], ...]
) -> dict[str, Any]:
    return {"measure": measure, "ends": ends, "cells": cells}
