"""One colour for each way, in every picture of this topic."""

from scenes.theme import Theme

DASHED = ("max_blur_pooling",)
"""Ways whose lines are dashed, so that colour is not the only difference."""


def colour_of(way: str, theme: Theme) -> str:
    """The maximum as the winner, the mean as a result, strides as the window; blurred: as text.

    >>> from scenes.theme import LIGHT
    >>> colour_of("learned", LIGHT) == colour_of("single_cells", LIGHT) == LIGHT.window
    True
    """
    return {
        "max_pooling": theme.winner,
        "average_pooling": theme.output,
        "max_blur_pooling": theme.text,
    }.get(way, theme.window)


def name_of(way: str) -> str:
    """The key of the way's label: on the photo a strided convolution has nothing learned.

    >>> name_of("strided_convolution"), name_of("max_pooling")
    ('stride_alone', 'max_pooling')
    """
    return "stride_alone" if way == "strided_convolution" else way
