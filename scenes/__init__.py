"""Stories told from numbers that `pooling` computed, as videos, figures and slides.

The lecture's own two functions are here; what they need is imported when they are called.

>>> from scenes import plot_pooling_example, anim_sliding_maxpool
"""

import os
from pathlib import Path
from typing import Any

__all__ = ["anim_sliding_maxpool", "plot_pooling_example"]


def plot_pooling_example(output: str | Path | None = None, **parameters: Any) -> Path:
    """Write the lecture's pooling example: input, max and average side by side.

    Args:
        output: a png, svg or pdf file; media/figures/max_pooling_example.png if None.
        parameters: as of `scenes.topics.max_pooling.story.story`, such as an `input` of your own.

    Returns:
        The path of the figure.

    Raises:
        TypeError: `output` is no path.
        BadInputError: a parameter that does not exist, or a value that cannot be used; one line.
    """
    from scenes.studio.shortcuts import write_figure

    return write_figure("max_pooling", parameters, name="example", output=_text(output))


def anim_sliding_maxpool(output: str | Path | None = None, **parameters: Any) -> Path:
    """Write an animation of the sliding max-pool window, as a gif unless `output` ends otherwise.

    Args:
        output: a gif, mp4, webm or mov file; media/videos/max_pooling_window_step.gif if None.
        parameters: as of `scenes.topics.max_pooling.story.story`, such as an `input` of your own.

    Returns:
        The path of the animation.

    Raises:
        TypeError: `output` is no path.
        BadInputError: a parameter that does not exist, or a value that cannot be used; one line.
    """
    from scenes.studio.shortcuts import write_video

    form = "gif" if output is None else None
    return write_video(
        "max_pooling", parameters, beats="window,step", output=_text(output), format=form
    )


def _text(path: str | Path | None) -> str | None:
    return None if path is None else os.fsdecode(path)
