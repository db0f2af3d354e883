"""Play a scene without drawing it, and note what stands on the stage at every pause."""

import tempfile
from dataclasses import dataclass, replace
from typing import Any

import manim as m
import numpy as np

from scenes.stage.type import Number
from scenes.theme import Theme

BARELY_VISIBLE = 0.02
NOWHERE = (np.inf, np.inf, -np.inf, -np.inf)
"""A box that hides nothing."""


@dataclass(frozen=True)
class Word:
    """A visible piece of text: what it says, its em in pixels at 1080 lines, and its box."""

    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Word", slack: float = 0.01) -> bool:
        """Whether two boxes share more than a hair."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.top, other.top) - max(self.bottom, other.bottom) > slack
        )

    def crossed_by(self, line: np.ndarray) -> bool:
        """Whether a line's points run through the box."""
        across, up = line[:, 0], line[:, 1]
        inside = (across > self.left) & (across < self.right)
        return bool((inside & (up > self.bottom) & (up < self.top)).any())


@dataclass(frozen=True)
class Pose:
    """What stands on the stage during a pause: its words, boxes of all that is drawn, lines."""

    beat: str
    words: tuple[Word, ...]
    boxes: tuple[tuple[float, float, float, float], ...]
    lines: tuple[np.ndarray, ...]
    last: bool = False


@dataclass(frozen=True)
class Rehearsal:
    """The poses of a scene, the seconds of each beat, and the scene as it ended."""

    poses: tuple[Pose, ...]
    seconds: dict[str, float]
    scene: Any


def rehearse(
    scene: type[Any], parameters: dict[str, Any], theme: Theme, until: str | None = None
) -> Rehearsal:
    """Play the beats of a scene, up to and with `until`, without drawing a frame."""
    poses: list[Pose] = []
    seconds: dict[str, float] = {}

    class Rehearsed(scene):
        beats = ()

        def wait(self, *args: Any, **kwargs: Any) -> None:
            super().wait(*args, **kwargs)
            beat = self.running_beat
            seconds[beat] = self.beat_seconds
            poses.append(_pose(beat, self.get_mobject_family_members()))

    Rehearsed.parameters, Rehearsed.theme = parameters, theme
    quiet = {"dry_run": True, "verbosity": "ERROR", "progress_bar": "none"}
    with (
        tempfile.TemporaryDirectory() as folder,
        m.tempconfig({"media_dir": folder, "pixel_width": 64, "pixel_height": 36, **quiet}),
    ):
        rehearsed = Rehearsed()
        rehearsed.renderer.camera.capture_mobjects = lambda *_, **__: None
        if until:
            story = rehearsed.story
            kept = story.beats[: story.ids.index(until) + 1]
            rehearsed.story = replace(story, beats=kept)
        rehearsed.render()
    following = [*(pose.beat for pose in poses[1:]), None]
    done = [
        replace(pose, last=pose.beat != after) for pose, after in zip(poses, following, strict=True)
    ]
    return Rehearsal(tuple(done), seconds, rehearsed)


def _pose(beat: str, family: list[Any]) -> Pose:
    shown = [mobject for mobject in family if _opacity(mobject) > BARELY_VISIBLE]
    boxes = [_box(mobject) if len(mobject.points) else None for mobject in shown]
    hides = np.array(
        [
            box if box and _opaque(shape) else NOWHERE
            for shape, box in zip(shown, boxes, strict=True)
        ]
    ).reshape(-1, 4)
    words = [(k, _word(item)) for k, item in enumerate(shown) if isinstance(item, m.Text | Number)]
    lines = tuple(
        _along(line.points)
        for line in shown
        if type(line) in (m.VMobject, m.Line) and len(line.points)
    )
    return Pose(
        beat,
        tuple(word for k, word in words if not _covered(word, hides[k + 1 :])),
        tuple(box for box in boxes if box),
        lines,
    )


def _opaque(mobject: Any) -> bool:
    return type(mobject) is m.VMobject and mobject.get_fill_opacity() > 0.98


def _box(mobject: Any) -> tuple[float, float, float, float]:
    points = mobject.get_points_defining_boundary()[:, :2]
    return (*points.min(axis=0), *points.max(axis=0))


def _along(points: np.ndarray) -> np.ndarray:
    """Sixty places on each cubic curve of a line."""
    curves, t = points.reshape(-1, 4, 3), np.linspace(0, 1, 60)[:, None, None]
    a, b, c, d = (curves[:, k] for k in range(4))
    places = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return np.asarray(places.reshape(-1, 3))


def _word(item: Any) -> Word:
    scale = item.height / item.natural_height if item.natural_height else 1.0
    return Word(item.text, item.em_pixels * scale, *_box(item))


def _covered(word: Word, above: np.ndarray) -> bool:
    """Whether an opaque shape drawn later hides a word; the shapes are told by their boxes."""
    left, bottom, right, top = above.T
    around = (left <= word.left) & (bottom <= word.bottom)
    return bool((around & (right >= word.right) & (top >= word.top)).any())


def _opacity(mobject: Any) -> float:
    if isinstance(mobject, m.Text):
        return max((_opacity(glyph) for glyph in mobject.submobjects), default=0.0)
    if isinstance(mobject, m.ImageMobject):
        return float(mobject.pixel_array[..., 3].max()) / 255
    if not isinstance(mobject, m.VMobject):
        return 0.0
    stroke = float(mobject.get_stroke_opacity()) if mobject.get_stroke_width() > 0 else 0.0
    return max(stroke, float(mobject.get_fill_opacity()))
