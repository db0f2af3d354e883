"""Saving a figure: whole or not at all, and the same bytes from the same figure."""

import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from scenes.beats import Story
from scenes.theme import LIGHT, Theme

Format = Literal["svg", "pdf", "png"]
FORMATS: tuple[Format, ...] = ("svg", "pdf", "png")


PACKED: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}}
"""A png is a tenth larger than with zlib's own choice, in two thirds of the time."""


def save_figure(
    figure: Figure,
    path: str | Path,
    *,
    format: Format,
    width_inches: float | None = None,
    dpi: float = 300,
    svg_text: bool = False,
    transparent: bool = False,
    title: str = "",
    description: str = "",
) -> Path:
    """Write a figure; the file appears whole or not at all, and is the same every time.

    Args:
        figure: as a figure function returned it; unchanged afterwards.
        path: where; its folder is made if it is missing.
        format: "svg", "pdf" or "png". PDF text can be selected and carries its font.
        width_inches: the figure is scaled to this width, type and lines included; None keeps
            its own.
        dpi: dots an inch of a png, and of what is not a line in the others.
        svg_text: whether text in an svg stays text, for readers that have Lato; else outlines.
        transparent: whether the background is left out.
        title, description: written into the file for readers who cannot see it.

    Raises:
        ValueError: an unknown format.
        OSError: the file cannot be written.
    """
    content = figure_bytes(
        figure,
        format=format,
        width_inches=width_inches,
        dpi=dpi,
        svg_text=svg_text,
        transparent=transparent,
        title=title,
        description=description,
    )
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def figure_bytes(
    figure: Figure,
    *,
    format: Format,
    width_inches: float | None = None,
    dpi: float = 300,
    svg_text: bool = False,
    transparent: bool = False,
    title: str = "",
    description: str = "",
) -> bytes:
    """The content of a figure's file; arguments as of `save_figure`.

    It is drawn in memory: what matplotlib raises when a file cannot take it hides the cause.

    Raises:
        ValueError: an unknown format.
    """
    if format not in FORMATS:
        raise ValueError(f"a figure is saved as {', '.join(FORMATS)}, got {format!r}")
    factor = width_inches / figure.get_figwidth() if width_inches else 1.0
    memory = io.BytesIO()
    with mpl.rc_context(_settings(svg_text)), _scaled(figure, factor):
        figure.savefig(
            memory,
            format=format,
            dpi=dpi,
            transparent=transparent,
            metadata=_metadata(format, title, description),
            **(PACKED if format == "png" else {}),
        )
    return memory.getvalue()


def _settings(svg_text: bool) -> Any:
    return {
        "svg.hashsalt": "zoomout",
        "svg.fonttype": "none" if svg_text else "path",
        "pdf.fonttype": 42,
        "pdf.use14corefonts": False,
        "path.simplify": False,
        "text.hinting": "no_hinting",  # else drawn type is wider than it was measured
    }


def _metadata(format: Format, title: str, description: str) -> dict[str, Any]:
    if format == "svg":
        return {"Date": None, "Creator": None, "Title": title, "Description": description}
    if format == "pdf":
        return {
            "CreationDate": None,
            "Creator": None,
            "Producer": None,
            "Title": title,
            "Subject": description,
        }
    return {"Software": None, "Title": title, "Description": description}


@contextmanager
def _scaled(figure: Figure, factor: float) -> Iterator[None]:
    """The figure with its size, type and lines multiplied for a while."""
    if factor == 1:
        yield
        return
    size = figure.get_size_inches()
    texts = [(text, text.get_fontsize()) for text in figure.findobj(Text)]
    lines: list[tuple[Any, Any]] = [
        (artist, np.asarray(artist.get_linewidth(), dtype=float))
        for artist in figure.findobj(lambda artist: isinstance(artist, Line2D | Patch | Collection))
        if isinstance(artist, Line2D | Patch | Collection)
    ]
    figure.set_size_inches(*(factor * size))
    for text, points in texts:
        text.set_fontsize(factor * float(points))
    for artist, width in lines:
        artist.set_linewidth(factor * width)
    try:
        yield
    finally:
        figure.set_size_inches(*size)
        for text, points in texts:
            text.set_fontsize(points)
        for artist, width in lines:
            artist.set_linewidth(width)


def save_figures(
    told: Story, figures: Mapping[str, Callable[[Story, Theme], Figure]], folder: Path
) -> Iterator[Path]:
    """Write every figure of a story, in the light theme, in every format.

    Args:
        told: what the figures show.
        figures: by name, as a topic's `FIGURES`.
        folder: where the files go.

    Yields:
        The path of each file, `topic-name.format`, as soon as it is written.

    Raises:
        OSError: a file cannot be written; nothing of it is left.
    """
    for name, draw in figures.items():
        for form in FORMATS:
            yield save_figure(
                draw(told, LIGHT),
                folder / f"{told.topic}-{name}.{form}",
                format=form,
                title=told.title(),
                description=told.figure_alt(name),
            )
