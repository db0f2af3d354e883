"""What to take home: the lecture's five lines, each with the picture that earned it.

Every picture is of the one photo and comes from `pooling` alone. Where a measurement qualifies a
line, the number stands beside it.
"""

from scenes.beats import Beat, Story
from scenes.inputs import InputError, Source, read_input
from scenes.maps import as_bytes
from scenes.topics.takeaways.cells import compresses, strongest
from scenes.topics.takeaways.network import context, hierarchy, learns, look

LINES = ("compresses", "strongest", "context", "learns", "hierarchy")
"""The beats of the five lines."""


def story(*, input: Source = None) -> Story:
    """Five lines to remember, and five pictures of one photo that bear them out.

    Args:
        input: a photo (png, jpg, webp, tiff) or the name of a sample photo (coffee, chelsea,
            astronaut, rocket, grace_hopper).

    Raises:
        InputError: the input is no photo, is too small, or has no edges.

    >>> story().ids
    ('hook', 'compresses', 'strongest', 'context', 'learns', 'hierarchy', 'page')
    """
    given = read_input(input)
    if given.kind != "photo":
        raise InputError(f"what to take home is shown on a photo, got the table {given.name}: give "
                         "a photo")  # fmt: skip
    told = [compresses(given), strongest(given)]
    seen = look(given)
    told += [context(seen), learns(seen), hierarchy(seen)]
    hook = Beat(
        "hook",
        {"photo": as_bytes(given.array)},
        {"lines": len(told), "source": given.source.rstrip(".")},
    )
    return Story("takeaways", {}, given.name, given.source, (hook, *told, _page(told)))


def _page(told: list[Beat]) -> Beat:
    values = {beat.id: beat.values for beat in told}
    return Beat(
        "page",
        {},
        {
            "pooled": values["compresses"]["pooled"],
            "plain": values["compresses"]["plain"],
            "max": values["strongest"]["max"],
            "mean": values["strongest"]["mean"],
            "maps": values["context"]["maps"],
            "ratio": values["context"]["ratio"],
            "weights": values["learns"]["weights"],
            "first": values["hierarchy"]["first"],
            "last": values["hierarchy"]["last"],
            "guess": values["hierarchy"]["guess"],
        },
        hold=3.0,
    )
