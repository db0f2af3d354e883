"""A Dask cluster on this machine against this process, and what a render on many would be made of.

The same job is drawn by 1, 2 and 4 workers, each a process of one thread that has drawn before;
below stands what decides how far more workers carry: what travels, and what a task costs by itself,
in CPU time that the system tells of each process. CONTRIBUTING.md quotes these figures.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import distributed
from rich.console import Console
from rich.table import Table

from scenes.studio.cluster import draw_in_cluster
from scenes.studio.division import Piece
from scenes.studio.engine import seconds_to_draw
from scenes.studio.jobs import QUALITIES, Drawn, VideoJob
from scenes.studio.remote import pack
from scenes.studio.segments import draw_segments
from scenes.studio.tally import expected_frames
from scenes.theme import DARK
from scenes.topics import discover

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.cluster.processes import Cluster, cluster, wait_for_workers

WORKERS = (1, 2, 4)


def draw(job: VideoJob, scheduler: str) -> tuple[float, int, int]:
    """Seconds, frames and bytes of a job that a cluster draws."""
    pixels = job.quality.width * job.quality.height
    costs = {
        (0, beat): seconds_to_draw(frames, pixels) for beat, frames in expected_frames(job).items()
    }
    drawn: list[Drawn] = []

    def done(piece: Piece, segment: Drawn) -> None:
        drawn.append(segment)

    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        films = [(discover()[job.story.topic], job)]
        draw_in_cluster(scheduler, films, costs, Path(folder), lambda *_: None, done)
        took = time.perf_counter() - began
        return took, sum(one.frames for one in drawn), sum(one.path.stat().st_size for one in drawn)


def here(job: VideoJob) -> tuple[float, int, int]:
    """CPU seconds, frames and bytes of a job that this process draws."""
    drawn: list[Drawn] = []
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        topic = discover()[job.story.topic]
        draw_segments(topic, job, job.wanted, Path(folder), lambda *_: None, drawn.append)
        took = time.process_time() - began
        return took, sum(one.frames for one in drawn), sum(one.path.stat().st_size for one in drawn)


def task(at: Cluster, times: int, work: Callable[..., object], given: Any) -> str:
    """Milliseconds of CPU that a task takes in each process, in words."""
    connect: Any = distributed.Client
    pids = (at.scheduler.pid, at.workers[0].pid)
    with connect(at.address, set_as_default=False) as client:
        client.submit(work, given, key="first").result()
        here, *before = time.process_time(), *(spent(pid) for pid in pids)
        for number in range(times):
            client.submit(work, given, key=f"again-{number}").result()
        found = [spent(pid) - at_first for pid, at_first in zip(pids, before, strict=True)]
        found.append(time.process_time() - here)
    scheduler, worker, client_ = (seconds / times * 1e3 for seconds in found)
    return f"{scheduler:.0f} ms in the scheduler, {worker:.0f} in a worker, {client_:.0f} here"


def spent(process: int) -> float:
    """CPU seconds of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Skipped(tuple[str, ...]):
    """Beats none of which is wanted, until the scene is over."""

    def __contains__(self, beat: object) -> bool:
        return False


def skipping(job: VideoJob) -> float:
    """CPU seconds of a scene whose beats are all skipped."""
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        topic = discover()[job.story.topic]
        beats = _Skipped(job.story.ids)
        draw_segments(topic, job, beats, Path(folder), lambda *_: None, lambda drawn: None)
    return time.process_time() - began


def seconds_of(do: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topic", default="max_pooling")
    parser.add_argument("--beats", type=lambda text: tuple(text.split(",")))
    parser.add_argument("-q", choices=list(QUALITIES), default="m", help="of the ratios")
    parser.add_argument("--one", default="window", help="the beat that is drawn in 4K")
    asked = parser.parse_args()
    story = discover()[asked.topic].story()
    job = VideoJob(story, DARK, beats=asked.beats, quality=QUALITIES[asked.q])
    table = Table("", "ratio", "", box=None)
    facts = Table("", "", box=None)
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder), workers=0) as at:
        alone = 0.0
        for count in WORKERS:
            starting = time.perf_counter()
            while len(at.workers) < count:
                at.worker()
            wait_for_workers(at, count)
            started = time.perf_counter() - starting
            warming = seconds_of(lambda: draw(job, at.address))
            took, frames, size = draw(job, at.address)
            alone = alone or took
            detail = f"{took:.1f} s for {frames} frames; {warming:.1f} s the first time"
            table.add_row(f"one worker / {count} workers, wall", f"{alone / took:.2f}", detail)
        facts.add_row("two workers start", f"{started:.1f} s")
        packed = pack(discover()[asked.topic], job)
        facts.add_row("an empty task", task(at, 200, bytes, 0))
        facts.add_row("a job on its way", task(at, 20, len, packed))
        facts.add_row("10 MB on their way back", task(at, 10, bytes, 10_000_000))
    packing = seconds_of(lambda: pack(discover()[asked.topic], job))
    facts.add_row("a job", f"{len(packed) / 1e6:.2f} MB, packed in {packing * 1e3:.0f} ms")
    facts.add_row(f"segments of {frames} frames", f"{size / 1e6:.2f} MB")
    telling = seconds_of(discover()[asked.topic].story)
    facts.add_row("telling the story", f"{telling:.2f} s")
    here(replace(job, beats=job.wanted[:1]))  # the import of Manim is start-up
    facts.add_row(f"skipping all {len(story.ids)} beats", f"{skipping(job):.1f} s of CPU")
    whole = VideoJob(story, DARK, beats=(asked.one,), quality=replace(QUALITIES["k"], fps=15))
    cpu, frames, size = here(whole)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts.add_row(
        f"{asked.one} at 2160p15",
        f"{frames} frames, {cpu:.1f} s of CPU, {cpu / frames * 1e3:.1f} ms a frame, "
        f"{size / 1e6:.2f} MB; {memory:.0f} MB of memory",
    )
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    table.caption = f"{os.cpu_count()} cores; load over 1, 5 and 15 minutes: {load}"
    console = Console(width=110)
    console.print(table)
    console.print(facts)


if __name__ == "__main__":
    main()
