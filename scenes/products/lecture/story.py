"""The cards of a lecture as stories of one beat: the opening, and one before each topic.

A card is drawn, kept and joined as any beat is. Nothing is said over it: it stands as long as its
words are read.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from pooling import avg_pool2d
from scenes.beats import Beat, Story
from scenes.inputs import InputError, read_input
from scenes.products.description import Chapter, Lecture
from scenes.products.logo import read_logo

READING_SPEED = 10.0
"""Characters a second: a title is larger than a caption, but new."""
SIDE = 256
"""Cells along the picture of the opening card, before it is pooled."""
STEPS = (4, 4)
"""Kernel sizes and strides of the means that it is pooled by, one after the other."""
PAUSE = 1.4
"""Seconds that a card stands still, at least."""


def opening(lecture: Lecture) -> Story:
    """The title card: title, author, logo, and a picture that is pooled.

    The picture is the photo of the first topic that has one of the user's, else the sample photo.
    """
    maps = _maps(next((chapter.input for chapter in lecture.chapters if chapter.input), None))
    values = {
        "title": lecture.title,
        "tagline": lecture.cards.tagline(),
        "author": lecture.author,
        "cells": ", ".join(f"{level.shape[0]}×{level.shape[1]}" for level in maps),
    }
    data: dict[str, Any] = {"maps": maps}
    if lecture.logo is not None:
        data["logo"] = read_logo(lecture.logo)
    words = lecture.title + values["tagline"] + lecture.author
    return _card(lecture, Beat("opening", data, values, hold=_hold(words, 5.0)))


def chapter(lecture: Lecture, number: int, told: Chapter) -> Story:
    """The card before a topic.

    Args:
        number: of the topic, from 1.
        told: the topic.
    """
    title, tagline = told.story.title(), told.story.tagline()
    count = len(lecture.chapters)
    values = {"number": number, "count": count, "title": title, "tagline": tagline}
    beat = Beat(
        "chapter", {"number": number, "count": count}, values, hold=_hold(title + tagline, 1.5)
    )
    return _card(lecture, beat)


def _card(lecture: Lecture, beat: Beat) -> Story:
    return replace(lecture.cards, beats=(beat,))


def _hold(words: str, moving: float) -> float:
    """Seconds that a card stands still, whose words are read while it moves, too."""
    return round(max(PAUSE, len(words) / READING_SPEED - moving), 1)


def _maps(input: str | None) -> tuple[np.ndarray, ...]:
    """A square of a photo, and the means of its cells, of (height, width, 3)."""
    try:
        photo = read_input(input)
    except InputError:
        photo = read_input()
    if photo.kind != "photo" or min(photo.array.shape[:2]) < SIDE:
        photo = read_input()
    height, width = photo.array.shape[:2]
    side = min(height, width) // SIDE * SIDE
    top, left = (height - side) // 2, (width - side) // 2
    square = photo.array[top : top + side, left : left + side].transpose(2, 0, 1)
    levels = [avg_pool2d(square, side // SIDE)]
    for kernel in STEPS:
        levels.append(avg_pool2d(levels[-1], kernel))
    return tuple(np.asarray(level).transpose(1, 2, 0) for level in levels)
