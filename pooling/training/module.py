"""From a network as data to a PyTorch module that learns, and back to plain arrays."""

from math import comb

import numpy as np
import torch
from torch import nn

from pooling import layers as kinds
from pooling.network import INPUT, Network, Node
from pooling.planes import Array
from pooling.trained import Trained
from pooling.window import Pair, Window2d


class Learner(nn.Module):
    """A chain of layers that PyTorch can train.

    Args:
        network: what it computes, (3, height, width) pictures to (classes, 1, 1) scores.

    Raises:
        ValueError: a network that is no chain, or a layer that has no counterpart here.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        before = INPUT
        for node in network:
            if node.inputs != (before,):
                raise ValueError(
                    f"only chains learn here, got {node.name!r} reading {node.inputs}: "
                    "name one layer, the one before"
                )
            before = node.name
        self.network = network
        shapes = network.shapes()
        self.steps = nn.ModuleList(_step(node, shapes[node.inputs[0]]) for node in network)

    def forward(self, x: torch.Tensor, upto: str | None = None) -> torch.Tensor:
        """Return the scores of a batch, (batch, classes), or the output of layer `upto`."""
        for node, step in zip(self.network, self.steps, strict=True):
            x = step(x)
            if node.name == upto:
                return x
        return x.flatten(1)


class Blur(nn.Module):
    """A binomial filter and steps, as `pooling.blur_pool2d`."""

    def __init__(self, layer: kinds.BlurPool2d, channels: int) -> None:
        super().__init__()
        order = layer.kernel_size - 1
        line = torch.tensor([comb(order, k) / 2**order for k in range(order + 1)])
        self.register_buffer("kernel", torch.outer(line, line).expand(channels, 1, -1, -1).clone())
        self.stride = layer.stride
        before, after = (layer.kernel_size - 1) // 2, layer.kernel_size // 2
        self.pad = nn.ReflectionPad2d((before, after, before, after))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the blurred and thinned maps."""
        with torch.autocast("cpu", enabled=False):  # in bfloat16 it takes three times as long
            x = self.pad(x.float())
            return nn.functional.conv2d(x, self.kernel, None, self.stride, groups=x.shape[1])


def _step(node: Node, shape: kinds.Shape) -> nn.Module:
    channels, *size = shape
    match node.layer:
        case kinds.Conv2d(out_channels, groups=groups, bias=bias) as layer:
            window = layer.window(*size)
            pads = _even(node, window)
            return nn.Conv2d(
                channels, out_channels, window.kernel_size, window.stride, pads, window.dilation,
                groups, bias,
            )  # fmt: skip
        case kinds.Normalisation("batch"):
            return nn.BatchNorm2d(channels)
        case kinds.Activation("relu"):
            return nn.ReLU(inplace=True)
        case kinds.MaxPool2d() as layer:
            window = layer.window(*size)
            pads = _even(node, window)
            return nn.MaxPool2d(
                window.kernel_size, window.stride, pads, window.dilation,
                ceil_mode=window.ceil_mode,
            )  # fmt: skip
        case kinds.AvgPool2d(dilation=1 | (1, 1), count_include_pad=counted) as layer:
            window = layer.window(*size)
            pads = _even(node, window)
            return nn.AvgPool2d(window.kernel_size, window.stride, pads, window.ceil_mode, counted)
        case kinds.BlurPool2d() as layer:
            return Blur(layer, channels)
        case kinds.GlobalPool("avg"):
            return nn.AdaptiveAvgPool2d(1)
        case kinds.Flatten():
            return nn.Sequential(nn.Flatten(), nn.Unflatten(1, (-1, 1, 1)))
        case kinds.Dense(features, bias):
            return nn.Conv2d(channels, features, 1, bias=bias)
        case _:
            raise ValueError(
                f"layer {node.name!r} ({node.layer.kind}) cannot be trained here: use "
                "convolution, batch normalisation, relu, pooling, flatten and dense layers"
            )


def _even(node: Node, window: Window2d) -> Pair:
    """Return the padding of a window that has as much before as after."""
    (top, bottom), (left, right) = window.padding
    if (top, left) != (bottom, right):
        raise ValueError(
            f"a layer that learns here is padded alike on both sides, got {window.padding} at "
            f"{node.name!r}: choose another kernel_size or padding"
        )
    return top, left


def folded(learner: Learner) -> dict[str, dict[str, Array]]:
    """Return what a learner has learned, each normalisation folded into the convolution before it.

    Returns:
        For each layer with weights, (out, in, height, width) of a convolution or (out, in) of a
        dense layer under "weight", and (out,) under "bias": float32, for the same network drawn
        without normalisations.
    """
    weights: dict[str, dict[str, Array]] = {}
    convolution = ""
    for node, step in zip(learner.network, learner.steps, strict=True):
        if isinstance(step, nn.Conv2d):
            convolution = node.name
            bias = torch.zeros(step.out_channels) if step.bias is None else step.bias
            weights[node.name] = {"weight": _array(step.weight), "bias": _array(bias)}
            if isinstance(node.layer, kinds.Dense):
                weights[node.name]["weight"] = weights[node.name]["weight"][:, :, 0, 0]
        elif isinstance(step, nn.BatchNorm2d):
            factor = _array(step.weight / torch.sqrt(step.running_var + step.eps))
            own = weights[convolution]
            own["weight"] = own["weight"] * factor[:, None, None, None]
            own["bias"] = (own["bias"] - _array(step.running_mean)) * factor + _array(step.bias)
    return weights


def taught(trained: Trained) -> Learner:
    """Return what a trained network is as a PyTorch module, in evaluation."""
    learner = Learner(trained.network)
    for node, step in zip(trained.network, learner.steps, strict=True):
        for name, values in trained.weights.get(node.name, {}).items():
            parameter = getattr(step, name)
            parameter.data = torch.from_numpy(values.astype(np.float32)).view_as(parameter)
    return learner.eval()


def _array(tensor: torch.Tensor) -> Array:
    values: Array = tensor.detach().to(torch.float32).cpu().numpy().astype(np.float32)
    return values
