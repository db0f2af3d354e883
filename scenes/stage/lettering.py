"""A line of text whose glyphs are read straight from what Pango wrote.

Manim hands Pango's SVG to a reader of any SVG, which parses a letter anew each time that it
occurs: two thirds of the time that a line took.
"""

import re
from functools import cache
from xml.etree import ElementTree as ET

import manim as m
import numpy as np
from numpy.typing import NDArray

_SVG = "{http://www.w3.org/2000/svg}"
_REFERENCE = "{http://www.w3.org/1999/xlink}href"
# Two ends of an outline that are nearer than this are one, as for Manim.
_NEAR = 1e-4

Points = NDArray[np.float64]


class Glyph(m.VMobject):
    """A letter of a line: by its type it is told from a line that crosses a text."""


class Lettering(m.Text):
    """Manim's text, a line of it.

    Attributes:
        above_baseline: the share of its height that lies above the baseline.
    """

    def generate_mobject(self) -> "Lettering":
        """Read the glyphs; Manim calls this before it centres and scales them."""
        root = ET.parse(self.get_file_path()).getroot()
        paths = {
            f"#{element.get('id')}": path.get("d", "")
            for element in root.iter()
            if (path := element.find(f"{_SVG}path")) is not None
        }
        places = [
            (paths[use.get(_REFERENCE, "")], float(use.get("x", 0)), float(use.get("y", 0)))
            for use in root.iter(f"{_SVG}use")
        ]
        for letter, x, y in places:
            if len(points := outline(letter)):
                glyph = Glyph(stroke_width=0, fill_opacity=1)
                glyph.points = points + np.array([x, y, 0.0])
                self.add(glyph)
        # An SVG counts downwards: its lowest numbers are the line's top.
        self.above_baseline = float((places[0][2] - self.get_bottom()[1]) / self.height)
        self.flip(m.RIGHT)
        return self


@cache
def outline(path: str) -> Points:
    """The cubic curves of an SVG path of absolute moves, lines, curves and closures.

    Returns:
        (4 n, 3), four points for each curve.

    >>> outline("M 0 0 L 3 0 Z")[:, 0].tolist()
    [0.0, 1.0, 2.0, 3.0, 3.0, 2.0, 1.0, 0.0]
    """
    curves: list[Points] = []
    here = start = np.zeros(2)

    def line_to(end: Points) -> Points:
        curves.extend((here, (here + here + end) / 3, (here + end + end) / 3, end))
        return end

    for command, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        points = np.array(numbers.split(), dtype=float).reshape(-1, 2)
        if command == "M":
            here = start = points[0]
        elif command == "L":
            here = line_to(points[0])
        elif command == "C":
            curves.extend((here, *points))
            here = points[-1]
        elif float(np.linalg.norm(here - start)) > _NEAR:
            here = line_to(start)
    flat = np.array(curves, dtype=float).reshape(-1, 2)
    return np.column_stack([flat, np.zeros(len(flat))])
