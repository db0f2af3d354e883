"""What a viewer could not read, or would see cut off, in a pose of a rehearsed scene."""

import numpy as np

from tests.scenes.rehearsal import Pose

SMALLEST_TYPE = 24.0
"""Pixels of a 1080-line frame."""
FASTEST_CAPTION = 17.0
"""Characters a second."""
FRAME = (-7.12, -3.0, 7.12, 4.0)
"""Left, bottom, right, top of what may be drawn on: the bottom eighth is the captions'."""


def faults(pose: Pose) -> list[str]:
    """What is too small, overlaps, is crossed by a line or leaves the frame."""
    found = [f"small: {word.text}" for word in pose.words if word.size < SMALLEST_TYPE - 0.01]
    for k, word in enumerate(pose.words):
        found += [
            f"overlap: {word.text}, {w.text}" for w in pose.words[k + 1 :] if word.overlaps(w)
        ]
        found += [f"crossed: {word.text}" for line in pose.lines if word.crossed_by(line)]
    left, bottom, right, top = FRAME
    for box in pose.boxes:
        if box[0] < left or box[1] < bottom or box[2] > right or box[3] > top:
            found.append(f"outside: {np.round(box, 2)}")
    return found
