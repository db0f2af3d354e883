"""ONNX's convolutions, poolings and resizing as layers."""

from collections.abc import Callable
from typing import Any

import numpy as np

from pooling.imports.onnx_step import Step, Value, layer_of
from pooling.layers import (
    AvgPool2d,
    Conv2d,
    ConvTranspose2d,
    GlobalPool,
    Layer,
    MaxPool2d,
    Upsample,
    ZeroPad2d,
)
from pooling.padding import LayerPadding
from pooling.window import Pair, Sides


def _pair(step: Step, name: str, default: Pair | None) -> Pair:
    found = step.ints(name) or default
    if found is None or len(found) != 2:
        raise step.refuse(f"has {name} {found}, but only windows of two dimensions are read")
    return found[0], found[1]


def _sides(step: Step) -> Sides:
    pads = step.ints("pads") or (0, 0, 0, 0)
    if len(pads) != 4:
        raise step.refuse(f"has pads {pads}, but only windows of two dimensions are read")
    return (pads[0], pads[2]), (pads[1], pads[3])


def _padding(step: Step, kernel: Pair, stride: Pair, dilation: Pair, layer: str) -> LayerPadding:
    auto = step.text("auto_pad", "NOTSET")
    if auto in ("NOTSET", ""):
        return _sides(step)
    if auto == "VALID":
        return "valid"
    if auto == "SAME_UPPER":
        return "same"
    if auto != "SAME_LOWER":
        raise step.refuse(f"has auto_pad {auto!r}: the file is damaged")
    # the odd cell goes before the input: only its numbers at this size can say so
    (top, bottom), (left, right) = (
        Conv2d(1, kernel, stride, "same", dilation).window(*step.shape(layer)[1:]).padding
    )
    return (bottom, top), (right, left)


def _conv(step: Step) -> Value:
    source, weight = step.plane(), step.constant(1)
    if weight.ndim != 4:
        raise step.refuse(f"has a weight of {weight.ndim} dimensions, but only 4 are read")
    kernel = (weight.shape[2], weight.shape[3])
    if _pair(step, "kernel_shape", kernel) != kernel:
        raise step.refuse("has a kernel_shape that is not its weight's: the file is damaged")
    stride, dilation = _pair(step, "strides", (1, 1)), _pair(step, "dilations", (1, 1))
    padding = _padding(step, kernel, stride, dilation, source)
    weights = {"weight": weight} | ({"bias": step.constant(2)} if step.given(2) else {})
    groups = step.whole("group", 1)
    layer = Conv2d(weight.shape[0], kernel, stride, padding, dilation, groups, step.given(2))
    return layer_of(step, layer, [source], weights)


def _conv_transpose(step: Step) -> Value:
    source, weight = step.plane(), step.constant(1)
    auto = step.text("auto_pad", "NOTSET")
    if weight.ndim != 4 or step.ints("output_shape") or auto not in ("NOTSET", "", "VALID"):
        raise step.not_understood()
    groups = step.whole("group", 1)
    weights = {"weight": weight} | ({"bias": step.constant(2)} if step.given(2) else {})
    layer = ConvTranspose2d(
        weight.shape[1] * groups,
        (weight.shape[2], weight.shape[3]),
        _pair(step, "strides", (1, 1)),
        _sides(step),
        _pair(step, "output_padding", (0, 0)),
        groups,
        step.given(2),
        _pair(step, "dilations", (1, 1)),
    )
    return layer_of(step, layer, [source], weights)


def _pool(step: Step) -> Value:
    source = step.plane()
    kernel = _pair(step, "kernel_shape", None)
    stride, dilation = _pair(step, "strides", (1, 1)), _pair(step, "dilations", (1, 1))
    padding = _padding(step, kernel, stride, dilation, source)
    ceil_mode = bool(step.whole("ceil_mode", 0))
    layer: Layer
    if step.kind == "MaxPool":
        layer = MaxPool2d(kernel, stride, padding, dilation, ceil_mode)
    else:
        counted = bool(step.whole("count_include_pad", 0))
        layer = AvgPool2d(kernel, stride, padding, ceil_mode, counted, dilation)
    return layer_of(step, layer, [source])


def _global(step: Step) -> Value:
    return layer_of(step, GlobalPool("max" if "Max" in step.kind else "avg"), [step.plane()])


def _reduce(step: Step) -> Value:
    axes = step.ints("axes")
    if axes is None and step.given(1):
        axes = tuple(int(axis) for axis in step.constant(1).reshape(-1))
    source = step.plane()
    if axes is None or sorted(axis % 4 for axis in axes) != [2, 3]:
        raise step.not_understood()
    mode: Any = "max" if step.kind == "ReduceMax" else "avg"
    return layer_of(step, GlobalPool(mode), [source], rank=4 if step.whole("keepdims", 1) else 2)


def _pad(step: Step) -> Value:
    source = step.plane()
    pads = step.ints("pads")
    if pads is None and step.given(1):
        pads = tuple(int(size) for size in step.constant(1).reshape(-1))
    filled = step.number("value", 0.0)
    if step.given(2):
        filled = float(step.constant(2).reshape(-1)[0])
    if step.text("mode", "constant") != "constant" or filled != 0 or step.given(3):
        raise step.not_understood()
    if pads is None or len(pads) != 8 or any(pads[k] for k in (0, 1, 4, 5)):
        raise step.not_understood()
    return layer_of(step, ZeroPad2d(((pads[2], pads[6]), (pads[3], pads[7]))), [source])


def _resize(step: Step) -> Value:
    source = step.plane()
    channels, height, width = step.shape(source)
    scales_at = 2 if step.kind == "Resize" else 1
    if step.given(3):
        sizes = [int(size) for size in step.constant(3).reshape(-1)]
    else:
        scales = step.constant(scales_at).astype(float).reshape(-1)
        sizes = [
            int(np.floor(a * b)) for a, b in zip((1, channels, height, width), scales, strict=True)
        ]
    if len(sizes) != 4 or sizes[1] != channels:
        raise step.not_understood()
    mode = step.text("mode", "nearest")
    place = step.text("coordinate_transformation_mode", "half_pixel")
    size = (sizes[2], sizes[3])
    factors = sizes[2] / height, sizes[3] / width
    rounded = step.text("nearest_mode", "round_prefer_floor")
    known = ("half_pixel", "pytorch_half_pixel")
    if mode == "nearest" and factors[0] == factors[1] == int(factors[0]):
        # by a whole factor these all take cell i // factor
        old = step.kind == "Upsample" or (place == "asymmetric" and rounded == "floor")
        if old or (place in known and rounded.startswith("round")):
            return layer_of(step, Upsample(scale_factor=int(factors[0])), [source])
    if mode == "linear" and place == "align_corners":
        return layer_of(step, Upsample(size, mode="bilinear", align_corners=True), [source])
    if mode == "linear" and place in known and min(size) > 1:
        return layer_of(step, Upsample(size, mode="bilinear"), [source])
    raise step.not_understood()


WINDOW_OPERATORS: dict[str, Callable[[Step], Value]] = {
    "AveragePool": _pool,
    "Conv": _conv,
    "ConvTranspose": _conv_transpose,
    "GlobalAveragePool": _global,
    "GlobalMaxPool": _global,
    "MaxPool": _pool,
    "Pad": _pad,
    "ReduceMax": _reduce,
    "ReduceMean": _reduce,
    "Resize": _resize,
    "Upsample": _resize,
}
