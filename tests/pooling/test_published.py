"""Results that others have published, and the lecture's own printed output."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pooling import (
    Window2d,
    avg_pool2d,
    conv2d,
    global_avg_pool,
    max_pool2d,
    pool2d,
    strided_conv2d,
)

PUBLISHED: dict[str, Any] = json.loads(
    Path(__file__).with_name("published_window_arithmetic.json").read_text(encoding="utf-8")
)
IMG = np.array([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]])
FILT = np.array([[1, -1], [-1, 1]])


@pytest.mark.parametrize("case", PUBLISHED["cases"], ids=str)
def test_output_size(case: list[Any]) -> None:
    size, kernel, stride, padding, dilation, ceil_mode, output = case
    window = Window2d.of(kernel, stride, padding, dilation, ceil_mode)
    assert window.output_size(size, size) == (output, output)


def test_guide_to_convolution_arithmetic() -> None:
    x = PUBLISHED["input"]
    assert max_pool2d(x, 3, 1).tolist() == PUBLISHED["max_pool"]
    assert avg_pool2d(x, 3, 1).round(1).tolist() == PUBLISHED["avg_pool"]
    assert conv2d(x, PUBLISHED["kernel"]).tolist() == PUBLISHED["conv2d"]


def test_lecture_prints(capsys: pytest.CaptureFixture[str]) -> None:
    print("Original:\n", IMG)
    print("MaxPool 2x2:\n", pool2d(IMG, mode="max"))
    print("AvgPool 2x2:\n", pool2d(IMG, mode="avg"))
    print("Global Avg Pool:", global_avg_pool(IMG))
    print("Strided conv (stride=2):\n", strided_conv2d(IMG, FILT, stride=2))
    assert capsys.readouterr().out == (
        "Original:\n [[1 3 2 8]\n [4 6 5 2]\n [7 1 0 3]\n [2 9 4 1]]\n"
        "MaxPool 2x2:\n [[6. 8.]\n [9. 4.]]\n"
        "AvgPool 2x2:\n [[3.5  4.25]\n [4.75 2.  ]]\n"
        "Global Avg Pool: 3.625\n"
        "Strided conv (stride=2):\n [[ 0. -9.]\n [13. -6.]]\n"
    )
