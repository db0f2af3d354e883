"""Inception's module: several chains of layers side by side, their channels put together."""

from string import ascii_lowercase

from pooling.layers import AvgPool2d, Concat, MaxPool2d
from pooling.padding import LayerPadding
from pooling.window import Pair
from pooling.zoo.sketch import Sketch

Convolution = tuple[int, int | Pair] | tuple[int, int | Pair, int]
"""Channels, kernel, and the step where it is not 1."""

Step = str | Convolution | tuple[Convolution, Convolution]
"""A convolution; "avg", "max" (3x3, step 1) or "max/2"; or two convolutions of the one before."""


def mixed(
    net: Sketch, name: str, *branches: tuple[Step, ...], strided: LayerPadding = "same"
) -> str:
    """Add a module called `name`; return the name.

    Args:
        branches: the chains; each is a tuple of steps, and reads what was added last.
        strided: padding where the step is 2.
    """
    before = net.last
    ends: list[str] = []
    for number, steps in enumerate(branches):
        net.last = before
        for letter, step in zip(ascii_lowercase, steps, strict=False):
            place = f"{name}/Branch_{number}/"
            if isinstance(step, tuple) and isinstance(step[0], tuple):
                left, right = step
                below = net.last
                ends.append(_conv(net, f"{place}Conv2d_0{letter}_", left, strided, below))
                _conv(net, f"{place}Conv2d_0{letter}_", right, strided, below)
            elif isinstance(step, tuple):
                _conv(net, f"{place}Conv2d_0{letter}_", step, strided, net.last)
            elif step == "avg":
                net.add(f"{place}AvgPool_0{letter}_3x3", AvgPool2d(3, 1, "same"))
            else:
                two = step == "max/2"
                pool = MaxPool2d(3, 2 if two else 1, strided if two else "same")
                net.add(f"{place}MaxPool_0{letter}_3x3", pool)
        ends.append(net.last)
    return net.add(name, Concat(), *ends)


def _conv(net: Sketch, start: str, step: Convolution, strided: LayerPadding, after: str) -> str:
    """Add a convolution called after its kernel."""
    channels, kernel, stride = step if len(step) == 3 else (*step, 1)
    rows, cols = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    padding = strided if stride > 1 else "same"
    name = f"{start}{rows}x{cols}"
    return net.conv(name, channels, (rows, cols), stride, padding, after=after)
