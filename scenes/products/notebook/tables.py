"""The lecture's two tables, filled from the stories of their topics."""

from scenes.beats import Story
from scenes.products.lecture.transcript import escaped

_LINES = ("compresses", "strongest", "context", "learns", "hierarchy")


def table_of(story: Story, corner: str) -> str:
    """Pooling against strided convolution, in the words that the topic puts to the test."""
    rows = [[corner, story.label("pooling"), story.label("strided")]]
    for row in story["hook"].data["rows"]:
        rows.append(
            [
                story.label(row),
                *(story.label(f"said_{row}_{one}") for one in ("pooling", "strided")),
            ]
        )
    return _markdown(rows)


def lines_of(story: Story, point: str, number: str) -> str:
    """The lines to remember, each with the number that earned it, and the sentence at the end."""
    rows = [[point, number]]
    for line in _LINES:
        values = story[line].values
        earned = [story.label(f"{line}_{part}", **values) for part in ("figure", "note")]
        rows.append([story.label(line), " – ".join(earned)])
    closing = f"> {escaped(story.label('closing_1'))} {escaped(story.label('closing_2'))}"
    return f"{_markdown(rows)}\n\n{closing}"


def _markdown(rows: list[list[str]]) -> str:
    """Rows as a table, the first of them its head."""
    told = [f"| {' | '.join(map(escaped, row))} |" for row in rows]
    return "\n".join([told[0], f"|{' --- |' * len(rows[0])}", *told[1:]])
