"""What PyTorch answered when it was asked (see record_torch.py): the same here, refusals too."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import pooling
from tests.pooling.record_torch import RECORDING
from tests.pooling.samples import same_bits

EXACT = ("max", "adaptive_max", "unpool")


def ours(operation: str, arrays: list[NDArray[Any]], args: list[Any]) -> Any:
    """Ask this package what PyTorch was asked."""
    x = arrays[0]
    match operation:
        case "max":
            return pooling.max_pool2d(x, *args, return_indices=True)
        case "avg":
            return pooling.avg_pool2d(x, *args)
        case "max_gradient":
            return pooling.max_pool2d_backward(np.ones_like(pooling.max_pool2d(x, *args)), x, *args)
        case "avg_gradient":
            return pooling.avg_pool2d_backward(np.ones_like(pooling.avg_pool2d(x, *args)), x, *args)
        case "lp":
            return pooling.lp_pool2d(x, *args)
        case "adaptive_avg":
            return pooling.adaptive_avg_pool2d(x, *args)
        case "adaptive_max":
            return pooling.adaptive_max_pool2d(x, args[0], return_indices=True)
        case "unpool":
            kernel, stride = args
            values, places = pooling.max_pool2d(x, kernel, stride, return_indices=True)
            return pooling.max_unpool2d(values, places, kernel, stride, output_size=x.shape)
        case "blur":
            return pooling.blur_pool2d(x, *args)
        case _:
            _, weight, bias = arrays
            return pooling.conv2d(x, weight, bias, *args)


def recorded() -> Iterator[tuple[str, list[NDArray[Any]], list[Any], list[NDArray[Any]]]]:
    with np.load(RECORDING) as file:
        cases, numbers = json.loads(str(file["cases"]))["cases"], file["numbers"]
    used = 0

    def take(described: list[Any]) -> NDArray[Any]:
        nonlocal used
        shape, dtype = described
        first, used = used, used + int(np.prod(shape))
        return np.asarray(numbers[first:used].reshape(shape).astype(dtype))

    for case in cases:
        arrays = [take(described) for described in case["inputs"]]
        outputs = [take(described) for described in case["outputs"]]
        yield case["operation"], arrays, case["args"], outputs
    assert used == len(numbers)


CASES = list(recorded())


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: f"{CASES[n][0]}-{n}")
def test_as_pytorch_answered(number: int) -> None:
    operation, arrays, args, expected = CASES[number]
    if not expected:
        with pytest.raises(ValueError, match=": "):
            ours(operation, arrays, args)
        return
    out = ours(operation, arrays, args)
    for mine, theirs in zip(out if isinstance(out, tuple) else (out,), expected, strict=True):
        assert mine.dtype == theirs.dtype
        if operation in EXACT:
            assert same_bits(mine, theirs)
        else:
            np.testing.assert_allclose(mine, theirs, rtol=2e-5, atol=2e-5)


def test_recording_holds_every_operation_and_refusals() -> None:
    counted = Counter(case[0] for case in CASES)
    assert len(CASES) > 400
    assert len(counted) == 10
    assert min(counted.values()) >= 20
    assert sum(not case[3] for case in CASES) >= 20
