"""Recordings made by NumPy, written and read back by PyAV."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from scenes.sound.recordings import RATE

Samples = NDArray[np.float32]
ENCODERS = {".wav": "pcm_s16le", ".mp3": "mp3", ".m4a": "aac"}


def talk(seconds: float, level: float = 0.1, seed: int = 0) -> Samples:
    """Something like speech: syllables of noise and tone, with pauses between them."""
    t = np.arange(round(seconds * RATE)) / RATE
    noise = np.random.default_rng(seed).normal(0, 0.3, len(t))
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * t), 0, 1) * (0.6 + 0.4 * np.sin(2 * np.pi * t / 3))
    tone = np.sin(2 * np.pi * 170 * t) + 0.5 * np.sin(2 * np.pi * 510 * t)
    return (level * syllables * (tone + noise)).astype(np.float32)


def clicks(seconds: float, *times: float) -> Samples:
    """Two milliseconds of a high tone at each of some times, in silence."""
    voice = np.zeros(round(seconds * RATE), np.float32)
    t = np.arange(round(0.002 * RATE)) / RATE
    for time in times:
        at = round(time * RATE)
        voice[at : at + len(t)] = 0.5 * np.sin(2 * np.pi * 3000 * t)
    return voice


def write(path: Path, voice: Samples, rate: int = RATE, channels: int = 1) -> Path:
    """A recording with one voice on all channels, encoded as the file's ending says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    layout = {1: "mono", 2: "stereo"}[channels]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(ENCODERS[path.suffix.lower()], rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        both = np.ascontiguousarray(np.stack([voice] * channels))
        frame = av.AudioFrame.from_ndarray(both, format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
        for part in (frame, None):
            container.mux(stream.encode(part))
    return path


def heard(path: Path) -> Samples:
    """What both sides of a video's sound have in the mean, 48 000 samples a second."""
    mixer = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    parts: list[Samples] = []
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            if not parts and frame.time:  # a sound that begins late
                parts.append(np.zeros(round(frame.time * RATE), np.float32))
            parts += [part.to_ndarray().mean(axis=0) for part in mixer.resample(frame)]
        parts += [part.to_ndarray().mean(axis=0) for part in mixer.resample(None)]
    return np.concatenate(parts)


def onsets(voice: Samples, apart: float = 0.2) -> list[float]:
    """Seconds at which clicks begin."""
    loud = np.flatnonzero(np.abs(voice) > 0.3 * np.abs(voice).max()) / RATE
    return [float(time) for time, before in zip(loud, [-1.0, *loud], strict=False)
            if time - before > apart]  # fmt: skip
