"""ONNX's operators on single cells, sums, and changes of shape as layers."""

from collections.abc import Callable
from typing import Any

import numpy as np

from pooling.imports.onnx_step import Step, Value, layer_of, same_places
from pooling.layers import (
    Activation,
    Add,
    ChannelShuffle,
    Concat,
    Dense,
    Flatten,
    Identity,
    Multiply,
    Normalisation,
    Scale,
)
from pooling.planes import Array


def _batch_norm(step: Step) -> Value:
    if step.whole("training_mode", 0) or not step.whole("spatial", 1):
        raise step.not_understood()
    names = ("weight", "bias", "running_mean", "running_var")
    weights = {name: step.constant(place) for place, name in enumerate(names, start=1)}
    channels = (step.shape(step.plain(0).layer)[0],)
    if any(values.shape != channels for values in weights.values()):
        raise step.refuse(f"needs {channels[0]} numbers of each kind: the file is damaged")
    return same_places(step, Normalisation(eps=step.number("epsilon", 1e-5)), weights)


def _local_response(step: Step) -> Value:
    size = step.whole("size", 1)
    if size < 1 or size % 2 == 0:
        raise step.not_understood()
    layer = Normalisation(
        "local_response",
        size=size,
        alpha=step.number("alpha", 1e-4),
        beta=step.number("beta", 0.75),
        k=step.number("bias", 1.0),
    )
    return same_places(step, layer)


def _activation(function: Any, slope: float = 0.01) -> Callable[[Step], Value]:
    def add(step: Step) -> Value:
        return same_places(step, Activation(function, step.number("alpha", slope)))

    return add


def _clip(step: Step) -> Value:
    low, high = step.number("min", -3e38), step.number("max", 3e38)
    if step.given(1):
        low = float(step.constant(1).reshape(()))
    if step.given(2):
        high = float(step.constant(2).reshape(()))
    if (low == 0 and high in (6, np.inf)) or (low == 0 and high > 1e38):
        return same_places(step, Activation("relu6" if high == 6 else "relu"))
    raise step.not_understood()


def _hard_sigmoid(step: Step) -> Value:
    if abs(step.number("alpha", 0.2) - 1 / 6) > 1e-6 or step.number("beta", 0.5) != 0.5:
        raise step.not_understood()
    return same_places(step, Activation("hardsigmoid"))


def _softmax(step: Step) -> Value:
    rank = step.plain(0).rank
    if step.whole("axis", 1) % rank != 1:
        raise step.not_understood()
    return same_places(step, Activation("softmax"))


def _gelu(step: Step) -> Value:
    if step.text("approximate", "none") != "none":
        raise step.not_understood()
    return same_places(step, Activation("gelu"))


def _gemm(step: Step) -> Value:
    value, weight = step.plain(0), step.constant(1)
    if value.rank != 2 or weight.ndim != 2 or step.whole("transA", 0):
        raise step.not_understood()
    if step.kind == "Gemm":
        weight = weight if step.whole("transB", 0) else weight.T
        weight = _times(weight, step.number("alpha", 1.0))
    else:
        weight = weight.T
    weights = {"weight": weight}
    if step.given(2):
        bias = np.broadcast_to(step.constant(2).reshape(-1), (len(weight),))
        weights["bias"] = _times(bias, step.number("beta", 1.0))
    return layer_of(step, Dense(len(weight), step.given(2)), [value.layer], weights, rank=2)


def _times(values: Array, factor: float) -> Array:
    return values if factor == 1 else values * values.dtype.type(factor)


def _arithmetic(step: Step) -> Value:
    """Sum, difference, product or quotient, of two layers or of a layer and a constant."""
    first, second = step.is_constant(0), step.is_constant(1)
    if not first and not second:
        return _of_layers(step)
    value = step.plain(1 if first else 0)
    channels = step.shape(value.layer)[0]
    numbers = _by_channel(step, step.constant(0 if first else 1), channels, value.rank)
    ones = np.ones(channels, numbers.dtype)
    if step.kind == "Add":
        weights = {"weight": ones, "bias": numbers}
    elif step.kind == "Sub":
        weights = {"weight": -ones if first else ones, "bias": numbers if first else -numbers}
    elif step.kind == "Mul":
        weights = {"weight": numbers}
    elif first:
        raise step.not_understood()
    else:
        with np.errstate(divide="ignore"):
            weights = {"weight": 1 / numbers}
    return layer_of(step, Scale("bias" in weights), [value.layer], weights, rank=value.rank)


