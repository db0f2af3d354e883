"""The sheet: one picture of a whole video, the last frame of each beat with its caption."""

import textwrap
import time
from collections.abc import Mapping

from PIL import Image, ImageDraw, ImageFont

from scenes.studio.files import WholeFile
from scenes.studio.jobs import Quality, Rendered, SheetJob
from scenes.studio.progress import Report
from scenes.studio.publish import Destination, publish
from scenes.studio.stills import final_poses
from scenes.typefaces import Weight

FRAME = Quality(640, 360, 15)
COLUMNS = 3
MARGIN = 32
TITLE_SIZE, HEADING_SIZE, CAPTION_SIZE = 40, 22, 19
LINE = 1.35
CAPTION_LINES = 3
_CAPTION_WIDTH = 66  # characters that surely fit a frame's width at the caption's size


def render_sheet(
    job: SheetJob, place: Destination, report: Report = lambda done, expected: None
) -> Rendered:
    """Write a sheet as a png.

    Raises:
        OSError: the file cannot be written; nothing of it is left.
    """
    began = time.perf_counter()
    with WholeFile(place.folder_of(job), ".png") as file:
        poses = final_poses(job, FRAME, lambda done: report(done, len(job.wanted)))
        picture = lay_out(job, poses)
        picture.save(file.path, format="PNG", optimize=True)
        took = time.perf_counter() - began
        return publish(file, Rendered(file.path, "sheet", job, picture.size, (), took), place)


def lay_out(job: SheetJob, poses: Mapping[str, Image.Image]) -> Image.Image:
    """The poses in rows on the theme's background, each with number, id and caption."""
    columns = min(COLUMNS, len(job.wanted))
    rows = -(-len(job.wanted) // columns)
    heading, caption = round(HEADING_SIZE * LINE), round(CAPTION_SIZE * LINE)
    below = MARGIN // 3 + heading + CAPTION_LINES * caption
    top = MARGIN + round(TITLE_SIZE * LINE)
    size = (
        MARGIN + columns * (FRAME.width + MARGIN),
        top + MARGIN // 2 + rows * (FRAME.height + below + MARGIN),
    )
    sheet = Image.new("RGB", size, job.theme.background)
    draw = ImageDraw.Draw(sheet)
    draw.text(
        (MARGIN, MARGIN // 2),
        job.story.title(job.language),
        fill=job.theme.text,
        font=_font(job, TITLE_SIZE, "bold"),
    )
    for number, beat in enumerate(job.wanted):
        row, column = divmod(number, columns)
        left = MARGIN + column * (FRAME.width + MARGIN)
        upper = top + MARGIN // 2 + row * (FRAME.height + below + MARGIN)
        sheet.paste(poses[beat].convert("RGB"), (left, upper))
        # The frame's background is the sheet's: a line shows where the frame ends.
        box = (left - 1, upper - 1, left + FRAME.width, upper + FRAME.height)
        draw.rectangle(box, outline=job.theme.line)
        place = job.story.ids.index(beat) + 1
        y = upper + FRAME.height + MARGIN // 3
        draw.text(
            (left, y),
            f"{place}  {beat}",
            fill=job.theme.text,
            font=_font(job, HEADING_SIZE, "bold"),
        )
        words = textwrap.wrap(
            job.story.caption(beat, job.language),
            _CAPTION_WIDTH,
            max_lines=CAPTION_LINES,
            placeholder=" …",
        )
        for line, text in enumerate(words):
            draw.text(
                (left, y + heading + line * caption),
                text,
                fill=job.theme.muted,
                font=_font(job, CAPTION_SIZE, "regular"),
            )
    return sheet


def _font(job: SheetJob, size: int, weight: Weight) -> ImageFont.FreeTypeFont:
    typeface = job.theme.typeface
    return ImageFont.truetype(str(typeface.file(weight)), size * typeface.scale)
