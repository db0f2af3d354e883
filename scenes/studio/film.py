"""A Manim scene is played in this process, and its frames go to a sink."""

import contextlib
import logging
import tempfile
from collections.abc import Collection, Iterator
from typing import Any

import manim
from manim.utils.iterables import list_update

from scenes.beats import Story
from scenes.stage.camera import StageCamera
from scenes.studio.canvas import Canvas
from scenes.studio.dirty import Box
from scenes.studio.jobs import Quality
from scenes.studio.parts import NextPart
from scenes.studio.pixels import Frame, Pixels
from scenes.studio.writer import SectionWriter, Sink
from scenes.theme import Theme


class StudioRenderer(manim.CairoRenderer):
    """Manim's renderer with a writer of the studio's; a frame is mended where it changed.

    What stands still during an animation is painted on one canvas, and what may move on another
    above it.
    """

    def __init__(self, sink: Sink, beats: int, next_part: NextPart | None = None) -> None:
        super().__init__(camera_class=StageCamera)
        self._sink, self._beats, self._next_part = sink, beats, next_part
        self._background: Pixels | None = None
        self._stale: list[Box] = []  # where the still canvas is newer than the one above
        self._changed: list[Box] = []  # since the last frame

    def init_scene(self, scene: manim.Scene, session_spec: Any, file_writer_settings: Any) -> None:
        """Take the studio's writer; Manim's settings for its own are passed by."""
        self.file_writer = SectionWriter(self._sink, self._beats, self._next_part)
        self.file_writer.look = lambda: self._picture(scene)

    def play(self, scene: manim.Scene, *played: Any, **settings: Any) -> None:
        """Play animations, or wait; the writer is told of the time."""
        if not isinstance(played[0], manim.Wait):
            self.file_writer.animation_comes()
        super().play(scene, *played, **settings)
        self.file_writer.played(scene.duration)

    def save_static_frame_data(self, scene: manim.Scene, static_mobjects: Any) -> None:
        """Paint what stands still during the animation that begins."""
        if not self.skip_animations:
            self._prepare()
            self._stale += self._still.show(static_mobjects)

    def update_frame(self, scene: manim.Scene, mobjects: Any = None, **_: Any) -> None:
        """Paint what may move, above what stands still; or everything, if nothing is named."""
        if mobjects is None:
            self._prepare()
            self._stale += self._still.show(())
            mobjects = list_update(scene.mobjects, scene.foreground_mobjects)
        elif self.skip_animations:
            return
        self._changed += self._moving.show(mobjects, self._stale)
        self._stale = []

    def get_frame(self) -> Frame:
        """What is painted, as what changed since this was last asked for."""
        boxes, self._changed = self._changed, []
        if self.file_writer.wants_whole:
            return Frame.whole(self._moving.pixels)
        return Frame.changed(self._moving.pixels, boxes)

    def render(self, scene: manim.Scene, time: float, moving_mobjects: Any = None) -> None:
        """Paint and write a frame."""
        if not self.skip_animations:
            super().render(scene, time, moving_mobjects)

    def freeze_current_frame(self, duration: float) -> None:
        """Hold the frame."""
        if not self.skip_animations:
            super().freeze_current_frame(duration)

    def _picture(self, scene: manim.Scene) -> Frame:
        self.update_frame(scene)
        return self.get_frame()

    def _prepare(self) -> None:
        """Take new canvases where the scene has a new background."""
        if self._background is not self.camera.background:
            self._background = self.camera.background
            self._still = Canvas(self.camera, self._background)
            self._moving = Canvas(self.camera, self._still.pixels)


def play(
    scene: type[Any],
    story: Story,
    sink: Sink,
    *,
    theme: Theme,
    quality: Quality,
    beats: Collection[str],
    language: str = "en",
    transparent: bool = False,
    next_part: NextPart | None = None,
) -> None:
    """Play the chosen beats of a scene into a sink.

    Args:
        scene: the topic's scene, a `StoryScene`; its class is left as it is.
        story: what it tells.
        sink: takes the frames, each as what changed since the one before.
        theme, language: of what is drawn and written in it.
        quality: pixels and frames a second.
        beats: ids of the beats that the sink is to be given; the others are skipped through.
        transparent: without the background.
        next_part: asked where a beat may be split; None splits none.
    """
    shown = type(
        scene.__name__,
        (scene,),
        {
            "__module__": scene.__module__,
            "parameters": dict(story.parameters),
            "theme": theme,
            "beats": beats,
            "language": language,
        },
    )
    with _manim_at(quality, transparent):
        shown(renderer=StudioRenderer(sink, len(beats), next_part), story=story).render()


@contextlib.contextmanager
def _manim_at(quality: Quality, transparent: bool) -> Iterator[None]:
    """Manim set up for one film, with a private media folder; as it was before, afterwards.

    Manim writes and unlinks the pictures of texts in its media folder: two renders that share
    one fail now and then.
    """
    logger = logging.getLogger("manim")
    level = logger.level
    with tempfile.TemporaryDirectory(prefix="zoomout-") as folder:
        settings = {
            "media_dir": folder,
            "renderer": "cairo",
            "pixel_width": quality.width,
            "pixel_height": quality.height,
            "frame_rate": quality.fps,
            "format": "png" if transparent else "mp4",  # only a plan: Manim writes nothing
            "transparent": transparent,
            "background_opacity": 0.0 if transparent else 1.0,
            "disable_caching": True,
            "progress_bar": "none",
            "dry_run": False,
            "preview": False,
            "save_sections": False,
            "from_animation_number": 0,
            "upto_animation_number": -1,
        }
        with manim.tempconfig(settings):
            logger.setLevel(logging.ERROR)
            try:
                yield
            finally:
                logger.setLevel(level)
