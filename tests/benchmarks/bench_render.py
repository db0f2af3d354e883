"""How fast, how large and how true the studio's videos are beside plain `manim render`.

Everything is measured in one run, each part in a process of its own; what counts are the ratios.
Other work on the machine lengthens wall times more than CPU times: both are told. Run as
`python tests/benchmarks/bench_render.py`; `make bench` does. `--beats step,real` takes only those
beats of max pooling's default scene, which takes minutes through plain Manim.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from skimage.metrics import structural_similarity

from scenes.studio.encode import MP4, Segment
from scenes.studio.jobs import QUALITIES, VideoJob
from scenes.studio.pixels import Converter, Frame, Pixels
from scenes.studio.segments import draw_segments
from scenes.theme import DARK
from scenes.topics import discover

ROOT = Path(__file__).parents[2]
HIGH = QUALITIES["h"]
GRIDS = (4, 16, 64, 256)
GROWTH_BEATS = ("grid", "step")
GROWTH_ROUNDS = 3
"""Of which the median counts: a single round varies by a twentieth."""
LONGER = 4, 8
"""Numbers of beats, from the second on, that are drawn beside two: time against length."""
EVERY = 67
"""Each so-manieth frame is compared with what was drawn."""
CHUNK = 60
"""Frames kept in memory at a time, to be encoded alone."""

Row = tuple[str, float, str, str]
"""What was measured, the ratio, its target, and where it comes from."""
Found = Mapping[str, Any]


def cost(*command: str | Path) -> Found:
    """Run a process, and whatever it starts: seconds, CPU seconds, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
    )
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, "said": done.stdout}


def part(name: str, **given: Any) -> Found:
    """Run one of `PARTS` in a process of its own; what it found."""
    found: Found = json.loads(cost(__file__, "--part", name, "--given", json.dumps(given))["said"])
    return found


def max_pooling(beats: Sequence[str] | None, grid: int | None = None) -> VideoJob:
    """The job of the scene's default video, or of one of a map of random numbers."""
    numbers = None if grid is None else np.random.default_rng(0).integers(0, 100, (grid, grid))
    story = discover()["max_pooling"].story(input=numbers)
    return VideoJob(story, DARK, quality=HIGH, beats=tuple(beats) if beats else None)


def drawn(beats: Sequence[str] | None, grid: int | None = None) -> Found:
    """CPU time of drawing and encoding in this process, Manim's import and texts left out."""
    import manim  # noqa: F401  - start-up is not measured here

    job = max_pooling(beats, grid)
    frames: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        topic = discover()["max_pooling"]
        draw_segments(
            topic,
            job,
            job.wanted,
            Path(folder),
            lambda beat, count: None,
            lambda segment: frames.append(segment.frames),
        )
        took = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"cpu": took, "frames": sum(frames), "memory": memory}


class Alone:
    """A sink that measures what encoding alone takes, of frames converted beforehand."""

    stills_only = False

    def __init__(self, folder: Path) -> None:
        self.took, self.frames = 0.0, 0
        self._folder, self._kept = folder, list[Any]()
        self._segment: Segment | None = None

    def begin(self, beat: str) -> None:
        """Open an encoder for the beat."""
        self.finish()
        self._convert = Converter(MP4.pixel_format)
        self._segment = Segment(self._folder / f"{beat}.mp4", MP4, HIGH)

    def frame(self, frame: Frame, repeat: int) -> None:
        """Keep a frame, and encode what is kept when that is enough."""
        picture = self._convert(frame).to_ndarray()
        for _ in range(repeat):
            self._kept.append(picture)
            if len(self._kept) == CHUNK:
                self._encode()

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""

    def finish(self) -> None:
        """Encode the rest of a beat."""
        if self._segment is not None:
            self._encode()
            began = time.thread_time()
            self._segment.close()
            self.took += time.thread_time() - began

    def _encode(self) -> None:
        assert self._segment is not None
        pictures = [av.VideoFrame.from_ndarray(kept, format="yuv420p") for kept in self._kept]
        for picture in pictures:
            picture.time_base = Fraction(1, HIGH.fps)
        began = time.thread_time()
        for picture in pictures:
            self._segment.encode(picture)
        self.took += time.thread_time() - began
        self.frames += len(pictures)
        self._kept = []


def floor(beats: Sequence[str] | None) -> Found:
    """CPU time of encoding the same YUV frames from memory with the same settings."""
    from scenes.studio.film import play

    job = max_pooling(beats)
    with tempfile.TemporaryDirectory() as folder:
        alone = Alone(Path(folder))
        scene = discover()["max_pooling"].scene
        play(scene, job.story, alone, theme=DARK, quality=HIGH, beats=job.wanted)
        alone.finish()
    return {"cpu": alone.took, "frames": alone.frames}


class Sampled:
    """A sink that keeps every so-manieth frame as it was drawn: the lossless render."""

    stills_only = False

    def __init__(self) -> None:
        self.pictures: dict[int, Pixels] = {}
        self._count = 0
        self._picture: Pixels | None = None

    def begin(self, beat: str) -> None:
        """The next frame is whole."""
        self._picture = None

    def frame(self, frame: Frame, repeat: int) -> None:
        """Keep it if it is one of those that are compared."""
        self._picture = frame.over(self._picture)
        for number in range(self._count, self._count + repeat):
            if number % EVERY == EVERY // 2:
                self.pictures[number] = self._picture[..., :3].copy()
        self._count += repeat

    def still(self, beat: str, frame: Frame) -> None:
        """Not asked for."""


