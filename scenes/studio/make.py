"""One door for every kind of job; what a job needs is imported when it comes."""

from collections.abc import Sequence

from scenes.studio.engine import Engine
from scenes.studio.jobs import FigureJob, Rendered, SheetJob, VideoJob
from scenes.studio.prepare import Order
from scenes.studio.progress import Report


def make(
    orders: Sequence[Order],
    report: Report = lambda done, expected: None,
    engine: Engine | None = None,
) -> list[Rendered]:
    """Do jobs as one piece of work: the files are whole and in their places when this returns.

    Args:
        orders: what to make, and where it goes.
        report: told of the progress of all of them together: frames, beats or figures.
        engine: the means, of videos; None draws them in this process.

    Raises:
        OSError: a file cannot be written; nothing of it is left.
    """
    films = [
        (order.job, order.place)
        for order in orders
        if isinstance(order.job, VideoJob) and order.job.format != "png"
    ]
    if films:  # the orders of a command are of one kind
        from scenes.studio.videos import render_videos

        return render_videos(films, report, engine)
    parts = sum(_parts(order) for order in orders)
    made: list[Rendered] = []
    before = 0

    def tell(done: int, expected: int) -> None:
        report(before + done, parts)

    for order in orders:
        made.append(_make_still(order, tell))
        before += _parts(order)
        report(before, parts)
    return made


def _parts(order: Order) -> int:
    """What is counted of an order: a sheet's beats, or the one picture."""
    return len(order.job.wanted) if isinstance(order.job, SheetJob) else 1


def _make_still(order: Order, report: Report) -> Rendered:
    if isinstance(order.job, FigureJob):
        from scenes.studio.figures import render_figure

        return render_figure(order.job, order.place)
    if isinstance(order.job, SheetJob):
        from scenes.studio.sheet import render_sheet

        return render_sheet(order.job, order.place, report)
    from scenes.studio.stills import render_last_frame

    assert isinstance(order.job, VideoJob)
    return render_last_frame(order.job, order.place)
