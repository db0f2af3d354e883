"""Where a finished file goes, what it is called there, and the line that the manifest keeps."""

import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scenes.inputs.model import shown
from scenes.studio.again import command_of
from scenes.studio.failures import BadInputError
from scenes.studio.files import WholeFile
from scenes.studio.jobs import BeatsJob, FigureJob, Job, Rendered, Timing, VideoJob
from scenes.studio.manifest import (
    digest,
    locked,
    manifest_with,
    read_manifest,
    taken_by_another,
    versions,
)
from scenes.studio.names import file_stem, job_key

_ENDINGS = (
    *(".png", ".svg", ".pdf", ".eps", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"),
    *(".gif", ".mp4", ".webm", ".mov", ".avi", ".mkv"),
)
"""Of pictures and videos; other text after a dot belongs to the name, as in v1.2."""


@dataclass(frozen=True)
class Destination:
    """The media folder, and where a file goes instead if the user says so.

    Attributes:
        media: holds videos/, figures/ and the manifest.
        file: the very file to write, its ending included.
        folder: another folder for files named by the studio.
    """

    media: Path = Path("media")
    file: Path | None = None
    folder: Path | None = None

    def folder_of(self, job: Job) -> Path:
        """The folder that the job's file is written to."""
        if self.file is not None:
            return self.file.parent
        return self.folder or self.media / ("figures" if isinstance(job, FigureJob) else "videos")


def destination(media: Path, output: str | None, suffixes: tuple[str, ...]) -> Destination:
    """What the user's `--output` means: a file where it has one of the endings, else a folder.

    A name with another ending or none is a file too, unless it is a folder or ends in a slash;
    it is given the job's ending.

    Raises:
        BadInputError: it is empty, a device, or has the ending of a picture of another kind.

    >>> destination(Path("media"), "out/clip.mp4", (".mp4",)).file.name
    'clip.mp4'
    """
    if output is None:
        return Destination(media)
    if not output.strip():
        raise BadInputError("an output is a file or a folder, got an empty text: name one")
    path = Path(output)
    if output == "-" or (path.exists() and not (path.is_file() or path.is_dir())):
        raise BadInputError(
            f"an output is a file or a folder, {shown(output)} is a channel or a device: "
            "name a file"
        )
    if path.is_dir() or output.endswith(("/", "\\")):
        return Destination(media, folder=path)
    if path.suffix.lower() in suffixes:
        return Destination(media, file=path)
    if path.suffix.lower() in _ENDINGS:
        raise BadInputError(
            f"what is made ends in {' or '.join(suffixes)}, got {shown(output)}: "
            "end it so, or leave the ending out"
        )
    return Destination(media, file=path.with_name(f"{path.name}{suffixes[0]}"))


def publish(file: WholeFile, rendered: Rendered, place: Destination) -> Rendered:
    """Give a finished file its name and enter it in the manifest, if it is in the media folder.

    Returns:
        `rendered` with the path under which the file is found from now on.
    """
    job = rendered.job
    if place.file is not None and not is_inside(place.file, place.media):
        return replace(rendered, path=file.keep(place.file))
    folder = place.folder_of(job)
    usual = place.file or folder / f"{file_stem(job)}{file.path.suffix}"
    if not is_inside(folder, place.media):
        with locked(folder):
            return replace(rendered, path=file.keep(_free_name(usual, {}, job, file.path)))
    with locked(place.media):
        entries, note = read_manifest(place.media)
        entry = entries.get(_entry_name(usual, place.media), {})
        path = place.file or _free_name(usual, entry, job, file.path)
        entries[_entry_name(path, place.media)] = _entry(rendered, file.path, place)
        with manifest_with(place.media, entries):
            file.keep(path)
    return replace(rendered, path=path, note=note)


def describe(rendered: Rendered) -> dict[str, Any]:
    """A result as plain values, for `--json` and the manifest."""
    job = rendered.job
    told: dict[str, Any] = {
        "what": rendered.what,
        "topic": job.story.topic,
        "title": job.story.title(job.language if isinstance(job, BeatsJob) else None),
        "parameters": {name: _plain(value) for name, value in job.story.parameters.items()},
        "input": job.input or job.story.input_name,
        "source": job.story.source,
        "theme": job.theme.name,
    }
    if isinstance(job, FigureJob):
        told |= {
            "figure": job.figure,
            "language": job.story.language,
            "alt": job.story.figure_alt(job.figure),
        }
    if isinstance(job, BeatsJob):
        told |= {
            "language": job.language,
            "beats": list(job.wanted),
            "words": {
                beat: {
                    "caption": job.story.caption(beat, job.language),
                    "alt": job.story.alt(beat, job.language),
                }
                for beat in job.wanted
            },
        }
    if rendered.size is not None:
        told |= {"width": rendered.size[0], "height": rendered.size[1]}
    if isinstance(job, VideoJob) and rendered.timeline:
        told |= {
            "fps": job.quality.fps,
            "frames": rendered.frames,
            "seconds": rendered.frames / job.quality.fps,
            "timeline": [_plain_beat(beat, job) for beat in rendered.timeline],
        }
    return told


def _plain_beat(beat: Timing, job: VideoJob) -> dict[str, Any]:
    plain = {"beat": beat.beat, "start": beat.start, "seconds": beat.seconds}
    said = job.narration.get(beat.beat)
    return plain if said is None else plain | {"said": str(said.path), "said_for": said.seconds}


def _entry(rendered: Rendered, file: Path, place: Destination) -> dict[str, Any]:
    return {
        **describe(rendered),
        "command": shlex.join([*command_of(rendered.job), *_place_options(place)]),
        "bytes": file.stat().st_size,
        "sha256": digest(file),
        "key": job_key(rendered.job),
        "versions": versions(),
    }


def _place_options(place: Destination) -> list[str]:
    """What the command says of where the file goes."""
    words = ["--media_dir", str(place.media)] if place.media != Path("media") else []
    if place.file is not None:
        return [*words, "-o", str(place.file)]
    return words if place.folder is None else [*words, "-o", f"{place.folder}/"]


def is_inside(path: Path, media: Path) -> bool:
    """Whether a path is in the media folder, links followed."""
    return path.resolve().is_relative_to(media.resolve())


def _free_name(usual: Path, entry: dict[str, Any], job: Job, made: Path) -> Path:
    if taken_by_another(usual, entry, job, made):
        return usual.with_name(f"{usual.stem}-{job_key(job)[:6]}{usual.suffix}")
    return usual


def _entry_name(path: Path, media: Path) -> str:
    return path.resolve().relative_to(media.resolve()).as_posix()


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
