"""Exercise 1: the project's max pooling and PyTorch's on the same numbers, value by value."""

import os
import time
from collections.abc import Callable

import numpy as np
import torch

from pooling import max_pool2d
from pooling.measured import MaxPoolingComparison, Setting

SETTINGS = (
    ("a map of CIFAR-10's size", (1, 32, 32, 32), 2, 2, 0),
    ("64 maps of 112x112", (1, 64, 112, 112), 2, 2, 0),
    ("overlapping windows, as in AlexNet", (1, 96, 55, 55), 3, 2, 0),
    ("overlapping windows with padding, as in ResNet", (8, 64, 112, 112), 3, 2, 1),
)
CALLS = 60
"""Of each, the two taking turns; the fastest counts, since a busy machine only slows down."""


def compare_max_pooling(versions: dict[str, str]) -> MaxPoolingComparison:
    """Pool random numbers with both, on one thread, and count the values that are equal."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        settings = tuple(_compared(*setting) for setting in SETTINGS)
    finally:
        torch.set_num_threads(threads)
    return MaxPoolingComparison(os.cpu_count() or 1, 1, versions, settings)


def _compared(
    name: str, shape: tuple[int, ...], kernel_size: int, stride: int, padding: int
) -> Setting:
    x = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    tensor = torch.from_numpy(x)
    theirs = torch.nn.MaxPool2d(kernel_size, stride, padding)
    expected = theirs(tensor).numpy()
    own_seconds = torch_seconds = float("inf")
    for _ in range(CALLS):
        own_seconds = min(
            own_seconds, _seconds(lambda: max_pool2d(x, kernel_size, stride, padding))
        )
        torch_seconds = min(torch_seconds, _seconds(lambda: theirs(tensor)))
    equal = max_pool2d(x, kernel_size, stride, padding) == expected
    return Setting(
        name, shape, kernel_size, stride, padding, int(equal.sum()), equal.size,
        round(own_seconds, 7), round(torch_seconds, 7),
    )  # fmt: skip


def _seconds(call: Callable[[], object]) -> float:
    before = time.thread_time()  # of this thread alone: time given to others does not count
    call()
    return time.thread_time() - before