def likeness(beats: Sequence[str] | None, files: Mapping[str, str]) -> Found:
    """The mean SSIM of the files' frames to the drawn ones, in grey; each by its own matrix."""
    from scenes.studio.film import play

    job, lossless = max_pooling(beats), Sampled()
    scene = discover()["max_pooling"].scene
    play(scene, job.story, lossless, theme=DARK, quality=HIGH, beats=job.wanted)
    found: dict[str, float] = {}
    for name, path in files.items():
        values = []
        with av.open(path) as container:
            for number, frame in enumerate(container.decode(video=0)):
                if number in lossless.pictures:
                    tagged = frame.colorspace == 1
                    shown = frame.to_ndarray(
                        format="rgb24", src_colorspace="ITU709" if tagged else "ITU601"
                    )
                    pair = (grey(lossless.pictures[number]), grey(shown))
                    values.append(structural_similarity(*pair, data_range=255))
        if len(values) != len(lossless.pictures):
            sys.exit(f"{name} has other frames than the lossless render")
        found[name] = float(np.mean(values))
    return found


def grey(picture: NDArray[Any]) -> NDArray[np.float32]:
    """The luma of an RGB picture."""
    return picture.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)


PARTS: dict[str, Callable[..., Found]] = {"drawn": drawn, "floor": floor, "likeness": likeness}


def rows(beats: Sequence[str] | None) -> Iterator[Row]:
    """Measure one line after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = folder / "scene.py"
        scene.write_text(
            "from scenes.topics.max_pooling.video import MaxPooling as Whole\n\n\n"
            f"class MaxPooling(Whole):\n    beats = {tuple(beats) if beats else None!r}\n"
        )
        chosen = ["--beats", ",".join(beats)] if beats else []
        ours = cost(
            "render.py", "video", "max_pooling", "-qh", "--no-cache", "--json",
            "--media_dir", folder / "ours", *chosen,
        )  # fmt: skip
        theirs = cost(
            "-m", "manim", "render", "-qh", "--progress_bar", "none",
            "--media_dir", folder / "plain", scene, "MaxPooling",
        )  # fmt: skip
        (our_file,) = json.loads(ours["said"])["paths"]
        their_file = max(folder.rglob("MaxPooling.mp4"))
        # Its workers are the forkserver's children: their CPU time is not told with ours.
        detail = f"{theirs['wall']:.1f} s against {ours['wall']:.1f} s"
        yield "plain manim / studio, wall", theirs["wall"] / ours["wall"], "≥ 5", detail
        sizes = [Path(path).stat().st_size / 1e3 for path in (our_file, their_file)]
        detail = f"{sizes[0]:.0f} kB against {sizes[1]:.0f} kB"
        yield "file size, studio / plain manim", sizes[0] / sizes[1], "≤ 2", detail
        files = {"ours": str(our_file), "plain": str(their_file)}
        like = part("likeness", beats=beats, files=files)
        lost = [1 - like["ours"], 1 - like["plain"]]
        detail = f"SSIM {like['ours']:.5f} against {like['plain']:.5f}"
        yield "lost likeness, studio / plain manim", lost[0] / lost[1], "≤ 1", detail
    whole, alone = part("drawn", beats=beats), part("floor", beats=beats)
    each = [one["cpu"] / one["frames"] * 1e3 for one in (whole, alone)]
    detail = f"{each[0]:.2f} ms against {each[1]:.2f} ms; {whole['memory']:.0f} MB at most"
    yield "CPU a frame / encoding alone", each[0] / each[1], "≤ 2.5", detail
    rounds = [
        {grid: part("drawn", beats=GROWTH_BEATS, grid=grid) for grid in GRIDS}
        for _ in range(GROWTH_ROUNDS)
    ]
    for grid in GRIDS:
        found = rounds[0][grid]
        mean, smallest = (
            median(each[one]["cpu"] / each[one]["frames"] * 1e3 for each in rounds)
            for one in (grid, GRIDS[0])
        )
        target = "≤ 1.3" if grid == 64 else ""
        detail = f"{mean:.2f} ms, {found['frames']} frames; {found['memory']:.0f} MB at most"
        yield f"CPU a frame, {grid}×{grid} / {GRIDS[0]}×{GRIDS[0]}", mean / smallest, target, detail
    ids = max_pooling(None).story.ids[1:]
    few = part("drawn", beats=ids[:2])
    for count in LONGER:
        found = part("drawn", beats=ids[:count])
        means = [one["cpu"] / one["frames"] * 1e3 for one in (found, few)]
        detail = f"{means[0]:.2f} ms against {means[1]:.2f} ms; {found['memory']:.0f} MB at most"
        yield f"CPU a frame, {count} beats / 2 beats", means[0] / means[1], "", detail


def main() -> None:
    """Measure and print the table, or one part of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beats", type=lambda text: text.split(","))
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--given", type=json.loads, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(PARTS[asked.part](**asked.given)))
        return
    table = Table("", "ratio", "target", "", box=None)
    for name, ratio, target, detail in rows(asked.beats):
        table.add_row(name, f"{ratio:.2f}", target, detail)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    table.caption = f"{os.cpu_count()} cores; load over 1, 5 and 15 minutes: {load}"
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
