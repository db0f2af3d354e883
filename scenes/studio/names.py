"""What a file is called: after topic, figure, input and the options that were changed."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenes.inputs.model import safe_name
from scenes.studio.jobs import DEFAULT_QUALITY, GIF_QUALITY, FigureJob, Job, SheetJob, VideoJob

MAX_NAME_BYTES = 180  # file systems take 255; the rest is for digest, ending and temporary marks


def file_stem(job: Job) -> str:
    """The name of a job's file without its ending; safe in any folder.

    Different jobs may share it (two photos of one name): `job_key` tells them apart.
    """
    parts = [job.story.topic]
    if isinstance(job, FigureJob) and not job.is_default:
        parts.append(job.figure)
    if isinstance(job, SheetJob):
        parts.append("sheet")
    if job.input is not None:
        parts.append(job.story.input_name)
    parts += [f"{name}-{safe_name(_written(value))}" for name, value in job.changed.items()]
    if not isinstance(job, FigureJob):
        parts += job.beats or ()
        parts += [job.language] if job.language != "en" else []
    if job.theme.name != ("light" if isinstance(job, FigureJob) else "dark"):
        parts.append(job.theme.name)
    if isinstance(job, VideoJob):
        usual = GIF_QUALITY if job.format == "gif" else DEFAULT_QUALITY
        parts += [job.quality.label] if job.quality != usual else []
        parts += ["transparent"] if job.transparent else []
    if isinstance(job, FigureJob):
        parts += [f"{job.width:.4g}in"] if job.width is not None else []
        parts += [f"{job.dpi}dpi"] if job.dpi != 300 and job.format == "png" else []
    return _short("_".join(safe_name(part) for part in parts))


def job_key(job: Job) -> str:
    """Digits that differ whenever two jobs that may share a name are not the same job."""
    told = {
        "kind": type(job).__name__,
        "topic": job.story.topic,
        "changed": _plain(job.changed),
        "input": None if job.input is None else str(Path(job.input).resolve()),
        "theme": repr(job.theme),
        "figure": getattr(job, "figure", None),
        "beats": getattr(job, "beats", None),
        "language": getattr(job, "language", None),
        "quality": repr(getattr(job, "quality", None)),
        "transparent": getattr(job, "transparent", None),
        "width": getattr(job, "width", None),
        "dpi": getattr(job, "dpi", None),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return "x".join(str(part) for part in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(v) if isinstance(v, tuple) else v for name, v in options.items()}


def _short(stem: str) -> str:
    encoded = stem.encode()
    if len(encoded) <= MAX_NAME_BYTES:
        return stem
    digest = hashlib.sha256(encoded).hexdigest()[:8]
    return f"{encoded[: MAX_NAME_BYTES - 9].decode(errors='ignore')}-{digest}"
