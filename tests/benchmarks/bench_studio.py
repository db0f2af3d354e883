"""How well the studio shares work, and how little it does where nothing or one beat changed.

Everything is measured in one run, each part in a process of its own; what counts are the ratios.
Two workers are compared by CPU time, which other work on the machine lengthens least. Run as
`python tests/benchmarks/bench_studio.py`; `make bench` does. `--topics max_pooling` takes only
that topic for all of them.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from scenes.beats import Story
from scenes.commands.running import run
from scenes.studio.cache import Cache
from scenes.studio.engine import Engine
from scenes.studio.jobs import QUALITIES, VideoJob
from scenes.studio.publish import Destination
from scenes.theme import DARK, LIGHT
from scenes.topics import discover

ROOT = Path(__file__).parents[2]
LOW = QUALITIES["l"]
TICKS = os.sysconf("SC_CLK_TCK")
BARE = (
    "import matplotlib; matplotlib.use('agg')\n"
    "import matplotlib.pyplot as plt\n"
    "figure, axes = plt.subplots()\n"
    "axes.plot([1, 2, 3])\n"
    "figure.savefig({path!r}, dpi=300)\n"
)

Row = tuple[str, str, str, str]
"""What was measured, the ratio or count, its target, and where it comes from."""
Found = Mapping[str, Any]


def cost(*command: str, **environment: str) -> Found:
    """Run a process, and whatever it starts: seconds, CPU seconds, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        text=True,
        capture_output=True,
    )
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, "said": done.stdout}


def part(name: str, folder: Path, **given: Any) -> Found:
    """Run one of `PARTS` in a process of its own; what it found, and what that cost."""
    line = [__file__, "--part", name, "--given", json.dumps({**given, "folder": str(folder)})]
    ran = cost(*line, ZOOMOUT_CACHE=str(folder / "cache"))
    return {**ran, **json.loads(ran["said"].splitlines()[-1])}


def command(folder: str, topics: Sequence[str]) -> Found:
    """What `render.py video` does, for some topics; whether that started Manim."""
    given = {"json": False, "preview": False, "no_cache": False, "cache_size": "2G"}
    given |= {"format": None, "output": None, "media_dir": Path(folder) / "media", "quality": "l"}
    given |= {"fps": None, "theme": "dark", "beats": None, "language": "en", "workers": None}
    given |= {"transparent": False, "save_last_frame": False, "scheduler": None}
    run("video", topics, {}, given)
    return {"manim": "manim" in sys.modules}


def shared(folder: str, topics: Sequence[str], workers: int) -> Found:
    """The CPU seconds of each worker, and the seconds of film."""
    from scenes.studio.videos import render_videos
    from tests.studio.processes import workers_of  # found in the parts, which run in the root

    orders = [
        (VideoJob(discover()[topic].story(), DARK, quality=LOW), Destination(Path(folder)))
        for topic in topics
    ]
    seen: dict[int, float] = {}
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            for worker in workers_of(os.getpid()):
                seen[worker] = max(seen.get(worker, 0.0), spent(worker))

    watching = threading.Thread(target=watch, daemon=True)
    began = time.process_time()
    if workers == 1:  # in this process; the import of Manim is start-up
        import manim  # noqa: F401

        for topic in topics:
            _ = discover()[topic].scene
        began = time.process_time()
    else:
        watching.start()
    made = render_videos(orders, engine=Engine(workers))
    took = time.process_time() - began
    over.set()
    film = sum(one.frames for one in made) / LOW.fps
    return {"film": film, "cpu_of": sorted(seen.values()) if workers > 1 else [took]}


def spent(process: int) -> float:
    """CPU seconds of a process; 0 where it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def changed(folder: str, topic: str) -> Found:
    """How many beats are drawn after one's text changed, and after the theme did."""
    from scenes.studio.videos import render_videos

    cache = Cache(Path(folder) / "cache", 10**10)
    place = Destination(Path(folder) / "media")
    job = VideoJob(discover()[topic].story(), DARK, quality=LOW)
    found: dict[str, Any] = {"beats": len(job.wanted)}

    def beats() -> int:
        return len(list(cache.folder.glob("*.mp4")))

    def draw(name: str, job: VideoJob) -> None:
        before, began = beats(), time.process_time()
        render_videos([(job, place)], engine=Engine(1, cache))
        found[name] = beats() - before
        found[f"{name} cpu"] = time.process_time() - began

    draw("first", job)
    usual = Story.caption

    def caption(story: Story, beat_id: str, language: str = "en") -> str:
        return usual(story, beat_id, language) + (" And more." if beat_id == job.wanted[0] else "")

    with patch.object(Story, "caption", caption):
        draw("text", job)
    draw("theme", replace(job, theme=LIGHT))
    return found


PARTS: dict[str, Callable[..., Found]] = {"command": command, "shared": shared, "changed": changed}


def rows(topics: Sequence[str]) -> Iterator[Row]:
    """Measure one line after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from sharing(folder, topics)
        yield from unchanged(folder, topics)
        found = part("changed", folder / "changed", topic=topics[0])
        share = found["text cpu"] / found["first cpu"]
        detail = f"of {found['beats']} in {topics[0]}; {share:.0%} of the CPU time"
        yield "beats drawn, one text changed", f"{found['text']}", "1", detail
        detail = f"of {found['beats']}"
        yield "beats drawn, theme changed", f"{found['theme']}", f"{found['beats']}", detail
        bare = cost("-c", BARE.format(path=str(folder / "bare.png")))
        environment = {"ZOOMOUT_CACHE": str(folder / "figures")}
        line = ["render.py", "figure", topics[0], "--media_dir", str(folder / "figures")]
        figure = cost(*line, **environment)
        detail = f"{figure['cpu']:.2f} s against {bare['cpu']:.2f} s"
        yield "figure / bare savefig, CPU", f"{figure['cpu'] / bare['cpu']:.2f}", "< 2", detail


def sharing(folder: Path, topics: Sequence[str]) -> Iterator[Row]:
    """One worker against two."""
    one, two = (part("shared", folder / f"by-{n}", topics=topics, workers=n) for n in (1, 2))
    alone, busier = one["cpu_of"][0], max(two["cpu_of"])
    detail = f"{alone:.1f} s against {busier:.1f} s; {one['film']:.0f} s of film"
    yield "one worker / busier of two, CPU", f"{alone / busier:.2f}", "≥ 1.8", detail
    balance = sum(two["cpu_of"]) / busier
    detail = ", ".join(f"{cpu:.1f} s" for cpu in two["cpu_of"])
    yield "both workers / busier of two, CPU", f"{balance:.2f}", "≥ 1.8", detail


def unchanged(folder: Path, topics: Sequence[str]) -> Iterator[Row]:
    """A second render of everything, and of one topic."""
    place = folder / "unchanged"
    part("command", place, topics=topics)
    for what, chosen, target in (("all", topics, 3), (topics[0], topics[:1], 1)):
        again = part("command", place, topics=chosen)
        if again["manim"]:
            sys.exit("an unchanged render started Manim")
        detail = f"{again['cpu']:.2f} s of it CPU; Manim is not started"
        yield f"unchanged, {what}", f"{again['wall']:.2f} s", f"< {target} s", detail


def main() -> None:
    """Measure and print the table, or one part of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topics", type=lambda text: text.split(","), default=list(discover()))
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--given", type=json.loads, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(PARTS[asked.part](**asked.given)))
        return
    table = Table("", "found", "target", "", box=None)
    for row in rows(asked.topics):
        table.add_row(*row)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    table.caption = f"{os.cpu_count()} cores; load over 1, 5 and 15 minutes: {load}"
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
