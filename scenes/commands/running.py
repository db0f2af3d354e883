"""Jobs are handed to the studio, and the files that come back are told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from scenes.studio.failures import BadInputError, answering

Options = Mapping[str, Any]
UNITS = {"video": "frames", "figure": "figures", "sheet": "beats"}


def run(kind: str, topics: Sequence[str], asked: Options, given: Options) -> None:
    """Hand the jobs of a command to the studio, and report the files."""
    from scenes.studio import prepare
    from scenes.studio.make import make
    from scenes.studio.progress import progress

    orders_of = {
        "video": prepare.video_orders,
        "figure": prepare.figure_orders,
        "sheet": prepare.sheet_orders,
    }[kind]
    # Everything is checked, and every story told, before the first picture is drawn.
    orders = [order for topic in topics for order in orders_of(topic, asked, given)]
    prepare.check_places(orders)
    if given.get("narration") is not None:
        jobs = with_voice([order.job for order in orders], given["narration"])
        orders = [replace(order, job=job) for order, job in zip(orders, jobs, strict=True)]
    engine = engine_of(given) if kind == "video" else None
    what = topics[0] if len(topics) == 1 else f"{len(topics)} topics"
    with progress(what, UNITS[kind]) as tell:
        made = make(orders, tell, engine)
    report(made, given)


def with_voice(jobs: Sequence[Any], folder: Path) -> Sequence[Any]:
    """The jobs of videos, with the recordings of a folder; what is of no use there is told."""
    from scenes.studio.narration import narrated
    from scenes.studio.progress import progress

    with progress(str(folder), "recordings") as tell:
        told, notes = narrated(jobs, folder, tell)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    return told


def engine_of(given: Options) -> Any:
    """The means that a video is rendered with."""
    from scenes.studio.engine import Engine
    from scenes.studio.prepare import cache_of

    if given["workers"] and given["scheduler"]:
        raise BadInputError(
            "--workers counts processes of this machine: with --scheduler the cluster's draw, "
            "leave one of them out"
        )
    return Engine(given["workers"], cache_of(given), given["scheduler"])


@answering()
def report(made: Sequence[Any], given: Options) -> None:
    """Say where the files are, the last thing that is said."""
    from scenes.studio.publish import describe

    for note in sorted({one.note for one in made if one.note}):
        click.echo(f"note: {note}", err=True)
    if given["json"]:
        files = [{"path": str(one.path), **describe(one), "took": one.took} for one in made]
        click.echo(json.dumps({"paths": [file["path"] for file in files], "files": files}))
    else:
        click.echo("\n".join(click.format_filename(one.path) for one in made))
    if given["preview"]:
        for one in made:
            click.launch(str(one.path))


@answering()
def tell_files(paths: Sequence[Path], given: Options) -> None:
    """Say which files were made of a lecture: the one that it is known by is the last."""
    if given["json"]:
        click.echo(json.dumps({"paths": [str(path) for path in paths]}))
    else:
        click.echo("\n".join(click.format_filename(path) for path in (*paths[1:], paths[0])))
    if given["preview"]:
        click.launch(str(paths[0]))
