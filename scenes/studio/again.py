"""The command that makes a file again, from the job that made it."""

from collections.abc import Iterator
from dataclasses import replace

from scenes.studio.jobs import (
    DEFAULT_QUALITY,
    GIF_QUALITY,
    QUALITIES,
    BeatsJob,
    FigureJob,
    Job,
    VideoJob,
)


def command_of(job: Job) -> list[str]:
    """The words of the command, `render.py` first; what is left at its default is left out."""
    is_figure = isinstance(job, FigureJob)
    kind = "figure" if is_figure else "video" if isinstance(job, VideoJob) else "sheet"
    words = ["render.py", kind, job.story.topic]
    words += [job.figure] if isinstance(job, FigureJob) and not job.is_default else []
    words += ["--input", job.input] if job.input is not None else []
    words += _parameters(job)
    if isinstance(job, FigureJob):
        words += _figure(job)
    if isinstance(job, VideoJob):
        words += _video(job)
    if isinstance(job, BeatsJob):
        words += ["--beats", ",".join(job.beats)] if job.beats is not None else []
    language = job.language if isinstance(job, BeatsJob) else job.story.language
    words += ["--language", language] if language != "en" else []
    theme = job.theme_file or job.theme.name
    words += ["--theme", theme] if theme != ("light" if is_figure else "dark") else []
    return words


def _parameters(job: Job) -> Iterator[str]:
    for name, value in job.changed.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            yield option
        elif isinstance(value, tuple) and any(isinstance(part, str) for part in value):
            for part in value:  # names, one an option
                yield from (option, part)
        else:
            pair = isinstance(value, tuple | list)
            yield from (option, ",".join(map(str, value)) if pair else str(value))


def _figure(job: FigureJob) -> Iterator[str]:
    if job.format != "png":
        yield from ("--format", job.format)
    if job.width is not None:
        yield from ("--width", f"{job.width:g}in")
    if job.dpi != 300:
        yield from ("--dpi", str(job.dpi))
    if job.svg_text:
        yield "--svg-text"


def _video(job: VideoJob) -> Iterator[str]:
    if job.format != "mp4":
        yield from ("--format", job.format)
    usual = GIF_QUALITY if job.format == "gif" else DEFAULT_QUALITY
    fps = job.quality.fps
    if replace(job.quality, fps=usual.fps) != usual:
        for letter, quality in QUALITIES.items():
            if replace(quality, fps=fps) == job.quality:
                yield from ("-q", letter)
                usual = replace(usual, fps=usual.fps if job.format == "gif" else quality.fps)
    if fps != usual.fps:
        yield from ("--fps", str(fps))
    if job.transparent:
        yield "--transparent"
    if job.narration:
        # Each recording lies in FOLDER/TOPIC.
        first = next(iter(job.narration.values()))
        yield from ("--narration", str(first.path.parent.parent))
