"""Numbers as they are written on screen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.digits import digits_for


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ([1, 3, -6], "1 3 −6"),
        ([0.25, 1], "0.25 1.00"),
        ([3.5, 4.5], "3.5 4.5"),
        ([-2.527, 0.267], "−2.53 0.27"),
        ([0.1234, 0.1239], "0.123 0.124"),
        ([float("nan"), float("inf"), float("-inf"), 2], "NaN ∞ −∞ 2"),
        ([1_234_567, 8], "1.2e6 8"),
        ([-0.0, 5], "0 5"),
        ([], ""),
    ],
)
def test_numbers(values: list[float], written: str) -> None:
    write = digits_for(values)
    assert " ".join(write(value) for value in values) == written


def test_less_room_means_fewer_digits() -> None:
    assert digits_for([-2.5271, 8.3061], most=3)(-2.5271) == "−2.5"


@given(st.lists(st.floats(-999, 999).map(lambda v: round(v, 1)), min_size=1, max_size=30))
def test_numbers_with_one_decimal_stay_apart(values: list[float]) -> None:
    write = digits_for(values)
    texts = {write(value) for value in values}
    assert len(texts) == len(np.unique(np.array(values) + 0.0))
    assert all(float(text.replace("−", "-")) in values for text in texts)
