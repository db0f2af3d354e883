"""A Manim scene is played in this process, and its frames go to a sink."""

import contextlib
import logging
import tempfile
from collections.abc import Collection, Iterator
from typing import Any, cast

import manim

from scenes.beats import Story
from scenes.stage.camera import StageCamera
from scenes.studio.jobs import Quality
from scenes.studio.pixels import Frame
from scenes.studio.writer import SectionWriter, Sink
from scenes.theme import Theme


class StudioRenderer(manim.CairoRenderer):
    """Manim's renderer with a writer of the studio's."""

    def __init__(self, sink: Sink, beats: int) -> None:
        super().__init__(camera_class=StageCamera)
        self._sink, self._beats = sink, beats

    def init_scene(self, scene: manim.Scene, session_spec: Any, file_writer_settings: Any) -> None:
        """Take the studio's writer; Manim's settings for its own are passed by."""
        self.file_writer = SectionWriter(self._sink, self._beats)
        self.file_writer.look = lambda: self._picture(scene)

    def _picture(self, scene: manim.Scene) -> Frame:
        self.static_image = None
        self.update_frame(scene)
        return cast(Frame, self.get_frame())


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
) -> None:
    """Play the chosen beats of a scene into a sink.

    Args:
        scene: the topic's scene, a `StoryScene`; its class is left as it is.
        story: what it tells.
        sink: takes frames of shape (height, width, 4), colours multiplied by alpha.
        theme, language: of what is drawn and written in it.
        quality: pixels and frames a second.
        beats: ids of the beats that the sink is to be given; the others are skipped through.
        transparent: without the background.
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
        shown(renderer=StudioRenderer(sink, len(beats)), story=story).render()


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
