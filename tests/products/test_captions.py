"""Captions can be read: every word, in order, in time, in lines that fit."""

import datetime as dt
from pathlib import Path

import pytest
import srt as reader  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from scenes.beats import load_texts
from scenes.products.captions import FASTEST, LINE, Cue, cut, film_cues, srt, vtt
from scenes.studio.jobs import Recorded, Timing, VideoJob
from scenes.theme import DARK
from scenes.topics import discover
from scenes.topics.max_pooling.story import story

READING = 14.0
"""Characters a second that a scene's holds are made for."""

texts = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=60),
    max_size=60,
).map(" ".join)


def seconds_of(text: str) -> float:
    """As long as a scene lasts that says a text, at least."""
    return len(text) / READING + 0.2


@given(texts, st.floats(0, 5000), st.floats(1, 4))
def test_every_word_in_order_in_time_in_lines_that_fit(
    text: str, start: float, slower: float
) -> None:
    seconds = seconds_of(text) * slower
    cues = cut(text, start, seconds)
    assert "".join("".join(cue.lines) for cue in cues).replace(" ", "") == text.replace(" ", "")
    for cue in cues:
        assert 1 <= len(cue.lines) <= 2
        assert all(0 < len(line) <= LINE for line in cue.lines)
        assert len(cue.text) <= FASTEST * (cue.end - cue.start) / 1000
    times = [time for cue in cues for time in (cue.start, cue.end)]
    assert times == sorted(times)
    if cues:
        assert (times[0], times[-1]) == (round(1000 * start), round(1000 * (start + seconds)))


@given(texts)
def test_words_are_whole_where_a_line_holds_them(text: str) -> None:
    words = [word for word in text.split(" ") if word]
    if all(len(word) <= LINE for word in words):
        said = [word for cue in cut(text, 0, 60) for line in cue.lines for word in line.split(" ")]
        assert said == words


def parts(text: str) -> list[str]:
    """The cues of a text, their lines apart."""
    return ["/".join(cue.lines) for cue in cut(text, 0, 10)]


def test_cut_at_sentences_then_clauses_then_words() -> None:
    assert parts("It moves. It stays.") == ["It moves. It stays."]
    assert parts(
        "An edge filter answers this photo. Pooling throws three quarters of the answer away. "
        "What survived?"
    ) == [
        "An edge filter answers this photo.",
        "Pooling throws three quarters of/the answer away. What survived?",
    ]
    assert parts("word " * 20 + "end, " + "word " * 6) == [
        "word word word word word word/word word word word word word word",
        "word word word word word word word/end, word word word word word word",
    ]
    assert parts("Counted zeros pull a mean down, and what is left is 12 % of all.") == [
        "Counted zeros pull a mean down,/and what is left is 12 % of all."
    ]
    assert parts("") == []


def test_a_number_ends_a_sentence() -> None:
    assert parts(
        "Let windows overlap: 3×3, stride 1. One strong cell, 9, now wins all but one of 4 windows."
    ) == [
        "Let windows overlap: 3×3, stride 1.",
        "One strong cell, 9, now wins/all but one of 4 windows.",
    ]


def test_abbreviations_and_lists_of_numbers_are_not_torn() -> None:
    assert parts("Das Fenster sieht z. B. (1, 3, 4, 6), und der größte ist 6.") == [
        "Das Fenster sieht z. B./(1, 3, 4, 6), und der größte ist 6."
    ]


def test_srt_is_read_back_by_another_reader() -> None:
    cues = [*cut("One, two, three. " * 12, 1.5, 30), Cue(3_600_000, 3_601_001, ("a < b", "& c"))]
    read = list(reader.parse(srt(cues)))
    assert [each.content for each in read] == [cue.text for cue in cues]
    assert read[-1].start == dt.timedelta(hours=1)
    assert read[-1].end == dt.timedelta(hours=1, milliseconds=1001)


def test_vtt_escapes_what_would_be_markup() -> None:
    assert vtt([Cue(0, 999, ("a < b --> c & d",))]) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:00.999\na &lt; b --&gt; c &amp; d\n\n"
    )


def test_a_films_cues_follow_its_timeline() -> None:
    told = story(input=[[1, 3], [4, 6]])
    timeline = [Timing("grid", 0, 90, 15), Timing("window", 90, 75, 15)]
    cues = film_cues(VideoJob(told, DARK), timeline, begins=4.0)
    said = [" ".join(" ".join(cue.lines) for cue in cues if cue.start >= 10_000)]
    assert (cues[0].start, cues[-1].end) == (4000, 15_000)
    assert said == [told.caption("window")]


def test_captions_last_as_long_as_a_recording() -> None:
    timeline = [Timing("grid", 0, 180, 15), Timing("window", 180, 180, 15)]
    narration = {"grid": Recorded(Path("grid.wav"), 9.5), "window": Recorded(Path("w.wav"), 1.0)}
    job = VideoJob(story(input=[[1, 3], [4, 6]]), DARK, narration=narration)
    cues = film_cues(job, timeline)
    ends = {begin: max(cue.end for cue in cues if begin <= cue.start < begin + 12_000)
            for begin in (0, 12_000)}  # fmt: skip
    assert ends[0] == 9500
    # Said in a second, but nobody reads that fast.
    assert ends[12_000] == 12_000 + round(1000 * len(job.story.caption("window")) / 14)


@pytest.mark.parametrize("topic", discover())
def test_no_caption_that_ships_needs_more_than_three_cues(topic: str) -> None:
    for beat, table in load_texts(topic).items():
        if isinstance(table, dict) and "caption" in table:
            assert len(cut(table["caption"], 0, 10)) <= 3, beat