def _by_channel(step: Step, numbers: Array, channels: int, rank: int) -> Array:
    """Return a constant as one number a channel."""
    shape = (1,) * (rank - numbers.ndim) + numbers.shape
    if len(shape) != rank or any(
        size not in ((1, channels) if axis == 1 else (1,)) for axis, size in enumerate(shape)
    ):
        raise step.refuse(f"has a constant of shape {numbers.shape}: not understood")
    return np.broadcast_to(numbers.reshape(-1).astype(float_of(numbers)), (channels,))


def float_of(numbers: Array) -> Any:
    """Return the floating-point type that numbers are computed in."""
    return numbers.dtype if numbers.dtype.kind == "f" else np.float32


def _of_layers(step: Step) -> Value:
    values = [step.plain(place) for place in range(len(step.node.input))]
    rank = max(value.rank for value in values)
    names = [value.layer for value in values]
    if len(names) == 1:
        return same_places(step, Identity())
    if step.kind in ("Add", "Sum"):
        return layer_of(step, Add(), names, rank=rank)
    if step.kind != "Mul":
        raise step.not_understood()
    if step.shape(names[0])[1:] == (1, 1):
        names.reverse()  # the gate comes second
    return layer_of(step, Multiply(), names, rank=rank)


def _concat(step: Step) -> Value:
    values = [step.plain(place) for place in range(len(step.node.input))]
    rank = values[0].rank
    if step.whole("axis", 1) % rank != 1 or any(value.rank != rank for value in values):
        raise step.not_understood()
    names = [value.layer for value in values]
    if len(names) == 1:
        return same_places(step, Identity())
    return layer_of(step, Concat(), names, rank=rank)


def _flatten(step: Step) -> Value:
    value = step.plain(0)
    if step.whole("axis", 1) % value.rank != 1:
        raise step.not_understood()
    return layer_of(step, Flatten(), [value.layer], rank=2)


def _squeeze(step: Step) -> Value:
    source = step.plane()
    if step.shape(source)[1:] != (1, 1):
        raise step.not_understood()
    return layer_of(step, Flatten(), [source], rank=2)


def _reshape(step: Step) -> Value:
    value = step.value(0)
    channels, height, width = step.shape(value.layer)
    target = [int(size) for size in step.constant(1).reshape(-1)]
    full = (1, channels, height, width)
    target = [full[k] if size == 0 and k < 4 else size for k, size in enumerate(target)]
    features = channels * height * width
    if value.split:
        groups = value.split
        if value.swapped and len(target) == 4 and target[1] in (channels, -1):
            return layer_of(step, ChannelShuffle(groups), [value.layer])
    elif len(target) == 2 and target[0] in (1, -1) and target[1] in (features, -1):
        return layer_of(step, Flatten(), [value.layer], rank=2)
    elif len(target) == 4 and all(
        size in (-1, own) for size, own in zip(target[1:], full[1:], strict=True)
    ):
        return layer_of(step, Identity(), [value.layer])
    elif len(target) == 5 and value.rank == 4:
        groups = target[1]
        inner = channels // groups if groups > 0 and channels % groups == 0 else 0
        if inner and target[2] in (inner, -1) and target[3:] == [height, width]:
            return Value(value.layer, 5, groups)
    raise step.not_understood()


def _transpose(step: Step) -> Value:
    value = step.value(0)
    if value.split and not value.swapped and step.ints("perm") == (0, 2, 1, 3, 4):
        return Value(value.layer, 5, value.split, True)
    raise step.not_understood()


POINTWISE_OPERATORS: dict[str, Callable[[Step], Value]] = {
    "Add": _arithmetic,
    "BatchNormalization": _batch_norm,
    "Clip": _clip,
    "Concat": _concat,
    "Div": _arithmetic,
    "Dropout": lambda step: same_places(step, Identity()),
    "Elu": _activation("elu", 1.0),
    "Erf": _activation("erf"),
    "Flatten": _flatten,
    "Gelu": _gelu,
    "Gemm": _gemm,
    "HardSigmoid": _hard_sigmoid,
    "HardSwish": _activation("hardswish"),
    "Identity": lambda step: same_places(step, Identity()),
    "LRN": _local_response,
    "LeakyRelu": _activation("leaky_relu"),
    "MatMul": _gemm,
    "Mul": _arithmetic,
    "Relu": _activation("relu"),
    "Reshape": _reshape,
    "Sigmoid": _activation("sigmoid"),
    "Softmax": _softmax,
    "Squeeze": _squeeze,
    "Sub": _arithmetic,
    "Sum": _of_layers,
    "Tanh": _activation("tanh"),
    "Transpose": _transpose,
}
