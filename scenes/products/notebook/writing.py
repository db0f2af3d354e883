"""From a lecture to the cells of its notebook: import, print, plot, animate."""

import os
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from scenes.beats import laid_over
from scenes.products.description import Chapter, Lecture
from scenes.products.lecture.transcript import escaped
from scenes.products.notebook import demos, starters
from scenes.products.notebook.cells import Cell, body_of, code, words
from scenes.products.notebook.tables import lines_of, table_of
from scenes.products.settings import read_settings
from scenes.topics import discover

_TEXTS = Path(__file__).parent / "texts"
_STARTERS = ("by_hand", "swap_average", "swap_stride", "feature_maps", "head")
_SETUP = """
%matplotlib inline
from dataclasses import replace
from pathlib import Path

import matplotlib
from IPython.display import Video, display

from scenes.studio.shortcuts import write_video
from scenes.theme import load_theme

RUN_ANIMATIONS = {animations}  # True renders the films and shows them here
QUALITY, FPS = "l", 15  # "m" and 30 for 1280 x 720
THEME = load_theme({theme})
MEDIA = Path({media})  # films go into its folder videos

matplotlib.rcParams["text.hinting"] = "no_hinting"  # type is as wide as it was measured
%config InlineBackend.print_figure_kwargs = {{"bbox_inches": None, "dpi": 120}}


def show(figure, alt):
    \"\"\"Show a figure; whoever cannot see it is told `alt`.\"\"\"
    display(figure, metadata={{"image/png": {{"alt": alt}}}})
"""


def cells_of(lecture: Lecture, file: Path, media: Path, animations: bool = False) -> list[Cell]:
    """The cells of a lecture's notebook.

    Args:
        lecture: what is told, every story in it.
        file: where the notebook will lie: what it names is found from there.
        media: the folder that it writes films into.
        animations: whether films are rendered when it is run.
    """
    said = _texts(lecture.language)
    theme = _seen_from(lecture.theme_file or lecture.theme.name, file)
    home = Path(os.path.relpath(media, file.parent)).as_posix()
    author = [escaped(lecture.author)] if lecture.author else []
    setup = _SETUP.format(animations=animations, theme=_quoted(theme), media=_quoted(home))
    return [
        words("title", f"# {escaped(lecture.title)}", *author, said["run"]),
        code("setup", setup),
        *(
            cell
            for number, chapter in enumerate(lecture.chapters, 1)
            for cell in _chapter(chapter, number, said, file, theme)
        ),
    ]


def _chapter(
    chapter: Chapter, number: int, said: Mapping[str, Any], file: Path, theme: str
) -> Iterator[Cell]:
    story, topic = chapter.story, chapter.topic
    sentences = [f"- {escaped(story.caption(beat))}" for beat in story.ids]
    yield words(
        f"{topic}-words",
        f"## {number}. {escaped(story.title())}",
        f"*{escaped(story.tagline())}*",
        "\n".join(sentences),
        *([escaped(story.source)] if story.source else []),
    )
    demo = getattr(demos, topic, None)
    told = (
        f"from scenes.topics.{topic}.story import story\n\n{topic}_story = {_told(chapter, file)}"
    )
    yield code(f"{topic}-numbers", told, *([body_of(demo)] if demo else []))
    yield from _figure(chapter, said)
    yield code(f"{topic}-film", _film(chapter, file, theme))
    if topic == "max_pooling":
        yield code(f"{topic}-lecture", body_of(demos.movement))
    if topic == "pooling_vs_strided":
        yield words(f"{topic}-table", f"### {said['table']}", table_of(story, said["property"]))
    if topic == "takeaways":
        table = lines_of(story, said["point"], said["number"])
        yield words(f"{topic}-lines", f"### {said['lines']}", table)
    if topic == "exercises":
        yield words(f"{topic}-turn", f"### {said['exercises']}")
        for place, name in enumerate(_STARTERS, 1):
            yield words(f"{topic}-{name}", f"{place}. {said[name]}")
            yield code(f"{topic}-{name}-start", body_of(getattr(starters, name)))


def _figure(chapter: Chapter, said: Mapping[str, Any]) -> Iterator[Cell]:
    topic = chapter.topic
    name = next(iter(discover()[topic].figures))
    yield code(
        f"{topic}-figure",
        f"from scenes.topics.{topic}.figure import FIGURES",
        f"show(FIGURES[{_quoted(name)}]({topic}_story, THEME), "
        f"{topic}_story.figure_alt({_quoted(name)}))",
    )
    alt = escaped(chapter.story.figure_alt(name))
    summary = f"<details><summary>{escaped(said['figure'])}</summary>"
    yield words(f"{topic}-alt", f"{summary}\n\n{alt}\n\n</details>")


def _film(chapter: Chapter, file: Path, theme: str) -> str:
    story, topic = chapter.story, chapter.topic
    asked = _asked(chapter, file)
    parameters = f"{{{', '.join(f'{_quoted(name)}: {value}' for name, value in asked.items())}}}"
    options = "quality=QUALITY, fps=FPS, media_dir=MEDIA"
    options += f", theme={_quoted(theme)}" if theme != "dark" else ""
    options += f", language={_quoted(story.language)}" if story.language != "en" else ""
    attributes = f'controls aria-label="{escape(story.title())}"'
    return f"""
if RUN_ANIMATIONS:
    film = write_video({_quoted(topic)}, {parameters}, {options})
    display(Video(film, embed=True, width=854, html_attributes={attributes!r}))
else:
    print("Set RUN_ANIMATIONS = True to render {topic}: {len(story.ids)} beats.")
"""


def _told(chapter: Chapter, file: Path) -> str:
    """The call that tells a chapter's story, in its language and with its words."""
    asked = ", ".join(f"{name}={value}" for name, value in _asked(chapter, file).items())
    call = f"story({asked})"
    own = {}
    if chapter.story.language != "en":
        own["language"] = _quoted(chapter.story.language)
    if chapter.story.texts:
        own["texts"] = repr(_plain(chapter.story.texts))
    changes = ", ".join(f"{name}={value}" for name, value in own.items())
    return f"replace({call}, {changes})" if changes else call


def _asked(chapter: Chapter, file: Path) -> dict[str, str]:
    """What the story is asked with, as Python; files are found from the notebook."""
    photo = {} if chapter.input is None else {"input": chapter.input}
    return {
        name: _quoted(_seen_from(value, file)) if isinstance(value, str) else repr(value)
        for name, value in {**photo, **chapter.changed}.items()
    }


def _quoted(value: str) -> str:
    """A text as Python, in the quotes that the rest of the notebook has."""
    return repr(value) if '"' in value or "\\" in value else f'"{repr(value)[1:-1]}"'


def _seen_from(name: str, file: Path) -> str:
    """A file's name as the notebook finds it; a name that is no file's is itself."""
    if not Path(name).exists():
        return name
    return Path(os.path.relpath(name, file.parent)).as_posix()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _texts(language: str) -> Mapping[str, Any]:
    """The notebook's own words; in English where it has none in a language."""
    found = read_settings(_TEXTS / "en.toml", "language")
    own = _TEXTS / f"{language}.toml"
    return laid_over(found, read_settings(own, "language")) if own.is_file() else found
