"""The same network run by PyTorch, or by linear stand-ins whose gradient shows which pixels count.

In the linear form a maximum is a mean, an activation or normalisation does nothing, and a gate
adds: with positive weights no two paths cancel, and no gradient is lost to a flat function.
"""

from importlib import import_module
from typing import Any

import numpy as np

from pooling import layers as kinds
from pooling.network import INPUT, Network
from pooling.planes import Array
from pooling.weights import Weights
from pooling.window import Window2d

torch: Any = import_module("torch")
torch.set_num_threads(1)  # tiny arrays: threads would only wait for each other
F: Any = torch.nn.functional
FUNCTIONS = {
    "relu": F.relu,
    "relu6": F.relu6,
    "leaky_relu": F.leaky_relu,
    "silu": F.silu,
    "gelu": F.gelu,
    "sigmoid": torch.sigmoid,
    "hardsigmoid": F.hardsigmoid,
    "hardswish": F.hardswish,
    "tanh": torch.tanh,
    "erf": torch.erf,
    "elu": lambda x: F.elu(x, 0.01),
    "softmax": lambda x: torch.softmax(x, 1),
}


def run(network: Network, weights: Weights, x: Any, *, linear: bool = False) -> dict[str, Any]:
    """Return the output of every layer."""
    outputs = {INPUT: x}
    for node in network:
        own = {
            name: torch.from_numpy(values) for name, values in weights.get(node.name, {}).items()
        }
        inputs = [outputs[name] for name in node.inputs]
        step = _linear if linear else _real
        outputs[node.name] = step(node.layer, own, *inputs)
    return outputs


def reached(network: Network, weights: Weights, unit: tuple[int, int]) -> Array:
    """Return which pixels have a gradient in the linear form, (height, width)."""
    x = torch.ones((1, *network.input_shape), dtype=torch.float64, requires_grad=True)
    out = run(network, weights, x, linear=True)[network.output]
    out[0, :, unit[0], unit[1]].sum().backward()
    grad = np.zeros(x.shape) if x.grad is None else x.grad.numpy()
    found: Array = (grad[0] != 0).any(axis=0)
    return found


def padded(x: Any, window: Window2d, value: float = 0.0) -> Any:
    (top, bottom), (left, right) = window.padding
    return F.pad(x, (left, right, top, bottom), value=value)


def means(x: Any, window: Window2d) -> Any:
    """The sum of every window, as a convolution with ones; overhang is zeros too."""
    rows, cols = window.output_size(*x.shape[2:])
    x = padded(x, window)
    reach = (
        (rows - 1) * window.stride[0] + window.span[0],
        (cols - 1) * window.stride[1] + window.span[1],
    )
    x = F.pad(x, (0, max(0, reach[1] - x.shape[3]), 0, max(0, reach[0] - x.shape[2])))
    ones = torch.ones((x.shape[1], 1, *window.kernel_size), dtype=x.dtype)
    return F.conv2d(x, ones, None, window.stride, 0, window.dilation, x.shape[1])


def _linear(layer: kinds.Layer, own: Any, *inputs: Any) -> Any:
    x = inputs[0]
    match layer:
        case kinds.Activation() | kinds.Normalisation():
            return x
        case kinds.MaxPool2d() | kinds.AvgPool2d():
            return means(x, layer.window(*x.shape[2:]))
        case kinds.AdaptiveMaxPool2d():
            return F.adaptive_avg_pool2d(x, layer.output_size)
        case kinds.GlobalPool():
            return x.mean((2, 3), keepdim=True)
        case kinds.Multiply():
            return inputs[0] + inputs[1]
        case _:
            return _real(layer, own, *inputs)


def _real(layer: kinds.Layer, own: Any, *inputs: Any) -> Any:
    x = inputs[0]
    own = {name: values.to(x.dtype) for name, values in own.items()}
    weight, bias = own.get("weight"), own.get("bias")
    match layer:
        case kinds.Conv2d():
            window = layer.window(*x.shape[2:])
            return F.conv2d(
                padded(x, window), weight, bias, window.stride, 0, window.dilation, layer.groups
            )
        case kinds.ConvTranspose2d():
            window = layer.window
            padding = (window.padding[0][0], window.padding[1][0])
            return F.conv_transpose2d(
                x, weight, bias, window.stride, padding, layer.extra, layer.groups, window.dilation
            )
        case kinds.MaxPool2d():
            window = layer.window(*x.shape[2:])
            return F.max_pool2d(
                padded(x, window, -np.inf), window.kernel_size, window.stride, 0, window.dilation,
                window.ceil_mode,
            )  # fmt: skip
        case kinds.AvgPool2d():
            window = layer.window(*x.shape[2:])
            return F.avg_pool2d(
                x, window.kernel_size, window.stride, [side[0] for side in window.padding],
                window.ceil_mode, layer.count_include_pad,
            )  # fmt: skip
        case kinds.BlurPool2d():
            size = layer.kernel_size
            line = np.array([1.0])
            for _ in range(size - 1):
                line = np.convolve(line, [0.5, 0.5])
            kernel = torch.from_numpy(np.outer(line, line)).to(x.dtype)
            before, after = (size - 1) // 2, size // 2
            x = F.pad(x, (before, after, before, after), mode="reflect")
            return F.conv2d(
                x, kernel.expand(x.shape[1], 1, size, size), None, layer.stride, groups=x.shape[1]
            )
        case kinds.ZeroPad2d():
            return padded(x, layer.window(*x.shape[2:]))
        case kinds.AdaptiveAvgPool2d():
            return F.adaptive_avg_pool2d(x, layer.output_size)
        case kinds.AdaptiveMaxPool2d():
            return F.adaptive_max_pool2d(x, layer.output_size)
        case kinds.GlobalPool():
            return x.mean((2, 3), keepdim=True) if layer.mode == "avg" else x.amax((2, 3), True)
        case kinds.Flatten():
            return x.flatten(1)[:, :, None, None]
        case kinds.Dense():
            return F.conv2d(x, weight[:, :, None, None], bias)
        case kinds.Activation():
            return FUNCTIONS[layer.function](x)
        case kinds.Normalisation():
            return _normalised(layer, own, x)
        case kinds.Scale():
            factor = layer.factor if weight is None else weight[:, None, None]
            return x * factor + (0 if bias is None else bias[:, None, None])
        case kinds.Identity():
            return x
        case kinds.ChannelShuffle():
            return F.channel_shuffle(x, layer.groups)
        case kinds.Upsample():
            corners = layer.align_corners if layer.mode == "bilinear" else None
            return F.interpolate(x, layer.size, layer.scale_factor, layer.mode, corners)
        case kinds.Add():
            return sum(inputs)
        case kinds.Multiply():
            return inputs[0] * inputs[1]
        case kinds.Concat():
            return torch.cat(inputs, 1)
        case _:
            raise TypeError(layer.kind)


def _normalised(layer: kinds.Normalisation, own: dict[str, Any], x: Any) -> Any:
    weight, bias = own.get("weight"), own.get("bias")
    if layer.function == "local_response":
        return F.local_response_norm(x, layer.size, layer.alpha, layer.beta, layer.k)
    if layer.function == "layer":
        return F.layer_norm(x.movedim(1, -1), (x.shape[1],), weight, bias, layer.eps).movedim(-1, 1)
    mean = own.get("running_mean", torch.zeros(x.shape[1], dtype=x.dtype))
    variance = own.get("running_var", torch.ones(x.shape[1], dtype=x.dtype))
    return F.batch_norm(x, mean, variance, weight, bias, False, 0.0, layer.eps)
