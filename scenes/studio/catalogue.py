"""What there is: the topics with their beats, figures and options."""

import ast
from dataclasses import dataclass
from pathlib import Path

from scenes.studio.arguments import Argument, arguments
from scenes.topics import __path__ as _folders
from scenes.topics import discover


@dataclass(frozen=True)
class Entry:
    """One topic.

    Attributes:
        summary: the first line of its story's docstring.
        beats: ids, of the story with its defaults.
        figures: names, the default first.
        options: the story's keywords.
    """

    topic: str
    summary: str
    beats: tuple[str, ...]
    figures: tuple[str, ...]
    options: tuple[Argument, ...]

    def plain(self) -> dict[str, list[str]]:
        """Beats, figures and options as plain words."""
        return {
            "beats": list(self.beats),
            "figures": list(self.figures),
            "options": [_worded(option) for option in self.options],
        }


def catalogue() -> list[Entry]:
    """All topics."""
    return [
        Entry(
            name,
            (topic.story.__doc__ or "").partition("\n")[0],
            topic.story().ids,
            _figure_names(name),
            arguments(topic.story),
        )
        for name, topic in discover().items()
    ]


def _figure_names(topic: str) -> tuple[str, ...]:
    """The keys of `FIGURES` in the topic's figure.py, read, not imported: that takes matplotlib."""
    path = Path(_folders[0]) / topic / "figure.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "FIGURES" for target in targets):
                return tuple(ast.literal_eval(key) for key in node.value.keys if key)
    raise ValueError(f"{path} has no dict FIGURES")


def _worded(option: Argument) -> str:
    unsaid = option.default is None or option.default is False
    return option.flag if unsaid else f"{option.flag} {option.default}"
