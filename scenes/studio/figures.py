"""From a story to a figure's file; Manim is never started."""

import time

from scenes.page.save import figure_bytes
from scenes.studio.files import WholeFile
from scenes.studio.jobs import FigureJob, Rendered
from scenes.studio.publish import Destination, publish
from scenes.topics import discover


def render_figure(job: FigureJob, place: Destination) -> Rendered:
    """Draw a figure and publish the file.

    Raises:
        OSError: the file cannot be written; nothing of it is left.
    """
    began = time.perf_counter()
    with WholeFile(place.folder_of(job), f".{job.format}") as file:
        file.path.write_bytes(drawn_figure(job))
        took = time.perf_counter() - began
        return publish(file, Rendered(file.path, "figure", job, took=took), place)


def drawn_figure(job: FigureJob) -> bytes:
    """Draw a figure: the bytes of its file."""
    return figure_bytes(
        discover()[job.story.topic].figures[job.figure](job.story, job.theme),
        format=job.format,
        width_inches=job.width,
        dpi=job.dpi,
        svg_text=job.svg_text,
        title=job.story.title(),
        description=job.story.figure_alt(job.figure),
    )
