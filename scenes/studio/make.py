"""One door for every kind of job; what a job needs is imported when it comes."""

from scenes.studio.engine import Engine
from scenes.studio.jobs import FigureJob, Job, Rendered, SheetJob, VideoJob
from scenes.studio.progress import Report
from scenes.studio.publish import Destination


def make(
    job: Job,
    place: Destination,
    report: Report = lambda done, expected: None,
    engine: Engine | None = None,
) -> Rendered:
    """Do a job: the file is whole and in its place when this returns.

    Args:
        job: what to make.
        place: where it goes.
        report: told of the progress, in frames or beats.
        engine: the means, of a video; None draws it in this process.

    Raises:
        OSError: the file cannot be written; nothing of it is left.
    """
    if isinstance(job, FigureJob):
        from scenes.studio.figures import render_figure

        return render_figure(job, place)
    if isinstance(job, SheetJob):
        from scenes.studio.sheet import render_sheet

        return render_sheet(job, place, report)
    assert isinstance(job, VideoJob)
    if job.format == "png":
        from scenes.studio.stills import render_last_frame

        return render_last_frame(job, place)
    from scenes.studio.videos import render_video

    return render_video(job, place, report, engine)
