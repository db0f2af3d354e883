"""What max pooling tells: the strongest survives.

Every array and number comes from `pooling`; the beats and their sentences follow the
parameters: a table has no photo, a window of nine cells does not speak of four.
"""

from typing import Any

from pooling import Window2d, max_pool2d, trace_pool2d
from scenes.beats import Story
from scenes.inputs import Source, read_input
from scenes.maps import READABLE, channel_index, hand_map, whole_map
from scenes.topics.max_pooling import real_map, variations, walk

Pair = int | tuple[int, int]


def story(
    *,
    input: Source = None,
    kernel_size: Pair = 2,
    stride: Pair | None = None,
    padding: Pair = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
    channel: int | str | None = None,
) -> Story:
    """The sliding max-pool window, from a photo or a table of numbers.

    Args:
        input: a photo (png, jpg, webp, tiff), a table of numbers (csv, tsv, json, npy), an array,
            or the name of a sample photo (coffee, chelsea, astronaut, rocket, grace_hopper). A
            photo is pooled as the rectified edge response of its luminance, a table as it is.
        kernel_size: height and width of the window, in cells.
        stride: cells from one window to the next; the kernel size if not given.
        padding: cells around the input that never win, at most half the kernel size.
        dilation: distance between the cells that a window looks at; above 1 leaves holes.
        ceil_mode: let the last window hang over the lower and right edge.
        channel: pool this channel as it is: 0, 1, 2 or red, green, blue of a photo, or the
            number of a channel of a table that has several.

    Raises:
        InputError: the input cannot be read, or has no such channel.
        ValueError: the window does not fit the input.

    >>> story().ids
    ('hook', 'grid', 'window', 'step', 'overlap', 'border', 'real', 'forgiving', 'gradient', 'page')
    >>> story(input=[[1, 3], [4, 6]]).ids
    ('grid', 'window', 'step', 'border', 'gradient', 'page')
    """
    given = read_input(input)
    chosen = channel_index(given, channel)
    window = Window2d.of(kernel_size, stride, padding, dilation, ceil_mode)
    settings: dict[str, Any] = {
        "kernel_size": window.kernel_size,
        "stride": window.stride,
        "padding": padding,
        "dilation": window.dilation,
        "ceil_mode": ceil_mode,
    }
    whole = whole_map(given, chosen)
    pooled = max_pool2d(whole, **settings)
    photo = given.kind == "photo"
    hand = hand_map(whole, window, photo=photo)
    trace = trace_pool2d(hand.values, **settings)
    overlap = variations.overlapping(hand.values, window, settings)
    beats = [
        real_map.hook(given.array, given.source, whole, pooled, window, chosen) if photo else None,
        real_map.grid(whole, hand),
        walk.window(trace),
        walk.step(trace),
        variations.overlap(overlap) if overlap else None,
        variations.border(hand.values, window, settings),
        real_map.real(whole, pooled, settings) if max(whole.shape) > READABLE else None,
        variations.forgiving(hand.values, window, settings),
        variations.gradient(overlap or trace),
        walk.page(trace),
    ]
    return Story(
        topic="max_pooling",
        parameters={**settings, "channel": chosen},
        input_name=given.name,
        source=given.source,
        beats=tuple(beat for beat in beats if beat),
    )
