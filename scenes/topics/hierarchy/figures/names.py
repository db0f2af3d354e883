"""What depths and units are called in the figures, and where a path runs through them."""

from typing import Any

from scenes.beats import Story
from scenes.page.lettering import capital

ROLES = ("edges", "textures", "parts", "objects")


def role_of(story: Story, place: int) -> str:
    """The beat that tells of the depth at a place."""
    return next(beat.id for beat in story.beats if beat.id in ROLES and beat.data["place"] == place)


def depth_name(story: Story, place: int) -> str:
    """What a depth is called: by its role where the evidence earns it, by its number else."""
    role = role_of(story, place)
    number = story["page"].data["depths"][place]["number"]
    if story[role].variant == "earned":
        return capital(story.label(role))
    return capital(story.label("depth", number=number))


def numbers(story: Story, depth: dict[str, Any]) -> str:
    """How much one cell sees, and how many maps of which size there are."""
    rows, cols = depth["cells"]
    sees = story.label("sees", size=square(depth["size"]))
    maps = story.label("maps", channels=depth["channels"], rows=rows, cols=cols)
    return f"{sees} · {maps}"


def unit_name(story: Story, unit: dict[str, Any]) -> str:
    """What a unit is called: its number, and what a person saw in it."""
    name = story.label("unit", unit=str(unit["unit"]))
    return f"{name} · {story.said(unit['word'])}" if unit["word"] else name


def square(size: tuple[int, int]) -> str:
    """A size by one number where one is enough."""
    return f"{size[0]}" if size[0] == size[1] else f"{size[0]} × {size[1]}"


def step_of(story: Story, place: int) -> dict[str, Any] | None:
    """The cell of the path at a depth; None where the path does not reach it."""
    step: dict[str, Any] | None = story[role_of(story, place)].data["step"]
    return step
