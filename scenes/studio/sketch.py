"""What one mobject looks like: a key that tells two looks apart, its boxes of pixels, its paint.

Pixels outside the boxes are never touched, so that a picture can be mended box by box.
"""

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import manim
import numpy as np
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.studio.dirty import Box
from scenes.studio.extent import NOTHING, pixels, reach
from scenes.studio.pixels import Pixels


@dataclass(frozen=True)
class Outline:
    """The path of a shape as cairo made it.

    Attributes:
        points: those of the shape.
        form: what is painted, how wide its lines are and how they join and end.
        path: in Manim's units.
        boxes: outside of which nothing of it is painted.
    """

    points: bytes
    form: Hashable
    path: Any
    boxes: tuple[Box, ...]


@dataclass(frozen=True, eq=False)
class Sketch:
    """A mobject as it looked when it was looked at.

    Attributes:
        mobject: whose look it is; it is painted while it still looks so.
        key: equal for equal looks.
        boxes: outside of which nothing is painted.
        paint: paints it onto an array.
        outline: of a shape.
    """

    mobject: manim.Mobject
    key: Hashable
    boxes: tuple[Box, ...]
    paint: Callable[[Pixels], None]
    outline: Outline | None = None


def sketch(camera: manim.Camera, mobject: Any, before: Sketch | None, canvas: Pixels) -> Sketch:
    """The sketch of a mobject: the one before, if that has the same look.

    Args:
        camera: paints it.
        before: what the mobject last looked like, if it is known.
        canvas: shape (height, width, 4); its cairo context is borrowed to measure.
    """
    key = _key(mobject)
    if before is not None and key == before.key:
        return before
    if isinstance(mobject, manim.VMobject) and mobject.get_background_image() is None:
        return _shape(camera, mobject, key, before, canvas)
    if isinstance(mobject, AbstractImageMobject):
        left_top, right_top, left_bottom = mobject.points[:3]
        corners = np.array([left_top, right_top, left_bottom, right_top + left_bottom - left_top])
        x, y = corners[:, 0], corners[:, 1]
        context = camera.get_cairo_context(canvas)
        boxes = (pixels(context, canvas, [(x.min(), y.min(), x.max(), y.max())]),)
        return Sketch(mobject, key, boxes, lambda a: camera.display_image_mobject(mobject, a))
    height, width = canvas.shape[:2]
    kind = camera.type_or_raise(mobject)
    return Sketch(
        mobject,
        key,
        (NOTHING if kind is manim.Mobject else (0, 0, width, height),),
        lambda a: camera.display_funcs[kind]([mobject], a),
    )


def _key(mobject: Any) -> Hashable:
    """All that decides how a mobject is painted; of kinds not known here every look differs."""
    if isinstance(mobject, manim.VMobject):
        if mobject.get_background_image() is not None:
            return object()
        fill, line = mobject.get_fill_rgbas(), mobject.get_stroke_rgbas()
        behind = mobject.get_stroke_rgbas(background=True)
        gradient = len(fill) > 1 or len(line) > 1 or len(behind) > 1
        return (
            mobject.points.tobytes(),
            fill.tobytes(),
            line.tobytes(),
            behind.tobytes(),
            mobject.stroke_width,
            mobject.background_stroke_width,
            mobject.joint_type,
            mobject.cap_style,
            mobject.get_sheen_direction().tobytes() if gradient else None,
        )
    if isinstance(mobject, AbstractImageMobject):
        image = mobject.get_pixel_array()
        corners = mobject.points[:3].tobytes()
        return (corners, image.shape, image.tobytes(), mobject.resampling_algorithm)
    return object()


def _shape(
    camera: manim.Camera, mobject: Any, key: Any, before: Sketch | None, canvas: Pixels
) -> Sketch:
    """The sketch of a shape; its outline is kept, for tracing it takes longer than painting it."""
    layers = _layers(mobject, camera.cairo_line_width_multiple)
    widths = [width for width, _ in layers]
    join, cap = LINE_JOIN_MAP[mobject.joint_type], CAP_STYLE_MAP[mobject.cap_style]
    form = (*widths, join, cap)
    outline = before.outline if before is not None else None
    points = key[0]
    if outline is None or outline.points != points or outline.form != form:
        context = camera.get_cairo_context(canvas)
        context.new_path()
        if outline is not None and outline.points == points:
            context.append_path(outline.path)
        else:
            trace(context, mobject.points, mobject.tolerance_for_point_equality)
        path = context.copy_path()
        extents = []
        context.set_line_join(join)
        context.set_line_cap(cap)
        for width in widths:
            if width is None:
                extents.append(context.path_extents())
            else:
                context.set_line_width(width)
                extents.append(context.stroke_extents())
        outline = Outline(
            points, form, path, reach(context, canvas, mobject.points, widths, extents)
        )
        context.new_path()
    path = outline.path

    def paint(array: Pixels) -> None:
        brush = camera.get_cairo_context(array)
        brush.new_path()
        brush.append_path(path)
        for width, colours in layers:
            if len(colours) == 1:
                red, green, blue, alpha = colours[0]
                brush.set_source_rgba(blue, green, red, alpha)  # the array's order, not cairo's
            else:
                camera.set_cairo_context_color(brush, np.array(colours), mobject)
            if width is None:
                brush.fill_preserve()
            else:
                brush.set_line_width(width)
                brush.set_line_join(join)
                brush.set_line_cap(cap)
                brush.stroke_preserve()
        brush.new_path()

    return Sketch(mobject, key, outline.boxes, paint, outline)


def _layers(mobject: Any, line_width: float) -> list[tuple[float | None, list[list[float]]]]:
    """What is seen of a shape, from below: how wide a line, None for the filling, and its colours.

    Args:
        line_width: of a line of width 1, in Manim's units.
    """
    layers = (
        (mobject.get_stroke_width(True) * line_width, mobject.get_stroke_rgbas(True)),
        (None, mobject.get_fill_rgbas()),
        (mobject.get_stroke_width() * line_width, mobject.get_stroke_rgbas()),
    )
    return [
        (width, rgbas.tolist())
        for width, rgbas in layers
        if (width is None or width > 0) and rgbas[:, 3].any()
    ]


def trace(context: Any, points: Any, tolerance: float) -> None:
    """Add a shape's outline to a cairo path, as Manim's camera does in five times the time.

    Args:
        points: (4 n, 3), four for each cubic curve.
        tolerance: absolute one, within which two points are the same.
    """
    if not np.isfinite(points).all():
        return
    rows = points[: len(points) // 4 * 4, :2].reshape(-1, 8).tolist()
    curve_to = context.curve_to
    x = y = start_x = start_y = math.nan  # near to nothing: the first curve begins an outline
    for from_x, from_y, x1, y1, x2, y2, to_x, to_y in rows:
        moved = x != from_x or y != from_y
        if moved and not _same(x, y, from_x, from_y, tolerance):
            if _same(start_x, start_y, x, y, tolerance):
                context.close_path()
            context.new_sub_path()
            context.move_to(from_x, from_y)
            start_x, start_y = from_x, from_y
        curve_to(x1, y1, x2, y2, to_x, to_y)
        x, y = to_x, to_y
    if _same(start_x, start_y, x, y, tolerance):
        context.close_path()


def _same(x1: float, y1: float, x2: float, y2: float, tolerance: float) -> bool:
    """Whether Manim takes two points for one."""
    if x1 == x2 and y1 == y2:
        return True
    near_x = abs(x1 - x2) <= tolerance + 1e-5 * abs(x2)
    return near_x and abs(y1 - y2) <= tolerance + 1e-5 * abs(y2)
