"""Frames that are mended where they changed, against frames painted anew, bit for bit."""

from typing import Any

import av
import manim as m
import numpy as np
import pytest

from scenes.stage.camera import StageCamera
from scenes.stage.heat_map import HeatMap
from scenes.stage.steady import steadied
from scenes.studio import extent, film
from scenes.studio.canvas import Canvas
from scenes.studio.dirty import TILE, Box, rectangles
from scenes.studio.film import StudioRenderer
from scenes.studio.jobs import Quality
from scenes.studio.pixels import Converter, Frame, Pixels
from scenes.studio.sketch import trace
from scenes.theme import DARK, LIGHT
from scenes.topics.max_pooling.story import story
from scenes.topics.max_pooling.video import MaxPooling

SMALL_MAP = [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3]]


class Pictures:
    """A sink that compares every frame with the one that is painted anew."""

    stills_only = False

    def __init__(self) -> None:
        self.picture: Pixels | None = None
        self.frames = self.whole = 0

    def begin(self, beat: str) -> None:
        self.beat, self.picture = beat, None

    def frame(self, frame: Frame, repeat: int) -> None:
        self.picture = frame.over(self.picture)
        self.frames += 1
        self.whole += sum(p.box[2:] == self.picture.shape[1::-1] for p in frame.patches)
        expected = self.painted_anew()
        wrong = np.argwhere((self.picture != expected).any(axis=-1))
        assert not len(wrong), f"{self.beat}, frame {self.frames}: {len(wrong)} from {wrong[0]}"

    def still(self, beat: str, frame: Frame) -> None: ...

    def painted_anew(self) -> Pixels:
        """By the camera, all of the scene; set by the renderer."""
        raise NotImplementedError


class CheckedRenderer(StudioRenderer):
    """Shows its sink how Manim's camera paints the frame."""

    def init_scene(self, scene: m.Scene, session_spec: Any, file_writer_settings: Any) -> None:
        super().init_scene(scene, session_spec, file_writer_settings)

        def anew() -> Pixels:
            self.camera.reset()
            self.camera.capture_mobjects(
                [one for one in scene.mobjects if one not in scene.foreground_mobjects]
                + scene.foreground_mobjects
            )
            return np.array(self.camera.pixel_array)

        sink: Any = self._sink
        sink.painted_anew = anew


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Pictures:
    monkeypatch.setattr(film, "StudioRenderer", CheckedRenderer)
    return Pictures()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_frame_of_the_real_scene_equals_one_painted_anew(
    checked: Pictures, theme: Any
) -> None:
    told = story()
    film.play(MaxPooling, told, checked, theme=theme, quality=Quality(384, 216, 5), beats=told.ids)
    assert checked.frames > 250
    assert checked.whole < checked.frames / 2


def test_without_a_background_too(checked: Pictures) -> None:
    told = story(input=SMALL_MAP)
    film.play(
        MaxPooling, told, checked, theme=DARK, quality=Quality(320, 180, 5), beats=told.ids,
        transparent=True,
    )  # fmt: skip
    assert checked.frames > 100


def test_a_wrong_box_is_noticed(checked: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent, "_EDGE", -6)
    told = story(input=SMALL_MAP)
    with pytest.raises(AssertionError, match="from"):
        film.play(
            MaxPooling, told, checked, theme=DARK, quality=Quality(320, 180, 5), beats=told.ids
        )


def shapes(rng: np.random.Generator) -> list[m.Mobject]:
    """Mobjects of all kinds in random places, some hollow, some with sharp corners."""
    pixels = rng.random((4, 6, 3))
    found = [
        m.Square(2, stroke_width=20),
        m.Triangle(fill_opacity=0.6, color=m.RED, stroke_width=30).stretch(0.1, 0),
        m.Circle(1.5, fill_opacity=0.4, stroke_width=0),
        m.Star(fill_opacity=1).set_stroke(m.BLUE, 15, 0.5, background=True),
        m.Line(m.LEFT * 3, m.RIGHT * 3, stroke_width=3).set_color([m.RED, m.GREEN]),
        HeatMap(pixels).scale(8),
        m.VGroup(m.Dot(), m.Annulus(), m.DashedLine(m.LEFT * 9, m.RIGHT * 9)),
        m.Line(m.LEFT * 3, m.RIGHT * 3, stroke_width=12, cap_style=m.CapStyleType.SQUARE),
    ]
    for one in found:
        one.rotate(rng.uniform(0, 6)) if not isinstance(one, HeatMap) else None
        one.shift(rng.uniform(-5, 5, 3) * [1, 0.6, 0])
    frame = m.Rectangle(width=9, height=5, stroke_width=8)  # upright: taken apart
    return [*found, frame.set_stroke(m.GREEN, 16, 0.5, background=True)]


