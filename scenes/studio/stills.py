"""The final pose of each beat, without drawing the motion: in seconds, not minutes."""

import time
from collections.abc import Callable

from PIL import Image

from scenes.studio.files import WholeFile
from scenes.studio.jobs import BeatsJob, Quality, Rendered, VideoJob
from scenes.studio.pixels import Frame, straight_alpha
from scenes.studio.publish import Destination, publish
from scenes.studio.workshop import temporary_files_in, temporary_workshop
from scenes.topics import CARDS, discover


class Poses:
    """A sink that keeps the final pose of each beat as a picture."""

    stills_only = True

    def __init__(self, report: Callable[[int], None]) -> None:
        self.pictures: dict[str, Image.Image] = {}
        self._report = report

    def begin(self, beat: str) -> None:
        """Not asked for."""

    def frame(self, frame: Frame, repeat: int) -> None:
        """Not asked for."""

    def still(self, beat: str, frame: Frame) -> None:
        """Keep the pose."""
        self.pictures[beat] = Image.fromarray(straight_alpha(frame.over(None)), mode="RGBA")
        self._report(len(self.pictures))


def final_poses(
    job: BeatsJob,
    quality: Quality,
    report: Callable[[int], None] = lambda _: None,
    transparent: bool = False,
) -> dict[str, Image.Image]:
    """The last frame of each of the job's beats, by id."""
    from scenes.studio.film import play  # starts Manim: not before it is needed

    poses = Poses(report)
    with temporary_workshop() as folder, temporary_files_in(folder):
        play(
            {**discover(), **CARDS}[job.story.topic].scene,
            job.story,
            poses,
            theme=job.theme,
            quality=quality,
            beats=job.wanted,
            language=job.language,
            transparent=transparent,
        )
    return poses.pictures


def render_last_frame(job: VideoJob, place: Destination) -> Rendered:
    """Write the last frame of the job's last beat as a png.

    Raises:
        OSError: the file cannot be written; nothing of it is left.
    """
    began = time.perf_counter()
    with WholeFile(place.folder_of(job), ".png") as file:
        picture = final_poses(job, job.quality, transparent=job.transparent)[job.wanted[-1]]
        (picture if job.transparent else picture.convert("RGB")).save(file.path, format="PNG")
        took = time.perf_counter() - began
        return publish(file, Rendered(file.path, "frame", job, picture.size, (), took), place)
