"""Captions: what is said during a beat, cut into cues that can be read in time.

A cue has at most two lines of 42 characters. A beat lasts long enough for its text at 14 characters
a second, and each cue of it gets its share, so that none is faster than 17.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from scenes.studio.jobs import Timing, VideoJob
from scenes.studio.narration import said_for

FASTEST = 17.0
"""Characters a second that may be asked of a reader."""
LINE = 42
"""Characters of a line."""

_SENTENCE = re.compile(r"(?:\w\w|\d)[.!?…][\"'”’»)]*$")
_CLAUSE = re.compile(r"[^\W\d]{2}[”’»)\"']*[,;:]$|^[–—]$")
_TIED = re.compile(r"^[^\w(„“«\"'–—]+$")
_SHORT = 20
"""Characters below which a cue is gone before it is found."""
# What a break after a word costs: at the end of a sentence, of a clause, within one, and within
# brackets or where a sign stands apart from its number; and what a cue costs that is too short.
_AT_SENTENCE, _AT_CLAUSE, _AT_WORD, _AT_SIGN, _TOO_SHORT = 0.0, 2.0, 6.0, 12.0, 5.0


@dataclass(frozen=True)
class Cue:
    """Words that stand for a while.

    Attributes:
        start, end: in milliseconds from the film's start.
        lines: one or two.
    """

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines, one under the other."""
        return "\n".join(self.lines)


def film_cues(job: VideoJob, timeline: Iterable[Timing], begins: float = 0.0) -> list[Cue]:
    """The cues of a film; those of a beat with a recording last as long as that.

    Args:
        job: whose beats are said.
        timeline: when each plays.
        begins: seconds from the whole's start to the film's.
    """
    return [
        cue
        for beat in timeline
        for cue in cut(job.story.caption(beat.beat), begins + beat.start, said_for(job, beat))
    ]


def cut(text: str, start: float, seconds: float) -> list[Cue]:
    """A text as few cues as it takes, cut at ends of sentences, of clauses, at words.

    Args:
        text: what is said; "" has no cue.
        start: when it begins, in seconds.
        seconds: how long it lasts; each cue has its share by its length.

    >>> cut("The answer is a grid of numbers. We take a small one.", 2, 6)
    [Cue(start=2000, end=8000, lines=('The answer is a grid of numbers.', 'We take a small one.'))]
    """
    parts = _parts(text)
    lengths = [sum(map(len, lines)) + len(lines) for lines in parts]
    times = [start + seconds * sum(lengths[:at]) / (sum(lengths) or 1) for at in range(len(parts))]
    stamps = [round(1000 * time) for time in [*times, start + seconds]]
    return [
        Cue(begin, end, lines)
        for lines, begin, end in zip(parts, stamps[:-1], stamps[1:], strict=True)
    ]


def srt(cues: Iterable[Cue]) -> str:
    """Cues as SubRip text.

    >>> print(srt([Cue(500, 61_250, ("Look", "again."))]), end="")
    1
    00:00:00,500 --> 00:01:01,250
    Look
    again.
    <BLANKLINE>
    """
    return "".join(
        f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{cue.text}\n\n"
        for number, cue in enumerate(cues, 1)
    )


def vtt(cues: Iterable[Cue]) -> str:
    """Cues as WebVTT.

    >>> print(vtt([Cue(0, 1000, ("3 < 4",))]), end="")
    WEBVTT
    <BLANKLINE>
    00:00:00.000 --> 00:00:01.000
    3 &lt; 4
    <BLANKLINE>
    """
    told = "".join(
        f"{clock(cue.start)} --> {clock(cue.end)}\n{_escaped(cue.text)}\n\n" for cue in cues
    )
    return f"WEBVTT\n\n{told}"


def clock(milliseconds: int, point: str = ".") -> str:
    """A time as hours, minutes, seconds and milliseconds.

    >>> clock(3_661_007)
    '01:01:01.007'
    """
    seconds, rest = divmod(milliseconds, 1000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours:02}:{minutes:02}:{seconds % 60:02}{point}{rest:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _parts(text: str) -> list[tuple[str, ...]]:
    """The lines of each cue: as few as it takes, then the best places."""
    words = [
        word[at : at + LINE]  # one that no line holds is cut
        for word in re.split(r"[ \t\r\n]+", text)
        for at in range(0, len(word), LINE)
    ]
    # The best way to say the first so many words: cues, cost, where its last cue begins.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        ways = []
        for begin in range(end - 1, -1, -1):
            lines = _lines(words[begin:end])
            if lines is None:
                break
            cues, cost, _ = best[begin]
            size = sum(map(len, lines))
            cost += (_price(words, end) if end < len(words) else 0) + (size / LINE) ** 2
            cost += _TOO_SHORT if size < _SHORT else 0
            ways.append((cues + 1, cost, begin))
        best.append(min(ways))
    found: list[tuple[str, ...]] = []
    end = len(words)
    while end:
        begin = best[end][2]
        found.insert(0, _lines(words[begin:end]) or ())
        end = begin
    return found


def _price(words: Sequence[str], at: int) -> float:
    """What a break before a word costs."""
    if _SENTENCE.search(words[at - 1]):
        return _AT_SENTENCE
    before = "".join(words[:at])
    within = before.count("(") > before.count(")")
    if within or _TIED.match(words[at]) or _TIED.match(words[at - 1]):
        return _AT_SIGN
    return _AT_CLAUSE if _CLAUSE.search(words[at - 1]) else _AT_WORD


def _lines(words: Sequence[str]) -> tuple[str, ...] | None:
    """Words in one line or two of about one length; None where they do not fit."""
    whole = " ".join(words)
    if len(whole) <= LINE:
        return (whole,)
    if len(whole) > 2 * LINE + 1:
        return None
    ways = []
    for at in range(1, len(words)):
        upper, lower = " ".join(words[:at]), " ".join(words[at:])
        if max(len(upper), len(lower)) <= LINE:
            ways.append((2 * _price(words, at) + abs(len(upper) - len(lower)), at, upper, lower))
    return min(ways)[2:] if ways else None
