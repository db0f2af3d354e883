"""PyTorch's modules and functions as layers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pooling.layers import (
    Activation,
    AdaptiveAvgPool2d,
    AdaptiveMaxPool2d,
    AvgPool2d,
    ChannelShuffle,
    Conv2d,
    ConvTranspose2d,
    Dense,
    Flatten,
    Identity,
    Layer,
    MaxPool2d,
    Normalisation,
    Upsample,
    ZeroPad2d,
)
from pooling.planes import Array
from pooling.window import Pair


@dataclass(frozen=True, slots=True)
class Found:
    """A layer, its weights, the ranks it reads and the rank it gives (0: the one it reads)."""

    layer: Layer
    weights: Mapping[str, Array] = field(default_factory=dict)
    ranks: tuple[int, ...] = (4,)
    gives: int = 0


def module_layer(module: Any) -> Found | None:
    """Return a module of PyTorch as a layer; None where it is not understood."""
    rule = MODULES.get(type(module).__name__)
    return (
        None if rule is None or not type(module).__module__.startswith("torch.") else rule(module)
    )


def function_layers() -> dict[Any, Callable[..., Found]]:
    """Return the functions of PyTorch that are one layer, by the functions themselves."""
    import torch

    rules: dict[Any, Callable[..., Found]] = {}
    for home in (torch, torch.nn.functional, torch.Tensor):
        for name, rule in FUNCTIONS.items():
            if hasattr(home, name):
                rules[getattr(home, name)] = rule
    return rules


def _arrays(module: Any, *names: str) -> dict[str, Array]:
    found = {name: getattr(module, name) for name in names}
    return {
        name: np.array(value.detach().cpu().numpy())
        for name, value in found.items()
        if value is not None
    }


def _refuse(what: str, value: object) -> TypeError:
    return TypeError(f"{what} {value!r}")


def _conv(module: Any) -> Found:
    if module.padding_mode != "zeros":
        raise _refuse("padding mode", module.padding_mode)
    layer = Conv2d(
        module.out_channels, module.kernel_size, module.stride, module.padding, module.dilation,
        module.groups, module.bias is not None,
    )  # fmt: skip
    return Found(layer, _arrays(module, "weight", "bias"))


def _conv_transpose(module: Any) -> Found:
    layer = ConvTranspose2d(
        module.out_channels, module.kernel_size, module.stride, module.padding,
        module.output_padding, module.groups, module.bias is not None, module.dilation,
    )  # fmt: skip
    return Found(layer, _arrays(module, "weight", "bias"))


def _max_pool(
    kernel_size: Any, stride: Any = None, padding: Any = 0, dilation: Any = 1,
    ceil_mode: bool = False, return_indices: bool = False,
) -> Found:  # fmt: skip
    if return_indices:
        raise _refuse("return_indices", return_indices)
    return Found(MaxPool2d(kernel_size, stride, padding, dilation, ceil_mode))


def _avg_pool(
    kernel_size: Any, stride: Any = None, padding: Any = 0, ceil_mode: bool = False,
    count_include_pad: bool = True, divisor_override: int | None = None,
) -> Found:  # fmt: skip
    if divisor_override is not None:
        raise _refuse("divisor_override", divisor_override)
    return Found(AvgPool2d(kernel_size, stride, padding, ceil_mode, count_include_pad))


def _adaptive_max(output_size: Any, return_indices: bool = False) -> Found:
    if return_indices:
        raise _refuse("return_indices", return_indices)
    return Found(AdaptiveMaxPool2d(_size(output_size)))


def _size(output_size: Any) -> Any:
    return tuple(output_size) if isinstance(output_size, list) else output_size


def _batch_norm(module: Any) -> Found:
    if module.running_mean is None:
        raise _refuse("batch norm", "without running statistics")
    weights = _arrays(module, "weight", "bias", "running_mean", "running_var")
    layer = Normalisation(scale="weight" in weights, shift="bias" in weights, eps=module.eps)
    return Found(layer, weights)


def _linear(module: Any) -> Found:
    layer = Dense(module.out_features, module.bias is not None)
    return Found(layer, _arrays(module, "weight", "bias"), (2,))


def _activation(function: Any, slope: float = 0.01) -> Found:
    return Found(Activation(function, slope), ranks=(2, 4))


def _softmax(dim: Any = None, **_: Any) -> Found:
    if dim != 1:
        raise _refuse("softmax over dimension", dim)
    return _activation("softmax")


def _gelu(approximate: str = "none") -> Found:
    if approximate != "none":
        raise _refuse("gelu", approximate)
    return _activation("gelu")


def _flatten(module: Any) -> Found:
    if module.start_dim != 1 or module.end_dim != -1:
        raise _refuse("flatten from dimension", module.start_dim)
    return Found(Flatten(), ranks=(2, 4), gives=2)


def _upsample(
    size: Any = None, scale_factor: Any = None, mode: str = "nearest",
    align_corners: bool | None = None, **_: Any,
) -> Found:  # fmt: skip
    if mode not in ("nearest", "bilinear"):
        raise _refuse("mode", mode)
    factors = set(scale_factor) if isinstance(scale_factor, tuple) else {scale_factor}
    if len(factors) != 1 or (None not in factors and any(f != int(f) for f in factors)):
        raise _refuse("scale_factor", scale_factor)
    factor = factors.pop()
    whole = None if factor is None else int(factor)
    pair: Pair | None = (size, size) if isinstance(size, int) else size
    chosen: Any = mode
    return Found(Upsample(pair, whole, chosen, bool(align_corners)))


def _pad(pad: Any, mode: str = "constant", value: float | None = None) -> Found:
    if mode != "constant" or value not in (None, 0) or len(pad) != 4:
        raise _refuse("padding", (pad, mode, value))
    left, right, top, bottom = pad
    return Found(ZeroPad2d(((top, bottom), (left, right))))


def _same(*_: Any, **__: Any) -> Found:
    return Found(Identity(), ranks=(2, 4))


def _local_response(size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0) -> Found:
    return Found(Normalisation("local_response", size=size, alpha=alpha, beta=beta, k=k))


MODULES: dict[str, Callable[[Any], Found]] = {
    "AdaptiveAvgPool2d": lambda m: Found(AdaptiveAvgPool2d(_size(m.output_size))),
    "AdaptiveMaxPool2d": lambda m: _adaptive_max(m.output_size, m.return_indices),
    "AvgPool2d": lambda m: _avg_pool(
        m.kernel_size, m.stride, m.padding, m.ceil_mode, m.count_include_pad, m.divisor_override
    ),
    "BatchNorm2d": _batch_norm,
    "ChannelShuffle": lambda m: Found(ChannelShuffle(m.groups)),
    "Conv2d": _conv,
    "ConvTranspose2d": _conv_transpose,
    "Dropout": _same,
    "Dropout2d": _same,
    "ELU": lambda m: _activation("elu", m.alpha),
    "Flatten": _flatten,
    "GELU": lambda m: _gelu(m.approximate),
    "Hardsigmoid": lambda m: _activation("hardsigmoid"),
    "Hardswish": lambda m: _activation("hardswish"),
    "Identity": _same,
    "LeakyReLU": lambda m: _activation("leaky_relu", m.negative_slope),
    "Linear": _linear,
    "LocalResponseNorm": lambda m: _local_response(m.size, m.alpha, m.beta, m.k),
    "MaxPool2d": lambda m: _max_pool(
        m.kernel_size, m.stride, m.padding, m.dilation, m.ceil_mode, m.return_indices
    ),
    "ReLU": lambda m: _activation("relu"),
    "ReLU6": lambda m: _activation("relu6"),
    "SiLU": lambda m: _activation("silu"),
    "Sigmoid": lambda m: _activation("sigmoid"),
    "Softmax": lambda m: _softmax(m.dim),
    "Tanh": lambda m: _activation("tanh"),
    "Upsample": lambda m: _upsample(m.size, m.scale_factor, m.mode, m.align_corners),
    "ZeroPad2d": lambda m: _pad(m.padding),
}
"""Modules by the names of their classes."""

FUNCTIONS: dict[str, Callable[..., Found]] = {
    "adaptive_avg_pool2d": lambda output_size: Found(AdaptiveAvgPool2d(_size(output_size))),
    "adaptive_max_pool2d": _adaptive_max,
    "avg_pool2d": _avg_pool,
    "channel_shuffle": lambda groups: Found(ChannelShuffle(groups)),
    "dropout": _same,
    "dropout2d": _same,
    "elu": lambda alpha=1.0, inplace=False: _activation("elu", alpha),
    "gelu": _gelu,
    "hardsigmoid": lambda inplace=False: _activation("hardsigmoid"),
    "hardswish": lambda inplace=False: _activation("hardswish"),
    "interpolate": _upsample,
    "leaky_relu": lambda negative_slope=0.01, inplace=False: _activation(
        "leaky_relu", negative_slope
    ),
    "local_response_norm": _local_response,
    "max_pool2d": _max_pool,
    "pad": _pad,
    "relu": lambda inplace=False: _activation("relu"),
    "relu6": lambda inplace=False: _activation("relu6"),
    "relu_": lambda: _activation("relu"),
    "sigmoid": lambda: _activation("sigmoid"),
    "silu": lambda inplace=False: _activation("silu"),
    "softmax": _softmax,
    "tanh": lambda: _activation("tanh"),
}
"""Functions by their names; each rule takes what follows the input."""
