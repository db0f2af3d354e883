"""Pooling, convolution and what they do to an image; nothing but NumPy is needed."""

from pooling.adaptive import adaptive_avg_pool2d, adaptive_max_pool2d
from pooling.blur import blur_pool2d
from pooling.convolution_trace import ConvolutionTrace, trace_conv2d
from pooling.convolve import conv2d, strided_conv2d
from pooling.edges import edge_response, luminance
from pooling.global_pool import global_avg_pool, global_max_pool
from pooling.gradient import avg_pool2d_backward, max_pool2d_backward
from pooling.levels import to_levels
from pooling.pool import (
    avg_pool2d,
    lp_pool2d,
    max_pool2d,
    pool2d,
)
from pooling.shift import moved_along, same_cells, shift2d, unchanged
from pooling.tournament import tournament
from pooling.trace import PoolTrace, trace_pool2d
from pooling.unpool import max_unpool2d
from pooling.window import Window2d
from pooling.window_trace import WindowTrace

__all__ = [
    "ConvolutionTrace",
    "PoolTrace",
    "Window2d",
    "WindowTrace",
    "adaptive_avg_pool2d",
    "adaptive_max_pool2d",
    "avg_pool2d",
    "avg_pool2d_backward",
    "blur_pool2d",
    "conv2d",
    "edge_response",
    "global_avg_pool",
    "global_max_pool",
    "lp_pool2d",
    "luminance",
    "max_pool2d",
    "max_pool2d_backward",
    "max_unpool2d",
    "moved_along",
    "pool2d",
    "same_cells",
    "shift2d",
    "strided_conv2d",
    "to_levels",
    "tournament",
    "trace_conv2d",
    "trace_pool2d",
    "unchanged",
]
