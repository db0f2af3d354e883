"""What a lecture is: its topics in order, each with its story told, its words and its look.

The shipped `lecture.toml` describes one; a copy of it may say other topics, parameters, words,
another language or one's own photo, and the options of the command line come before both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scenes.beats import LECTURE, Story
from scenes.inputs.model import shown
from scenes.products.logo import read_logo
from scenes.products.parameters import asked_of, beside, parameters_of
from scenes.products.settings import known, read_settings, table, text
from scenes.products.wording import BASE, Texts, check_language, read_words, worded
from scenes.studio.failures import BadInputError, nearest
from scenes.studio.jobs import DEFAULT_QUALITY, FigureJob, Quality, VideoJob
from scenes.studio.prepare import check_letters, choose_theme, told_job
from scenes.theme import LIGHT, Theme
from scenes.topics import discover

SHIPPED = Path(__file__).with_name("lecture.toml")
LONGEST = 120
"""Characters of a title or an author's name that a card has room for."""
_FILES = ("logo", "theme", "language", "input")
"""What may name a file, which lies beside the one that names it."""
_KEYS = ("topics", "title", "author", *_FILES, "parameters", "texts")

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Chapter:
    """A topic of a lecture.

    Attributes:
        story: told, in the lecture's language, with the user's own words.
        changed: the options of the topic that differ from its defaults, input left out.
        input: the input as the user named it; None for the story's own.
    """

    story: Story
    changed: Mapping[str, Any] = field(default_factory=dict)
    input: str | None = None

    @property
    def topic(self) -> str:
        """The topic's name."""
        return self.story.topic


@dataclass(frozen=True)
class Lecture:
    """Topics in order. The words of each story are its own: it is asked without a language.

    Attributes:
        title, author: as they are shown; no author is "".
        logo: a picture for the title card.
        language: as it is called, such as "de"; that of a file of one's own is the file's name.
        theme: the look of everything.
        theme_file: the file of a theme of the user's own.
        chapters: the topics.
        cards: a story without beats that has the words of what stands between the topics.
        figure_theme: the look of figures, which are light unless another theme was named.
    """

    title: str
    author: str
    logo: Path | None
    language: str
    theme: Theme
    theme_file: str | None
    chapters: tuple[Chapter, ...]
    cards: Story
    figure_theme: Theme = LIGHT

    def film(self, chapter: Chapter, quality: Quality = DEFAULT_QUALITY) -> VideoJob:
        """A chapter as a video."""
        return VideoJob(
            chapter.story,
            self.theme,
            chapter.changed,
            chapter.input,
            self.theme_file,
            language=chapter.story.language,
            quality=quality,
        )

    def figure(self, chapter: Chapter, name: str, **form: Any) -> FigureJob:
        """A figure of a chapter; `form` as of `FigureJob`."""
        first = next(iter(discover()[chapter.topic].figures))
        return FigureJob(
            chapter.story,
            self.figure_theme,
            chapter.changed,
            chapter.input,
            self.theme_file,
            figure=name,
            is_default=name == first,
            **form,
        )


def read_lecture(path: Path | None = None, options: Options = MappingProxyType({})) -> Lecture:
    """The lecture that a file describes, the shipped one for None, every story told.

    Args:
        path: a copy of `lecture.toml`.
        options: of the command, which come first: topics (a list such as "zoom_out,takeaways"),
            title, author, logo, theme, language, input; no_cache and cache_size of what is kept.

    Raises:
        BadInputError: something cannot be used; one line.
    """
    given = _given(path or SHIPPED, options)
    topics = _topics(given["topics"])
    language, words = _language(given.get("language", BASE), topics)
    own = _texts(given.get("texts", {}))
    parameters = parameters_of(given.get("parameters", {}))
    theme = given.get("theme", "dark")
    choose_theme(theme)  # what is wrong with it is no topic's fault
    chapters = []
    cards = Story(LECTURE, {}, LECTURE, "", (), language if not words else BASE)
    for topic in topics:
        asked = asked_of(
            topic, parameters.get(topic, {}), given.get("input"), (path or SHIPPED).parent
        )
        try:
            job = told_job(topic, asked, {**options, "theme": theme})
        except BadInputError as error:
            raise BadInputError(f"{topic}: {error}") from error
        story = replace(job.story, language=cards.language)
        story = worded(story, words.get(topic, {}), own.get(topic, {}))
        check_letters(job.theme, story)
        chapters.append(Chapter(story, job.changed, job.input))
    cards = worded(cards, words.get(LECTURE, {}), own.get(LECTURE, {}))
    title, author = given.get("title") or cards.title(), given.get("author", "")
    check_letters(job.theme, cards, title, author)
    return Lecture(
        title=title,
        author=author,
        logo=_logo(given["logo"]) if "logo" in given else None,
        language=language,
        theme=job.theme,
        theme_file=job.theme_file,
        chapters=tuple(chapters),
        cards=cards,
        figure_theme=job.theme if "theme" in given else LIGHT,
    )


def _given(path: Path, options: Options) -> dict[str, Any]:
    """What the file says, files found beside it, with the options over it."""
    said = read_settings(path, "lecture")
    try:
        known("key", said, _KEYS)
        for key in ("title", "author", *_FILES):
            if key in said:
                said[key] = text(said[key], key)
    except BadInputError as error:
        raise BadInputError(f"{path}: {error}") from None
    for key in _FILES:
        if key in said:
            said[key] = beside(said[key], path.parent)
    said.setdefault("topics", read_settings(SHIPPED, "lecture")["topics"])
    if options.get("topics") is not None:
        said["topics"] = [name.strip() for name in options["topics"].split(",") if name.strip()]
    asked = {key: options[key] for key in ("title", "author", *_FILES) if options.get(key)}
    given = {**said, **asked}
    for key in ("title", "author"):
        if len(given.get(key, "")) > LONGEST:
            raise BadInputError(
                f"{key} has at most {LONGEST} characters, got {len(given[key])}: shorten it"
            )
    return given


def _topics(names: object) -> tuple[str, ...]:
    """The topics, each of which there is."""
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        raise BadInputError(
            f"topics is a list of at least one topic, got {shown(names)}: "
            f"choose among {', '.join(discover())}"
        )
    found = discover()
    for name in names:
        if name not in found:
            raise nearest("topic", name, found)
        if names.count(name) > 1:
            raise BadInputError(f"the topic {name} is named twice: a lecture tells it once")
    return tuple(names)


def _language(name: str, topics: tuple[str, ...]) -> tuple[str, Mapping[str, Texts]]:
    """What a language is called, and the words of the user's own where it is a file."""
    if name.endswith(".toml"):
        path = Path(name)
        return path.stem, read_words(path, tuple(discover()))
    check_language(name, topics)
    return name, {}


def _texts(given: object) -> dict[str, Texts]:
    texts = table(given, "texts")
    known("topic", texts, (LECTURE, *discover()))
    return {topic: table(words, f"texts.{topic}") for topic, words in texts.items()}


def _logo(name: str) -> Path:
    path = Path(name)
    read_logo(path)  # what cannot be read is told now
    return path
