"""How sizes and jumps are written in the figures."""


def number(value: float) -> str:
    """A length in pixels, with a comma in thousands.

    >>> number(1451), number(10.5)
    ('1,451', '10.5')
    """
    return f"{int(value):,}" if value == int(value) else f"{value:.3g}"


def by(pair: tuple[float, float]) -> str:
    """A length down and across; once, where both are the same.

    >>> by((68, 68)), by((3, 5))
    ('68', '3×5')
    """
    return number(pair[0]) if pair[0] == pair[1] else "×".join(map(number, pair))
