"""How numbers are written on screen: short, and never two different ones alike.

>>> write = digits_for([0.25, 0.2519, 3])
>>> write(0.25), write(0.2519), write(float("-inf")), write(-3)
('0.250', '0.252', '−∞', '−3.000')
"""

from collections.abc import Callable

import numpy as np

MINUS = "−"
MOST_CHARACTERS = 5
EXACT_DECIMALS = 2
"""Up to so many decimals, a quarter is written 0.25 and not rounded to what would suffice."""


def digits_for(values: object, most: int = MOST_CHARACTERS) -> Callable[[float], str]:
    """A function that writes numbers that keeps these values apart with few decimals.

    Values that would need more than `most` characters are written in powers of ten; where even
    that is too short to tell two values apart they are written alike, as rounding demands.

    Args:
        values: the numbers that stand in one picture, of any shape.
        most: characters that there is room for, a minus sign not counted.
    """
    array = np.asarray(values, dtype=float)
    finite = np.unique(array[np.isfinite(array)])
    decimals = _decimals(finite, most)

    def write(value: float) -> str:
        if np.isnan(value):
            return "NaN"
        if np.isinf(value):
            return f"{MINUS if value < 0 else ''}∞"
        text = f"{value:.{decimals}f}"
        if len(text.lstrip("-")) > most:
            text = _scientific(value)
        if float(text.replace("e", "E")) == 0:
            text = text.lstrip("-")
        return text.replace("-", MINUS)

    return write


def _decimals(finite: np.ndarray, most: int) -> int:
    if np.all(finite == np.rint(finite)):
        return 0
    room = max(1, most - 1 - len(str(int(np.abs(finite).max()))))
    for decimals in range(1, min(room, EXACT_DECIMALS) + 1):
        if np.allclose(np.round(finite, decimals), finite, rtol=0, atol=1e-9):
            return decimals
    for decimals in range(min(room, EXACT_DECIMALS), room + 1):
        if np.unique(np.round(finite, decimals)).size == finite.size:
            return decimals
    return room


def _scientific(value: float) -> str:
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}"


def length(value: float) -> str:
    """A length in pixels, with a comma in thousands.

    >>> length(1451), length(10.5)
    ('1,451', '10.5')
    """
    return f"{int(value):,}" if value == int(value) else f"{value:.4g}"


def by(pair: tuple[float, float]) -> str:
    """A length down and across; once, where both are the same.

    >>> by((68, 68)), by((3, 5))
    ('68', '3×5')
    """
    return length(pair[0]) if pair[0] == pair[1] else "×".join(map(length, pair))


def shape_text(shape: tuple[int, ...]) -> str:
    """A size as it is read.

    >>> shape_text((3, 3))
    '3×3'
    """
    return "×".join(str(size) for size in shape)


def percent(share: float) -> str:
    """A share of 1 as whole percent; what is not quite all is never called all.

    >>> percent(0.764), percent(0.9996), percent(0.002)
    ('76 %', '99 %', 'under 1 %')
    """
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return "under 1 %"
    return f"{min(whole, 99) if share < 1 else 100} %"
