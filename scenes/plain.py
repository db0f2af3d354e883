"""Plain values, arrays and traces as JSON and back: every dtype, shape and bit is kept."""

import base64
import io
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from pooling import ConvolutionTrace, PoolTrace, trace_conv2d, trace_pool2d


def encoded(value: Any) -> Any:
    """A value as JSON has them.

    Raises:
        TypeError: it is of another kind.
    """
    if isinstance(value, np.ndarray):
        file = io.BytesIO()
        np.save(file, value, allow_pickle=False)
        return {"$array": base64.b64encode(file.getvalue()).decode("ascii")}
    if isinstance(value, PoolTrace):
        return {"$trace": {key: encoded(given) for key, given in value.arguments.items()}}
    if isinstance(value, ConvolutionTrace):
        return {"$convolution": {key: encoded(given) for key, given in value.arguments.items()}}
    if isinstance(value, Fraction):
        return {"$fraction": str(value)}
    if isinstance(value, Mapping):
        return {str(key): encoded(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return {"$tuple": [encoded(item) for item in value]}
    if isinstance(value, list):
        return [encoded(item) for item in value]
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"a story holds plain values, arrays and traces, got {type(value).__name__}")


def decoded(value: Any) -> Any:
    """What `encoded` was given."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"$array"}:
        array = np.load(io.BytesIO(base64.b64decode(value["$array"])), allow_pickle=False)
        array.setflags(write=False)
        return array
    if value.keys() == {"$trace"}:
        return trace_pool2d(**decoded(value["$trace"]))
    if value.keys() == {"$convolution"}:
        return trace_conv2d(**decoded(value["$convolution"]))
    if value.keys() == {"$fraction"}:
        return Fraction(value["$fraction"])
    if value.keys() == {"$tuple"}:
        return tuple(decoded(item) for item in value["$tuple"])
    return {key: decoded(item) for key, item in value.items()}
