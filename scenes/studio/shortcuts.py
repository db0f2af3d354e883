"""A figure or a video from Python in one call, with the command line's defaults."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from scenes.inputs import read_input
from scenes.studio.failures import nearest
from scenes.studio.make import make
from scenes.studio.prepare import Order, check_places, figure_orders, video_orders

_FIGURE = {
    "name": None, "format": (), "theme": "light", "width": None, "dpi": 300, "svg_text": False,
    "language": "en",
}  # fmt: skip
_VIDEO = {
    "format": None, "theme": "dark", "quality": None, "fps": None, "beats": None,
    "language": "en", "transparent": False, "save_last_frame": False,
}  # fmt: skip
_PLACE = {"output": None, "media_dir": Path("media")}


def write_figure(topic: str, parameters: Mapping[str, Any], **options: Any) -> Path:
    """Write a figure of a topic.

    Args:
        topic: its name.
        parameters: of the topic's story; the input may be an array too.
        options: as on the command line: name, output, format (a tuple), theme, language, width,
            dpi, svg_text, media_dir.

    Returns:
        The path of the file.

    Raises:
        BadInputError: something asked for cannot be had; one line.
        OSError: the file cannot be written; nothing of it is left.
    """
    given = _given({**_FIGURE, **_PLACE}, options)
    return _write(figure_orders(topic, _plain(parameters), given)[0])


def write_video(topic: str, parameters: Mapping[str, Any], **options: Any) -> Path:
    """Write a video or a gif of a topic; arguments, result and errors as of `write_figure`.

    Options are output, format, theme, quality, fps, beats, language, transparent,
    save_last_frame, media_dir.
    """
    given = _given({**_VIDEO, **_PLACE}, options)
    return _write(video_orders(topic, _plain(parameters), given)[0])


def _given(usual: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    for name in options:
        if name not in usual:
            raise nearest("option", name, usual)
    return {**usual, **options}


def _plain(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the story takes them: a pair may come as an array or a list."""
    return {
        name: value if name == "input" else _as_python(value) for name, value in parameters.items()
    }


def _as_python(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    return tuple(value) if isinstance(value, list) else value


def _write(order: Order) -> Path:
    job = order.job
    if job.input is not None and not isinstance(job.input, str):
        # Manifest and file name want a word: the path, or what tells one array from another.
        path = isinstance(job.input, os.PathLike)
        word = os.fspath(job.input) if path else f"array-{read_input(job.input).digest()[:8]}"
        job = replace(job, input=word)
    order = Order(job, order.place)
    check_places([order])
    return make([order])[0].path
