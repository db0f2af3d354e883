"""Decks of very small films, quick to make, and a reader of what a film's stream asks for."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import PictureType

from scenes.products.slides.deck import Deck, Part, Piece, Words
from scenes.studio.encode import MP4, join
from scenes.theme import DARK, Theme

FPS = 15
FRAMES = 9
NOTES = 'What is <b>said</b> & *how*: "quoted", {{ braces }} and a </aside> end.'


def film(path: Path, seed: int) -> Path:
    """Less than a second of film that no other seed gives."""
    raw = path.with_suffix(".raw.mp4")
    random = np.random.default_rng(seed)
    with av.open(str(raw), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FPS, options=dict(MP4.stream_options))
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 128, 72, "yuv420p"
        stream.codec_context.thread_count = 1
        for number in range(FRAMES):
            pixels = np.zeros((72, 128, 3), dtype=np.uint8)
            pixels[20:52, 8 * number : 8 * number + 40] = random.integers(60, 250, 3)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    join([raw], path, MP4, FPS)
    raw.unlink()
    return path


def deck(
    folder: Path, parts: int = 1, beats: int = 2, theme: Theme = DARK, logo: Path | None = None
) -> Deck:
    """A deck of so many parts of so many beats."""
    return Deck(
        title="A deck <of> two & more",
        opening=Words("A deck <of> two & more", "All of it", under="Ada Lovelace")
        if parts > 1
        else None,
        parts=tuple(
            Part(
                Words(f"Topic {part}", "An idea & a half", f"Part {part + 1}" if parts > 1 else ""),
                tuple(_piece(folder, part, beat, beats) for beat in range(beats)),
            )
            for part in range(parts)
        ),
        author="Ada Lovelace",
        logo=logo,
        language="en",
        theme=theme,
        size=(128, 72),
    )


def _piece(folder: Path, part: int, beat: int, beats: int) -> Piece:
    return Piece(
        heading=f"Topic {part} ({beat + 1}/{beats})",
        alt=f'Film {beat} of topic {part}: "a < b" & more.',
        notes=NOTES,
        captions="WEBVTT\n\n00:00:00.000 --> 00:00:00.600\nSaid.\n\n",
        film=film(folder / f"{part:02d}-{beat:02d}.mp4", 100 * part + beat),
        seconds=FRAMES / FPS,
    )


def stream_needs(path: Path) -> dict[str, int]:
    """Level, reference frames and B-frames of an H.264 film, from its sequence parameters."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        extra = stream.codec_context.extradata or b""
        kinds = {frame.pict_type for frame in container.decode(video=0)}
    size = int.from_bytes(extra[6:8], "big")
    parameters = extra[8 : 8 + size].replace(b"\0\0\3", b"\0\0")
    bits = "".join(f"{byte:08b}" for byte in parameters[4:])
    place = 0

    def number() -> int:
        nonlocal place
        zeros = bits.index("1", place) - place
        start, place = place + zeros, place + 2 * zeros + 1
        return int(bits[start:place], 2) - 1

    assert parameters[1] in (66, 77), "baseline or main, whose parameters begin as read here"
    number(), number()  # its id, the length of frame numbers
    order = number()
    if order == 0:
        number()
    return {
        "level": parameters[3],
        "references": number(),
        "b_frames": int(PictureType.B in kinds),
    }
