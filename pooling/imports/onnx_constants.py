"""Operators on numbers that an ONNX graph knows beforehand, mostly sizes."""

from collections.abc import Callable
from typing import Any

import numpy as np

from pooling.imports.onnx_step import Step
from pooling.planes import Array

MOST_VALUES = 1 << 30
"""Values of a constant that takes no memory; a file that asks for more is refused."""

MOST_COMPUTED = 1 << 27
"""Values of a constant that is computed."""


def _constant(step: Step) -> Array:
    for name in ("value_float", "value_int"):
        if name in step.attributes:
            found = step.attributes[name]
            return np.array(found.f if name == "value_float" else found.i)
    for name in ("value_floats", "value_ints"):
        if name in step.attributes:
            found = step.attributes[name]
            return np.array(found.floats if name == "value_floats" else found.ints)
    return step.known.array_of(step.attributes["value"].t)


def _constant_of_shape(step: Step) -> Array:
    shape = tuple(int(size) for size in step.constant(0).reshape(-1))
    if len(shape) > 8 or min(shape, default=1) < 0:
        raise step.refuse(f"asks for a shape of {shape}: the file is damaged")
    count = 1
    for size in shape:
        count *= size
    if count > MOST_VALUES:
        raise step.refuse(f"asks for {count:,} values, too many: export the part you need")
    value: Array = np.zeros(1, np.float32)
    if "value" in step.attributes:
        value = step.known.array_of(step.attributes["value"].t)
    return np.broadcast_to(value.reshape(()), shape)  # one number in memory


def _axes(step: Step) -> tuple[int, ...] | None:
    axes = step.ints("axes")
    if axes is None and step.given(1):
        axes = tuple(int(axis) for axis in step.constant(1).reshape(-1))
    return axes


def _unsqueeze(step: Step) -> Array:
    return np.expand_dims(step.constant(0), _axes(step) or ())


def _squeeze(step: Step) -> Array:
    return np.squeeze(step.constant(0), _axes(step))


def _gather(step: Step) -> Array:
    return np.take(step.constant(0), step.constant(1).astype(np.int64), step.whole("axis", 0))


def _concat(step: Step) -> Array:
    parts = [step.constant(place) for place in range(len(step.node.input))]
    if sum(part.size for part in parts) > MOST_COMPUTED:
        raise step.refuse("joins too many values: export the part you need")
    return np.concatenate(parts, step.whole("axis", 0))


def _slice(step: Step) -> Array:
    x = step.constant(0)
    numbers: list[list[int]] = []
    for place, name in enumerate(("starts", "ends", "axes", "steps"), start=1):
        found = step.ints(name)
        if found is None and step.given(place):
            found = tuple(int(value) for value in step.constant(place).reshape(-1))
        numbers.append(list(found) if found is not None else [])
    starts, ends, axes, steps = numbers
    cut = [slice(None)] * x.ndim
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        axis = axes[place] if axes else place
        cut[axis] = slice(start, end, steps[place] if steps else None)
    return x[tuple(cut)]


def _reshape(step: Step) -> Array:
    return step.constant(0).reshape([int(size) for size in step.constant(1).reshape(-1)])


def _cast(step: Step) -> Array:
    kinds: dict[int, Any] = {1: np.float32, 11: np.float64, 6: np.int32, 7: np.int64}
    kind = kinds.get(step.whole("to", 0))
    if kind is None:
        raise step.not_understood()
    return step.constant(0).astype(kind)


def _of_two(function: Callable[[Array, Array], Array]) -> Callable[[Step], Array]:
    def compute(step: Step) -> Array:
        left, right = step.constant(0), step.constant(1)
        if np.broadcast(left, right).size > MOST_COMPUTED:
            raise step.refuse("computes too many values: export the part you need")
        with np.errstate(all="ignore"):
            return function(left, right)

    return compute


def _divide(left: Array, right: Array) -> Array:
    if left.dtype.kind in "iu" and right.dtype.kind in "iu":
        return left // np.maximum(right, 1)
    return np.asarray(left / right)


CONSTANT_OPERATORS: dict[str, Callable[[Step], Array]] = {
    "Add": _of_two(np.add),
    "Cast": _cast,
    "Concat": _concat,
    "Constant": _constant,
    "ConstantOfShape": _constant_of_shape,
    "Div": _of_two(_divide),
    "Gather": _gather,
    "Identity": lambda step: step.constant(0),
    "Mul": _of_two(np.multiply),
    "Reshape": _reshape,
    "Shape": lambda step: np.array(step.constant(0).shape, np.int64),
    "Slice": _slice,
    "Squeeze": _squeeze,
    "Sub": _of_two(np.subtract),
    "Transpose": lambda step: step.constant(0).transpose(step.ints("perm")),
    "Unsqueeze": _unsqueeze,
}
"""What is computed where all inputs are known."""
