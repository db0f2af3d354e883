"""What pooling is for: it forgives a little, keeps the strongest, spares work, widens the view.

Every array and number comes from `pooling`; the sentences follow the input and the window.
"""

from pooling import edge_response, luminance, to_levels, trace_pool2d
from pooling.sharpness import pooled_sparsity
from scenes.beats import Beat, Story
from scenes.digits import shape_text
from scenes.inputs import Input, InputError, Source, read_input
from scenes.maps import SATURATED, TOP_LEVEL, Map, clearest_patch, made_small
from scenes.networks import read_network
from scenes.topics.why_pooling import field, price, shifts
from scenes.topics.why_pooling.mark import answer, hand_image

PATCH = (24, 24)
"""Rows and columns of the real map in which zeros are counted."""


def story(
    *,
    input: Source = None,
    kernel_size: int = 2,
    network: str = "vgg16",
) -> Story:
    """Why networks pool: a shift forgiven, zeros counted, work spared, a field that leaps.

    Args:
        input: a photo (png, jpg, webp, tiff), the name of a sample photo (coffee, chelsea,
            astronaut, rocket, grace_hopper), or a small table of numbers (csv, tsv, json, npy) or
            array, which is taken as the image that is shifted.
        kernel_size: height, width and stride of the window, 2 or 3.
        network: whose cost is told with and without its pooling: a name of the zoo or an ONNX
            file.

    Raises:
        InputError: the input cannot be read.
        ValueError: the window does not fit, or the network does not pool before a convolution.

    >>> story().ids
    ('hook', 'moves', 'forgives', 'curve', 'zeros', 'cost', 'field', 'page')
    >>> import numpy as np
    >>> story(input=np.eye(8)).ids
    ('moves', 'forgives', 'zeros', 'cost', 'field', 'page')
    """
    given = read_input(input)
    if given.kind == "table" and given.array.ndim != 2:
        raise InputError(f"one map is shifted, {given.name} has {given.channels} channels: cut one")
    image = hand_image(given, kernel_size)
    beats = [
        shifts.hook(given) if given.kind == "photo" else None,
        shifts.moves(image),
        shifts.forgives(image, kernel_size),
        shifts.curve(given) if given.kind == "photo" else None,
        _zeros(_rectified(given, image), kernel_size),
        price.cost(read_network(network)),
        field.field(kernel_size),
    ]
    told = tuple(beat for beat in beats if beat)
    return Story(
        topic="why_pooling",
        parameters={"kernel_size": kernel_size, "network": network},
        input_name=given.name,
        source=given.source,
        beats=(*told, _page({beat.id: beat for beat in told})),
    )


def _rectified(given: Input, image: Map) -> Map:
    """A real activation map: the photo's rectified answer to one edge filter; a table's own."""
    if given.kind == "table":
        return answer(image)
    edges = edge_response(made_small(luminance(given.array)), "vertical")
    levels = to_levels(edges, TOP_LEVEL, saturated=SATURATED)
    rows, cols = (min(size, most) for size, most in zip(levels.shape, PATCH, strict=True))
    return clearest_patch(levels, rows, cols).values


def _zeros(values: Map, kernel_size: int) -> Beat:
    shares = pooled_sparsity(values, kernel_size)
    winners = trace_pool2d(values, kernel_size)
    means = trace_pool2d(values, kernel_size, mode="avg")
    told = {
        "before": shares.before,
        "after": shares.after_max,
        "gradient": shares.gradient_max,
        "gradient_mean": shares.gradient_average,
    }
    percents = {name: round(100 * share) for name, share in told.items()}
    variant = "" if percents["after"] < percents["before"] else "more"
    if percents["after"] == percents["before"]:
        variant = "same"
    return Beat(
        "zeros",
        {
            "before": values,
            "after": winners.output,
            "gradient": winners.gradient(),
            "gradient_mean": means.gradient(),
            "shares": told,
        },
        {**percents, "cells": int(values.size), "shape": shape_text(values.shape)},
        variant,
    )


def _page(told: dict[str, Beat]) -> Beat:
    return Beat(
        "page",
        {},
        {
            "kernel": told["forgives"].values["kernel"],
            "right": told["forgives"].values["right"],
            "outputs": told["forgives"].values["outputs"],
            "gradient": told["zeros"].values["gradient"],
            "times": told["cost"].values["times"],
            "reach_with": told["field"].values["reach_with"],
            "reach_without": told["field"].values["reach_without"],
        },
        hold=2.0,
    )
