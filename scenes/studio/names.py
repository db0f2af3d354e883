"""What a file is called: after topic, figure, input and the options that were changed."""

import hashlib
import json
from pathlib import Path
from typing import Any

from scenes.inputs.model import safe_name
from scenes.studio.jobs import (
    DEFAULT_QUALITY,
    GIF_QUALITY,
    BeatsJob,
    FigureJob,
    Job,
    SheetJob,
    VideoJob,
)

MAX_NAME_BYTES = 180  # file systems take 255; the rest is for digest, ending and temporary marks


def file_stem(job: Job) -> str:
    """The name of a job's file without its ending; safe in any folder.

    Whatever is asked for shows in it. Only two inputs, or two themes, of one name share it:
    `job_key` tells them apart.
    """
    parts = [job.story.topic]
    if isinstance(job, FigureJob) and not job.is_default:
        parts.append(job.figure)
    if isinstance(job, SheetJob):
        parts.append("sheet")
    if job.input is not None:
        parts.append(job.story.input_name)
    parts += [f"{name}-{safe_name(_written(value))}" for name, value in job.changed.items()]
    if isinstance(job, BeatsJob):
        parts += job.beats or ()
    language = job.language if isinstance(job, BeatsJob) else job.story.language
    parts += [language] if language != "en" else []
    if job.theme.name != ("light" if isinstance(job, FigureJob) else "dark"):
        parts.append(job.theme.name)
    if isinstance(job, VideoJob):
        usual = GIF_QUALITY if job.format == "gif" else DEFAULT_QUALITY
        parts += [job.quality.label] if job.quality != usual else []
        parts += ["transparent"] if job.transparent else []
        parts += ["narrated"] if job.narration else []
    if isinstance(job, FigureJob):
        parts += [f"{job.width:.4g}in"] if job.width is not None else []
        parts += [f"{job.dpi}dpi"] if job.dpi != 300 else []
        parts += ["text"] if job.svg_text and job.format == "svg" else []
    return _short("_".join(safe_name(part) for part in parts))


def job_key(job: Job) -> str:
    """Digits that differ where two jobs of one name are not the same.

    They were given different files then, recordings too, or options that only look alike in a name.
    """
    files = [_place(job.input), _place(job.theme_file)]
    if isinstance(job, VideoJob):
        files += [_place(str(said.path)) for said in job.narration.values()]
    options = {name: repr(value) for name, value in job.changed.items()}
    if isinstance(job, FigureJob) and job.width is not None:
        options["width"] = f"{job.width:.6f}"  # the name shows four digits
    told = [file_stem(job), files, options]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _place(file: str | None) -> str | None:
    """The file itself where there is one; a sample photo is the same from everywhere."""
    return str(Path(file).resolve()) if file is not None and Path(file).exists() else file


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        words = any(isinstance(part, str) for part in value)
        return ("-" if words else "x").join(str(part) for part in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(stem: str) -> str:
    encoded = stem.encode()
    if len(encoded) <= MAX_NAME_BYTES:
        return stem
    digest = hashlib.sha256(encoded).hexdigest()[:8]
    return f"{encoded[: MAX_NAME_BYTES - 9].decode(errors='ignore')}-{digest}"
