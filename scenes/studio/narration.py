"""A voice for videos: recordings are found by topic and beat, and the beats wait for them.

The recording of a beat is FOLDER/TOPIC/BEAT.wav, .mp3 or .m4a. Nothing outside the folder is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scenes import topics
from scenes.sound.beside import Spoken
from scenes.sound.levels import is_silent
from scenes.sound.recordings import FORMATS, RATE, RecordingError, read_recording
from scenes.studio.failures import BadInputError, nearest
from scenes.studio.jobs import Recorded, Timing, VideoJob
from scenes.studio.progress import Report
from scenes.studio.tally import READING_SPEED

BREATH = 0.5
"""Seconds between the end of a recording and the next beat."""
_KINDS = "wav, mp3 or m4a"
_OTHER_SOUNDS = (
    *(".aac", ".aif", ".aiff", ".amr", ".caf", ".flac", ".mka", ".mp2", ".mp4", ".mov"),
    *(".oga", ".ogg", ".opus", ".webm", ".wma"),
)


def narrated(
    jobs: Sequence[VideoJob], folder: Path, report: Report = lambda done, expected: None
) -> tuple[list[VideoJob], list[str]]:
    """Jobs with the recordings of a folder: a beat lasts as long as its own, and a breath.

    Args:
        jobs: a beat without a recording stays as it is.
        folder: has a folder for each topic, with recordings named as the beats are.
        report: told of the recordings that are read.

    Returns:
        The jobs, and a line on each thing in the folder that is probably meant to be a recording
        and is none of a beat's.

    Raises:
        BadInputError: one cannot be used, a beat has two, or there is none at all.
    """
    if not folder.is_dir():
        raise BadInputError(f"there is no folder {folder} of recordings: check --narration")
    found = [_files(folder, job) for job in jobs]
    if not any(found):
        example = jobs[0].story
        raise BadInputError(
            f"{folder} has no recording of {', '.join(job.story.topic for job in jobs)}: put "
            f"{_KINDS} files there, such as {folder / example.topic / example.ids[0]}.wav"
        )
    count = sum(map(len, found))
    told = []
    done = 0
    for job, files in zip(jobs, found, strict=True):
        said = {}
        for beat, path in files.items():
            said[beat] = _read(path)
            done += 1
            report(done, count)
        told.append(_with_voice(job, said))
    return told, list(dict.fromkeys(_notes(folder, jobs)))


def spoken_in(job: VideoJob, times: Iterable[Timing], start: float = 0.0) -> list[Spoken]:
    """The recordings of a job in their places.

    Args:
        times: when each beat plays.
        start: seconds from the start of the whole video to that of the job.
    """
    return [
        Spoken(start + beat.start, job.narration[beat.beat].path)
        for beat in times
        if beat.beat in job.narration
    ]


def said_for(job: VideoJob, beat: Timing) -> float:
    """Seconds in which the words of a beat are said, or can be read where that takes longer.

    Without a recording they have all of the beat.
    """
    said = job.narration.get(beat.beat)
    if said is None:
        return beat.seconds
    read = len(job.story.caption(beat.beat, job.language)) / READING_SPEED
    return min(beat.seconds, max(said.seconds, read))


def _with_voice(job: VideoJob, said: dict[str, Recorded]) -> VideoJob:
    beats = tuple(
        replace(beat, lasts=said[beat.id].seconds + BREATH) if beat.id in said else beat
        for beat in job.story.beats
    )
    try:
        return replace(job, story=replace(job.story, beats=beats), narration=said)
    except ValueError as error:
        raise BadInputError(str(error)) from error


def _files(folder: Path, job: VideoJob) -> dict[str, Path]:
    """The recordings of the beats that are wanted, each a file in the folder."""
    found: dict[str, Path] = {}
    for path in _inside(folder / job.story.topic):
        if path.suffix.lower() not in FORMATS or path.stem not in job.wanted:
            continue
        if path.stem in found:
            raise BadInputError(
                f"the beat {path.stem} of {job.story.topic} has two recordings, "
                f"{found[path.stem].name} and {path.name}: leave one of them in {path.parent}"
            )
        if not path.resolve().is_relative_to(folder.resolve()):
            raise BadInputError(f"{path} is a link out of {folder}: put the recording itself there")
        if not path.is_file():  # a pipe would be waited for
            raise BadInputError(f"{path} is no ordinary file: put a {_KINDS} recording there")
        found[path.stem] = path
    return {beat: found[beat] for beat in job.wanted if beat in found}


def _inside(folder: Path) -> list[Path]:
    """What a folder holds, hidden files left out."""
    if not folder.is_dir():
        return []
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        why = (error.strerror or "").lower()
        raise BadInputError(f"{folder} cannot be read ({why}): check its permissions") from error


def _read(path: Path) -> Recorded:
    try:
        voice = read_recording(path)
    except RecordingError as error:
        raise BadInputError(str(error)) from error
    if is_silent(voice):
        raise BadInputError(f"nobody is heard in {path}: check the microphone, and record it again")
    return Recorded(path, len(voice) / RATE)


def _notes(folder: Path, jobs: Sequence[VideoJob]) -> Iterator[str]:
    known = list(topics.discover())
    for path in _inside(folder):
        if path.is_dir() and path.name not in known:
            yield f"{path} is not looked at: {nearest('topic', path.name, known)}"
        elif path.suffix.lower() in (*FORMATS, *_OTHER_SOUNDS):
            yield f"{path} is not heard: put it into the folder of its topic, {folder}/TOPIC/"
    for job in jobs:
        for path in _inside(folder / job.story.topic):
            if path.suffix.lower() in _OTHER_SOUNDS:
                yield f"{path} is not heard: save it as {_KINDS}"
            elif path.suffix.lower() in FORMATS and path.stem not in job.story:
                yield f"{path} is not heard: {nearest('beat', path.stem, job.story.ids)}"
