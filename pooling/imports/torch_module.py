"""A PyTorch module becomes a network: `torch.fx` traces its forward, each step becomes a layer."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pooling.imports.imported import Assembly, Imported, UnreadableError
from pooling.imports.torch_layers import FUNCTIONS, Found, function_layers, module_layer
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
    Shape,
)
from pooling.network import INPUT
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


def read(module: Any, input_shape: Shape) -> Imported:
    """Read the module; `pooling.imports.read_module` says more."""
    import torch

    if not isinstance(module, torch.nn.Module):
        raise TypeError(
            f"a torch.nn.Module is read, got {type(module).__name__}: pass the module itself"
        )
    try:
        traced: Any = torch.fx.symbolic_trace(module)
    except Exception as error:  # whatever the module's own forward does
        reason = str(error).strip().partition("\n")[0]
        raise ValueError(
            f"{type(module).__name__} cannot be traced ({reason}): its forward must not depend on "
            "the values of its input"
        ) from error
    trace = Trace(type(module).__name__, input_shape, traced, torch.fx.Node)
    for node in traced.graph.nodes:
        trace.read(node)
    return trace.assembly.finished()


class Trace:
    """Reads the steps of a trace in order."""

    def __init__(self, name: str, input_shape: Shape, traced: Any, step_type: type) -> None:
        self.assembly = Assembly(name, input_shape)
        self.modules: Mapping[str, Any] = dict(traced.named_modules())
        self.tensors: Mapping[str, Any] = dict(traced.named_parameters()) | dict(
            traced.named_buffers()
        )
        self.functions = function_layers()
        self.known: dict[Any, Any] = {}
        self.step_type = step_type
        self.inputs = 0

    def read(self, node: Any) -> None:
        """Read one step.

        Raises:
            ValueError: it is not understood.
        """
        args, kwargs = self._filled(node.args), self._filled(node.kwargs)
        try:
            self.known[node] = self._result(node, args, kwargs)
        except UnreadableError:
            raise
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise self._not_understood(node, str(error)) from error

    def _result(self, node: Any, args: Any, kwargs: Any) -> Any:
        if node.op == "placeholder":
            self.inputs += 1
            if self.inputs > 1:
                raise UnreadableError(f"the module reads {node.target!r} too: give one input")
            return Value(INPUT)
        if node.op == "output":
            return None
        if node.op == "get_attr":
            return self.tensors[node.target].detach().numpy()
        if node.op == "call_module":
            module = self.modules[node.target]
            found = module_layer(module)
            if found is None:
                raise self._not_understood(node, type(module).__name__)
            return self._add(node, str(node.target), found, args[0])
        if not any(isinstance(value, Value) for value in _flat((args, kwargs))):
            return self._of_numbers(node, args, kwargs)
        if node.op == "call_function" and node.target in self.functions:
            found = self.functions[node.target](*args[1:], **kwargs)
            return self._add(node, node.name, found, args[0])
        name = node.target if node.op == "call_method" else getattr(node.target, "__name__", "")
        if node.op == "call_method" and name in FUNCTIONS:
            return self._add(node, node.name, FUNCTIONS[name](*args[1:], **kwargs), args[0])
        step = STEPS.get(name)
        if step is None:
            raise self._not_understood(node, str(name))
        return step(self, node, *args, **kwargs)

    def _of_numbers(self, node: Any, args: Any, kwargs: Any) -> Any:
        """Compute with sizes; only Python's own operators are called."""
        if node.op != "call_function" or node.target not in NUMBER_OPERATORS:
            raise self._not_understood(node, str(node.target))
        return node.target(*args, **kwargs)

    def _filled(self, given: Any) -> Any:
        """Put what is known in the place of earlier steps."""
        if isinstance(given, Mapping):
            return {name: self._filled(value) for name, value in given.items()}
        if isinstance(given, tuple | list):
            return type(given)(self._filled(value) for value in given)
        return self.known[given] if isinstance(given, self.step_type) else given

    def _not_understood(self, node: Any, what: str) -> UnreadableError:
        return UnreadableError(
            f"step {node.name!r} ({what}) is not understood: the analysis stops after layer "
            f"{self.assembly.last!r}; read the part of the module up to there"
        )

    def _add(self, node: Any, name: str, found: Found, value: Any) -> Value:
        """Add a layer that reads one value."""
        if not isinstance(value, Value) or value.split or value.rank not in found.ranks:
            raise self._not_understood(node, found.layer.kind)
        return self.put(name, found.layer, [value], found.weights, found.gives or value.rank)

    def put(
        self,
        name: str,
        layer: Layer,
        values: Sequence[Value],
        weights: Mapping[str, Array] | None = None,
        rank: int = 4,
    ) -> Value:
        """Add a layer; return what its output stands for."""
        names = [value.layer for value in values]
        return Value(self.assembly.add(name, layer, names, weights), rank)

    def shape(self, value: Value) -> tuple[int, ...]:
        """Return the dimensions of a value as PyTorch has them, for a batch of one."""
        return (1, *self.assembly.shapes[value.layer])[: value.rank]


def _flat(values: Any) -> list[Any]:
    if isinstance(values, Mapping):
        return [part for value in values.values() for part in _flat(value)]
    if isinstance(values, tuple | list):
        return [part for value in values for part in _flat(value)]
    return [values]


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

NUMBER_OPERATORS = {
    operator.getitem, operator.add, operator.sub, operator.mul, operator.floordiv, operator.neg
}  # fmt: skip
"""What is computed where only sizes are concerned."""
