"""The gallery's rooms: one a topic, in the order of the lecture."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenes.beats import load_texts
from scenes.products.description import SHIPPED
from scenes.products.gallery.exhibits import Exhibit
from scenes.products.settings import read_settings
from scenes.topics import discover

OTHER = "other"
_KINDS = ("video", "figure", "sheet", "frame")


@dataclass(frozen=True)
class Section:
    """A topic and what there is of it, films first.

    Attributes:
        id: the topic's name, or `OTHER`.
        title, tagline: of the topic, in English.
    """

    id: str
    title: str
    tagline: str
    exhibits: tuple[Exhibit, ...]

    @property
    def films(self) -> tuple[Exhibit, ...]:
        """What plays."""
        return tuple(one for one in self.exhibits if one.kind == "video")

    @property
    def pictures(self) -> tuple[Exhibit, ...]:
        """What stands still."""
        return tuple(one for one in self.exhibits if one.kind != "video")


def sections(exhibits: Sequence[Exhibit]) -> list[Section]:
    """Topics with at least one exhibit; what is of no topic comes last."""
    found = []
    for topic in (*_topics(), OTHER):
        own = [one for one in exhibits if _room_of(one) == topic]
        if own:
            own.sort(key=lambda one: _place(topic, one))
            found.append(Section(topic, *title_of(topic), tuple(own)))
    return found


def title_of(topic: str) -> tuple[str, str]:
    """A topic's title and tagline; a name that is no topic's says itself."""
    if topic not in discover():
        return ("Other", "Of no topic that there is") if topic == OTHER else (topic, "")
    texts = load_texts(topic)
    return str(texts["title"]), str(texts["tagline"])


def _room_of(exhibit: Exhibit) -> str:
    return exhibit.topic if exhibit.topic in discover() else OTHER


def _topics() -> list[str]:
    told = read_settings(SHIPPED, "lecture")["topics"]
    return [*told, *(topic for topic in discover() if topic not in told)]


def _place(topic: str, exhibit: Exhibit) -> tuple[int, int, str]:
    kind = _KINDS.index(exhibit.kind) if exhibit.kind in _KINDS else len(_KINDS)
    names = list(discover()[topic].figures) if topic != OTHER else []
    at = names.index(exhibit.name) if exhibit.name in names else len(names)
    return kind, at, exhibit.files[0].as_posix()
