"""A Dask cluster on this machine against this process, and what a render on many would be made of.

The same job is drawn by 1, 2 and 4 workers, each a process of one thread that has drawn before;
below stands what decides how far more workers carry: what travels, and what a task costs by itself.
"""

import argparse
import os
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


def tasks(scheduler: str) -> tuple[float, float]:
    """Milliseconds of CPU, of scheduler and client together, of an empty task and of 10 MB back."""
    connect: Any = distributed.Client
    spent = []
    with connect(scheduler, set_as_default=False) as client:
        for size, times in ((0, 200), (10_000_000, 5)):
            began = time.process_time()
            for number in range(times):
                client.submit(bytes, size, key=f"{size}-{number}").result()
            spent.append((time.process_time() - began) / times * 1e3)
    return spent[0], spent[1]


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
    local: Any = distributed.LocalCluster
    with (
        tempfile.TemporaryDirectory() as folder,
        local(
            n_workers=0, threads_per_worker=1, dashboard_address=":0", local_directory=folder
        ) as at,
    ):
        scheduler = at.scheduler_address
        alone = 0.0
        for count in WORKERS:
            starting = time.perf_counter()
            at.scale(count)
            at.wait_for_workers(count)
            started = time.perf_counter() - starting
            warming = seconds_of(lambda: draw(job, scheduler))
            took, frames, size = draw(job, scheduler)
            alone = alone or took
            detail = f"{took:.1f} s for {frames} frames; {warming:.1f} s the first time"
            table.add_row(f"one worker / {count} workers, wall", f"{alone / took:.2f}", detail)
        facts.add_row("two workers start", f"{started:.1f} s")
        empty, heavy = tasks(scheduler)
        detail = f"{empty:.1f} ms of CPU, here and in the scheduler; {heavy:.1f} ms with 10 MB back"
        facts.add_row("an empty task", detail)
    packing = seconds_of(lambda: pack(discover()[asked.topic], job))
    travels = len(pack(discover()[asked.topic], job))
    facts.add_row("a job on its way", f"{travels / 1e6:.2f} MB, packed in {packing * 1e3:.0f} ms")
    facts.add_row(f"segments of {frames} frames", f"{size / 1e6:.2f} MB")
    whole = VideoJob(story, DARK, beats=(asked.one,), quality=replace(QUALITIES["k"], fps=15))
    cpu, frames, size = here(whole)
    facts.add_row(
        f"{asked.one} at 2160p15",
        f"{frames} frames, {cpu:.1f} s of CPU, {cpu / frames * 1e3:.1f} ms a frame, "
        f"{size / 1e6:.2f} MB",
    )
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    table.caption = f"{os.cpu_count()} cores; load over 1, 5 and 15 minutes: {load}"
    console = Console(width=110)
    console.print(table)
    console.print(facts)


if __name__ == "__main__":
    main()
