"""Steps of a PyTorch trace that are more than one layer of one input: sums, sizes, shuffles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from pooling.imports.imported import Assembly, UnreadableError
from pooling.layers import (
    Add,
    ChannelShuffle,
    Concat,
    Flatten,
    GlobalPool,
    Identity,
    Layer,
    Multiply,
    Scale,
)
from pooling.planes import Array


@dataclass(frozen=True, slots=True)
class Value:
    """The output of a layer, as a step of the trace.

    Attributes:
        layer: its name.
        rank: dimensions it has in PyTorch: 4, or 2 for (batch, features).
        split: groups the channels were split into, on the way of a channel shuffle.
        swapped: whether those groups have changed places with what is in them.
    """

    layer: str
    rank: int = 4
    split: int = 0
    swapped: bool = False


class Trace(Protocol):
    """What a step needs of the trace it is in."""

    assembly: Assembly

    def put(
        self,
        name: str,
        layer: Layer,
        values: Sequence[Value],
        weights: Mapping[str, Array] | None = None,
        rank: int = 4,
    ) -> Value:
        """Add a layer; return what its output stands for."""

    def shape(self, value: Value) -> tuple[int, ...]:
        """Return the dimensions of a value as PyTorch has them, for a batch of one."""


def _reshape(trace: Trace, node: Any, value: Value, *sizes: Any) -> Value:
    target = list(sizes[0] if len(sizes) == 1 and not isinstance(sizes[0], int) else sizes)
    channels, height, width = trace.assembly.shapes[value.layer]
    if value.split:
        if value.swapped and len(target) == 4 and target[1] in (channels, -1):
            return trace.put(node.name, ChannelShuffle(value.split), [value])
    elif len(target) == 2 and target[1] in (channels * height * width, -1):
        return trace.put(node.name, Flatten(), [value], rank=2)
    elif len(target) == 5 and value.rank == 4 and target[3:] == [height, width]:
        groups = target[1]
        if groups > 0 and channels % groups == 0 and target[2] in (channels // groups, -1):
            return Value(value.layer, 5, groups)
    raise UnreadableError(
        f"step {node.name!r} gives the shape {tuple(target)}, which is not understood: the "
        f"analysis stops after layer {trace.assembly.last!r}"
    )


def _transpose(trace: Trace, node: Any, value: Value, first: int, second: int) -> Value:
    if value.split and not value.swapped and sorted((first, second)) == [1, 2]:
        return Value(value.layer, 5, value.split, True)
    raise TypeError("transpose")


def _flatten(trace: Trace, node: Any, value: Value, start_dim: int = 0, end_dim: int = -1) -> Value:
    if value.split or start_dim != 1 or end_dim not in (-1, value.rank - 1):
        raise TypeError("flatten")
    return trace.put(node.name, Flatten(), [value], rank=2)


def _mean(trace: Trace, node: Any, value: Value, dim: Any = None, keepdim: bool = False) -> Value:
    if value.rank != 4 or dim is None or sorted(axis % 4 for axis in dim) != [2, 3]:
        raise TypeError("mean")
    return trace.put(node.name, GlobalPool(), [value], rank=4 if keepdim else 2)


def _concat(trace: Trace, node: Any, tensors: Sequence[Value], dim: int = 0) -> Value:
    rank = tensors[0].rank
    if dim % rank != 1 or any(value.rank != rank or value.split for value in tensors):
        raise TypeError("cat")
    layer = Concat() if len(tensors) > 1 else Identity()
    return trace.put(node.name, layer, tensors, rank=rank)


def _arithmetic(kind: str) -> Callable[..., Value]:
    def step(trace: Trace, node: Any, left: Any, right: Any) -> Value:
        if isinstance(left, Value) and isinstance(right, Value):
            if left.split or right.split:
                raise TypeError(kind)
            pair = [left, right]
            if kind == "mul" and trace.shape(left)[2:] == (1, 1):
                pair.reverse()  # the gate comes second
            meeting = Add() if kind == "add" else Multiply()
            return trace.put(node.name, meeting, pair, rank=max(left.rank, right.rank))
        value, other = (left, right) if isinstance(left, Value) else (right, left)
        channels = trace.shape(value)[1]
        numbers = np.asarray(other, np.float32)
        if numbers.size == 1 and kind == "mul":
            return trace.put(
                node.name, Scale(factor=float(numbers.reshape(()))), [value], rank=value.rank
            )
        full = (1,) * (value.rank - numbers.ndim) + numbers.shape
        fits = len(full) == value.rank and full[0] == 1 and set(full[2:]) <= {1}
        if not fits or full[1] not in (1, channels):
            raise TypeError(f"{kind} with a tensor of shape {numbers.shape}")
        line = np.broadcast_to(numbers.reshape(-1), (channels,))
        weights = {"weight": line} if kind == "mul" else {"bias": line}
        layer = Scale() if kind == "mul" else Scale(bias=True, factor=1.0)
        return trace.put(node.name, layer, [value], weights, value.rank)

    return step


def _size(trace: Trace, node: Any, value: Value, dim: int | None = None) -> Any:
    shape = trace.shape(value)
    return shape if dim is None else shape[dim]


def _getattr(trace: Trace, node: Any, value: Value, name: str) -> Any:
    if name != "shape":
        raise TypeError(name)
    return trace.shape(value)


STEPS: dict[str, Callable[..., Any]] = {
    "add": _arithmetic("add"),
    "cat": _concat,
    "concat": _concat,
    "contiguous": lambda trace, node, value: value,
    "flatten": _flatten,
    "getattr": _getattr,
    "iadd": _arithmetic("add"),
    "mean": _mean,
    "mul": _arithmetic("mul"),
    "imul": _arithmetic("mul"),
    "reshape": _reshape,
    "size": _size,
    "transpose": _transpose,
    "view": _reshape,
}
"""Functions and methods that are more than one layer of one input."""
