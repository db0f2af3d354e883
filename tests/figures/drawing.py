"""Topics on paper: a figure of a variant's story, and what is written in it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenes.beats import Story
from scenes.theme import LIGHT, Theme
from scenes.topics import discover
from tests.scenes.staging import told


class Drawing:
    """One topic, for tests of its own."""

    def __init__(self, topic: str) -> None:
        self.topic = topic

    def told(self, variant: str = "default") -> Story:
        """The story of a variant."""
        return told(self.topic, variant)

    def drawn(self, name: str, variant: str = "default", theme: Theme = LIGHT) -> Figure:
        """A figure of a variant."""
        return drawn(self.topic, name, variant, theme)

    def sheet(self, name: str, variant: str = "default") -> Axes:
        """What a figure is drawn on."""
        (ax,) = self.drawn(name, variant).axes
        return ax

    def words(self, name: str, variant: str = "default") -> list[str]:
        """What is written in a figure."""
        return [text.get_text() for text in self.sheet(name, variant).texts]


def drawn(topic: str, name: str, variant: str = "default", theme: Theme = LIGHT) -> Figure:
    """A figure of a variant of a topic."""
    figure: Figure = discover()[topic].figures[name](told(topic, variant), theme)
    return figure
