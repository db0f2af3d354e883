"""What the measured table's rows and columns are, and how its numbers are written."""

MEASURED = {
    "weights": "learnable", "consistency": "invariance", "edge": "sharpness", "share": "usage",
}  # fmt: skip
"""Rows of the lecture that a measure answers first."""
WAYS = ("max_pooling", "average_pooling", "strided_convolution")
"""Of the columns."""

ORDER = ("max_blur_pooling", "max_pooling", "average_pooling", "single_cells", "learned")
"""Ways inside trained networks, from the smoothest on."""


def written(measure: str, value: float) -> str:
    """A number of the table as it is read.

    >>> written("weights", 5494208), written("edge", 0.859), written("fine", 2.0204)
    ('5,494,208', '86 %', '2.02')
    """
    if measure == "weights":
        return f"{round(value):,}"
    if measure == "consistency":
        return f"{100 * value:.1f} %"
    return f"{round(100 * value)} %" if measure in ("edge", "share") else f"{value:.2f}"
