"""The beats on a photo: a kernel that reads it in steps, and three smaller maps of its edges."""

from typing import Any

import numpy as np

from pooling import avg_pool2d, edge_response, luminance, max_pool2d, strided_conv2d
from pooling.edges import SOBEL
from scenes.beats import Beat
from scenes.digits import shape_text
from scenes.inputs import Input
from scenes.maps import Map, clearest_patch, made_small

SIZE = 2
"""Cells along an edge of the kernel and of the windows beside it."""
CLOSE = (24, 48)
"""Rows and columns of the edge map that are looked at closely."""
SATURATED = 0.998
"""The ramp of the edges ends at this share of them: a few glints do not darken all others."""


def on_photo(given: Input, stride: int) -> Beat:
    """Beat hook: the rectified answer of an edge kernel that steps by the stride."""
    grey = made_small(luminance(given.array))
    answer = _edges(grey, stride)
    return Beat(
        "hook",
        {
            "photo": given.array,
            "grey": grey,
            "answer": answer,
            "kernel": np.array(SOBEL),
            "top": float(np.quantile(edge_response(grey), SATURATED)),
        },
        {
            "source": given.source.rstrip("."),
            "stride": stride,
            "before": int(grey.size),
            "after": int(answer.size),
        },
    )


def on_edges(given: Input, stride: int) -> Beat:
    """Beat real: an edge map at full size, and three ways to a smaller one."""
    grey = made_small(luminance(given.array))
    edges, strided = _edges(grey, 1), _edges(grey, stride)
    rows, cols = (min(n, size) // stride for n, size in zip(CLOSE, edges.shape, strict=True))
    close = clearest_patch(edges, rows * stride, cols * stride)
    settings: dict[str, Any] = {"kernel_size": SIZE, "stride": stride}
    biggest, mean = max_pool2d(edges, **settings), avg_pool2d(edges, **settings)
    return Beat(
        "real",
        {
            "edges": edges,
            "strided": strided,
            "max": biggest,
            "mean": mean,
            "top": float(np.quantile(edges, SATURATED)),
            # the cells of the smaller maps that are looked at closely
            "patch": (*(edge // stride for edge in close.corner), rows, cols),
        },
        {
            "stride": stride,
            "before": int(edges.size),
            "after": int(strided.size),
            "shape": shape_text(strided.shape),
        },
    )


def _edges(grey: Map, stride: int) -> Map:
    """The rectified answer of an edge kernel that steps by `stride`; the border is repeated."""
    padded = np.pad(grey, 1, mode="edge")
    return np.maximum(strided_conv2d(padded, np.array(SOBEL) / 4, stride=stride), 0)
