"""What hangs in the gallery: the files of the media folder, one exhibit for all forms of one thing.

What is known of a file is what the manifest tells; of one that it does not tell of, what its name
and the file itself say.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenes.products.gallery.pictures import described
from scenes.products.gallery.told import Entry, understood
from scenes.studio.manifest import Entries
from scenes.topics import discover

PLAYED = (".mp4", ".webm", ".mov")
SHOWN = (".png", ".svg", ".jpg", ".webp")
MOVING = ".gif"
_ENDINGS = (*PLAYED, MOVING, *SHOWN, ".pdf")
FOLDERS = ("videos", "figures", "gallery")
"""Of the media folder, where renders of topics lie."""
_FEW = 3
"""Beats that a part of a film is named after; of more it is simply the film."""
_IDENTITY = ("what", "topic", "figure", "beats", "parameters", "input", "theme", "language")


@dataclass(frozen=True)
class Moment:
    """A beat of a film, or a topic of a lecture.

    Attributes:
        start, seconds: when it plays, from the film's start.
        name: what it is called.
        caption: what is said.
        alt: what is seen.
    """

    start: float
    seconds: float
    name: str
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Exhibit:
    """One thing in all forms that there are.

    Attributes:
        topic: its topic's name; "" if it is of none.
        kind: "video", "figure", "frame", "sheet" or "lecture".
        name: what it is called among those of its topic.
        title: of the topic, in the exhibit's language.
        files: relative to the media folder; the one that is shown is the first.
        moments: of a film, in order.
        told: what the manifest tells of the first file.
        alt: what a reader is told who cannot see it.
        commands: that make it again.
    """

    topic: str
    kind: str
    name: str
    title: str
    files: tuple[Path, ...]
    moments: tuple[Moment, ...] = ()
    told: Entry = field(default_factory=dict)
    alt: str = ""
    commands: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """Of its words; "" where nobody knows."""
        return str(self.told.get("language", ""))


def exhibits(media: Path, entries: Entries) -> list[Exhibit]:
    """All that was rendered of single topics.

    Args:
        media: the folder.
        entries: what its manifest tells.
    """
    found = {name: understood(told) for name, told in entries.items() if _hangs(Path(name))}
    for folder in FOLDERS:
        for path in sorted((media / folder).glob("[!.]*")):
            name = path.relative_to(media).as_posix()
            if path.is_file() and _hangs(Path(name)):
                found.setdefault(name, {})
    groups: dict[str, list[str]] = {}
    for name, entry in found.items():
        told = [entry.get(key) for key in _IDENTITY] if entry.get("topic") else None
        key = json.dumps(told or Path(name).stem, sort_keys=True)
        groups.setdefault(key, []).append(name)
    return [_exhibit(media, {name: found[name] for name in names}) for names in groups.values()]


def _hangs(path: Path) -> bool:
    return path.parts[0] not in ("lecture", "slides") and path.suffix.lower() in _ENDINGS


def _exhibit(media: Path, found: Entries) -> Exhibit:
    names = sorted(found, key=lambda name: _rank(media / name))
    first, told = Path(names[0]), found[names[0]]
    topic = told.get("topic") or _topic_of(first.stem)
    moves = first.suffix.lower() in (*PLAYED, MOVING)
    kind = told.get("what") or ("video" if moves else "figure")
    words = told.get("words", {})
    return Exhibit(
        topic=topic,
        kind=kind,
        name=_name(kind, told, first.stem, topic),
        title=told.get("title", ""),
        files=tuple(map(Path, names)),
        moments=_moments(told.get("timeline", ()), words),
        told=told,
        alt=_alt(kind, told, words) or described(media / first),
        commands=tuple(
            dict.fromkeys(found[name]["command"] for name in names if "command" in found[name])
        ),
    )


def _rank(path: Path) -> tuple[int, int]:
    """The first is shown: a film before a gif, the picture that is loaded sooner before another."""
    order = (PLAYED, (MOVING,), SHOWN)
    kind = next((at for at, endings in enumerate(order) if path.suffix.lower() in endings), 3)
    return kind, path.stat().st_size if path.exists() else 0


def _topic_of(stem: str) -> str:
    """Files are named after their topic first."""
    fitting = [
        name for name in discover() if stem == name or stem.startswith((f"{name}_", f"{name}-"))
    ]
    return max(fitting, key=len, default="")


def _name(kind: str, told: Entry, stem: str, topic: str) -> str:
    if kind == "figure":
        return str(told.get("figure") or stem.removeprefix(topic).strip("_-") or "page")
    if "beats" not in told:
        return stem
    return kind if len(told["beats"]) > _FEW else ", ".join(told["beats"])


def _alt(kind: str, told: Entry, words: Mapping[str, Mapping[str, str]]) -> str:
    if kind == "frame" and "beats" in told:
        return words.get(told["beats"][-1], {}).get("alt", "")
    if kind == "sheet":
        return " ".join(said.get("alt", "") for said in words.values())
    return str(told.get("alt", ""))


def _moments(
    timeline: Sequence[Mapping[str, Any]], words: Mapping[str, Mapping[str, str]]
) -> tuple[Moment, ...]:
    return tuple(
        Moment(
            beat["start"],
            beat["seconds"],
            beat["beat"],
            words.get(beat["beat"], {}).get("caption", ""),
            words.get(beat["beat"], {}).get("alt", ""),
        )
        for beat in timeline
    )
