"""Write recorded_torch.npz: what PyTorch answers to a few hundred calls.

Run as `python -m tests.pooling.record_torch` where PyTorch is installed. The recording stands in
for PyTorch where it is not. Every number is kept as float64, which holds all of them exactly.
"""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.pooling import samples

RECORDING = Path(__file__).with_name("recorded_torch.npz")
DTYPES = ("float32", "float64", "float16", "uint8", "int64")
Call = tuple[str, list[NDArray[Any]], list[Any]]


def draw_calls(rng: np.random.Generator) -> Iterator[Call]:
    """Yield operation, arrays and settings; about one in six breaks a rule."""

    def shape() -> tuple[int, ...]:
        return tuple(rng.integers(1, 3, rng.integers(1, 3))) + tuple(rng.integers(2, 8, 2))

    def draw(shape: tuple[int, ...], dtype: str = "float32", finite: bool = True) -> NDArray[Any]:
        return samples.array(shape, dtype, int(rng.integers(2**32)), finite=finite)

    def pair(low: int, high: int) -> list[int]:
        return [int(n) for n in rng.integers(low, high + 1, 2)]

    def window() -> tuple[list[int], list[int], list[int], list[int], bool]:
        kernel = pair(1, 4)
        padding = [int(rng.integers(0, k // 2 + 1 + (rng.random() < 0.1))) for k in kernel]
        return kernel, pair(1, 3), padding, pair(1, 2), bool(rng.integers(2))

    for k in range(120):
        yield "max", [draw(shape(), DTYPES[k % 5], finite=False)], [*window()]
    for k in range(60):
        kernel, stride, padding, _, ceil_mode = window()
        counting = [bool(rng.integers(2)), None if k % 3 else int(rng.integers(-2, 5))]
        yield "avg", [draw(shape())], [kernel, stride, padding, ceil_mode, *counting]
        yield "avg_gradient", [draw(shape())], [kernel, stride, padding, ceil_mode, *counting]
    for _ in range(40):
        yield "max_gradient", [draw(shape())], [*window()]
    for k in range(20):
        kernel, stride, _, _, ceil_mode = window()
        yield "lp", [np.abs(draw(shape()))], [k % 4 + 1, kernel, stride, ceil_mode]
    for _ in range(20):
        yield "adaptive_avg", [draw(shape())], [pair(1, 6)]
        yield "adaptive_max", [draw(shape(), finite=False)], [pair(1, 6)]
    for _ in range(20):
        kernel = pair(2, 3)
        yield "unpool", [draw((2, *pair(3, 7)), finite=False)], [kernel, kernel]
        yield "blur", [draw((1, 2, *pair(4, 7)))], [int(rng.integers(1, 6)), pair(1, 3)[0]]
    for _ in range(60):
        kernel, stride, padding, dilation, _ = window()
        groups, inputs, outputs = (int(n) for n in rng.integers(1, 4, 3))
        x = draw((int(rng.integers(1, 3)), groups * inputs, *rng.integers(2, 8, 2)))
        weight, bias = draw((groups * outputs, inputs, *kernel)), draw((groups * outputs,))
        yield "conv", [x, weight, bias], [stride, padding, dilation, groups]


def torch_answers() -> dict[str, Callable[..., Any]]:
    """Return PyTorch's version of every operation, on tensors."""
    torch = import_module("torch")
    F = torch.nn.functional  # noqa: N806

    def gradient(pool: Callable[..., Any]) -> Callable[..., Any]:
        def backward(x: Any, *args: Any) -> Any:
            leaf = x.requires_grad_()
            pool(leaf, *args).sum().backward()
            return leaf.grad

        return backward

    def unpool(x: Any, kernel: list[int], stride: list[int]) -> Any:
        values, places = F.max_pool2d(x, kernel, stride, return_indices=True)
        return F.max_unpool2d(values, places, kernel, stride, 0, x.shape[-2:])

    def blur(x: Any, size: int, stride: int) -> Any:
        """Do what antialiased-cnns' BlurPool does."""
        line = torch.tensor([float(comb(size - 1, k)) for k in range(size)])
        kernel = torch.outer(line, line) / line.sum() ** 2
        before, after = (size - 1) // 2, size // 2
        padded = F.pad(x, (before, after, before, after), mode="reflect")
        channels = x.shape[1]
        return F.conv2d(
            padded, kernel.expand(channels, 1, size, size), stride=stride, groups=channels
        )

    return {
        "max": lambda x, *args: F.max_pool2d(x, *args, return_indices=True),
        "avg": F.avg_pool2d,
        "max_gradient": gradient(F.max_pool2d),
        "avg_gradient": gradient(F.avg_pool2d),
        "lp": F.lp_pool2d,
        "adaptive_avg": F.adaptive_avg_pool2d,
        "adaptive_max": lambda x, size: F.adaptive_max_pool2d(x, size, return_indices=True),
        "unpool": unpool,
        "blur": blur,
        "conv": F.conv2d,
    }


def record() -> None:
    """Ask PyTorch and write the recording."""
    torch = import_module("torch")
    torch.set_num_threads(1)
    answers = torch_answers()
    cases, numbers = [], []

    def keep(array: NDArray[Any]) -> list[Any]:
        numbers.append(array.astype(np.float64).ravel())
        return [list(array.shape), array.dtype.name]

    for operation, arrays, args in draw_calls(np.random.default_rng(20160323)):
        try:
            out = answers[operation](*(torch.from_numpy(a.copy()) for a in arrays), *args)
        except RuntimeError:
            out = None
        parts = [] if out is None else [*out] if isinstance(out, tuple) else [out]
        cases.append(
            {
                "operation": operation,
                "inputs": [keep(a) for a in arrays],
                "args": args,
                "outputs": [keep(part.detach().numpy()) for part in parts],
            }
        )
    text = json.dumps({"torch": torch.__version__, "cases": cases})
    np.savez_compressed(RECORDING, cases=np.array(text), numbers=np.concatenate(numbers))


if __name__ == "__main__":
    record()