@pytest.mark.parametrize("large", [100, 10**6])
def test_whatever_is_added_moved_removed_or_reordered(
    monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(extent, "_LARGE", large)
    rng = np.random.default_rng(5)
    camera = StageCamera(pixel_width=320, pixel_height=180, background_color=m.ManimColor("#123"))
    canvas = Canvas(camera, camera.background)
    seen = shapes(rng) + shapes(rng)
    for _ in range(60):
        before = canvas.pixels.copy()
        chance = rng.random()
        if chance < 0.6:
            seen[rng.integers(len(seen))].shift(rng.normal(0, 0.3, 3) * [1, 1, 0])
        elif chance < 0.7:
            next(one for one in seen if isinstance(one, m.Star)).set_opacity(rng.random())
        elif chance < 0.8:
            next(one for one in seen if isinstance(one, HeatMap)).pixel_array[0, 0] = rng.integers(
                9
            )
        else:
            seen = [seen[index] for index in rng.permutation(len(seen))]
        shown = [one for one in seen if rng.random() < 0.95]
        changed = canvas.show(shown)
        camera.reset()
        camera.capture_mobjects(shown)
        np.testing.assert_array_equal(canvas.pixels, camera.pixel_array)
        untouched = np.ones((180, 320), bool)
        for left, top, right, bottom in changed:
            untouched[top:bottom, left:right] = False
        np.testing.assert_array_equal(canvas.pixels[untouched], before[untouched])


def test_outlines_are_traced_as_manim_does() -> None:
    rng = np.random.default_rng(7)
    camera = StageCamera(pixel_width=320, pixel_height=180)
    context = camera.get_cairo_context(camera.background.copy())
    open_line = m.VMobject().start_new_path(m.LEFT).add_line_to(m.UP).add_line_to(m.RIGHT)
    apart = m.VMobject().set_points(rng.random((12, 3)))
    nearly = m.Square()
    nearly.points[4] += 5e-7  # within Manim's tolerance
    endless = m.Circle()
    endless.points[0] = np.inf
    for shape in (m.Annulus(), open_line, apart, nearly, endless, m.VMobject(), m.Circle()):
        context.new_path()
        camera.set_cairo_context_path(context, shape)
        expected = list(context.copy_path())
        context.new_path()
        trace(context, shape.points, shape.tolerance_for_point_equality)
        assert list(context.copy_path()) == expected


def test_what_only_fades_keeps_its_points() -> None:
    square = m.Square().rotate(0.3)
    before = square.points.copy()
    fade = m.FadeOut(square)
    steadied([m.AnimationGroup(fade)])
    fade.begin()
    for alpha in (0.1, 0.3, 0.77):
        fade.interpolate(alpha)
        np.testing.assert_array_equal(square.points, before)
    assert 0 < square.get_stroke_opacity() < 1


def test_what_is_shown_again_unchanged_is_not_painted_again() -> None:
    camera = StageCamera(pixel_width=320, pixel_height=180)
    canvas = Canvas(camera, camera.background)
    square = m.Square()
    assert canvas.show([square])
    assert canvas.show([square]) == []
    assert canvas.show([m.Square().shift(20 * m.UP), square]) == []  # out of the frame


@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuva420p", "yuva444p10le", "rgb24"])
def test_patches_converted_equal_the_whole_converted(pixel_format: str) -> None:
    rng = np.random.default_rng(1)
    height, width = 270, 480
    pixels = rng.integers(0, 256, (height, width, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    by_patches = Converter(pixel_format, transparent="a" in pixel_format)
    by_patches(Frame.whole(pixels))
    for _ in range(40):
        left, top = int(rng.integers(0, width - 1)), int(rng.integers(0, height - 1))
        box: Box = (left, top, int(rng.integers(left + 1, width)), int(rng.integers(top + 1, 271)))
        part = pixels[box[1] : box[3], box[0] : box[2]]
        part[..., :3] = rng.integers(0, 256, (*part.shape[:2], 3))
        if "a" in pixel_format:
            part[..., 3] = rng.integers(0, 256, part.shape[:2])
        mended = by_patches(Frame.changed(pixels, [box]))
        whole = Converter(pixel_format, transparent="a" in pixel_format)(Frame.whole(pixels))
        assert planes(mended) == planes(whole)


def planes(frame: av.VideoFrame) -> list[bytes]:
    """The samples of each plane, row after row without what pads them."""
    return [
        b"".join(
            bytes(plane)[row * plane.line_size :][: plane.width] for row in range(plane.height)
        )
        for plane in frame.planes
    ]


def test_the_first_frame_of_a_beat_has_to_be_whole() -> None:
    pixels = np.zeros((90, 160, 4), np.uint8)
    with pytest.raises(ValueError, match=r"has to be whole: use Frame\.whole"):
        Converter("yuv420p")(Frame.changed(pixels, [(70, 70, 80, 80)]))


def test_rectangles_cover_the_boxes() -> None:
    rng = np.random.default_rng(2)
    for count in (1, 3, 40):
        corners = rng.integers(0, 300, (count, 2))
        boxes = [(int(x), int(y), int(x) + 9, int(y) + 5) for x, y in corners]
        covered = np.zeros((310, 310), int)
        for left, top, right, bottom in rectangles(boxes, 310, 310):
            assert left % TILE == top % TILE == 0
            covered[top:bottom, left:right] += 1
        assert covered.max() == 1, "none overlap"
        assert all((covered[t:b, x:r] == 1).all() for x, t, r, b in boxes)


def test_a_large_frame_is_four_thin_boxes() -> None:
    camera = StageCamera(pixel_width=640, pixel_height=360)
    canvas = Canvas(camera, camera.background)
    frame = m.Rectangle(width=8, height=6, stroke_width=4)
    changed = canvas.show([frame])
    assert len(changed) == 4
    assert sum((right - left) * (bottom - top) for left, top, right, bottom in changed) < 14_000
    assert len(canvas.show([frame.set_fill(m.RED, 0.5)])) == 5  # the frame that was, and all of it
