"""Snippets are read by what reads their kind, and lead to files that are there."""

import ast
import html.parser
import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

import render
from scenes.products.embed import FORMS, snippet
from scenes.studio.figures import render_figure
from scenes.studio.jobs import FIGURE_FORMATS, FigureJob
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video
from scenes.theme import LIGHT
from tests.studio import tiny

pytestmark = pytest.mark.usefixtures("tiny_topic", "own_folder")


class Tags(html.parser.HTMLParser):
    """The tags of a text with their attributes; whatever is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] = dict(attrs)
        if tag != "track":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def document(own_folder: Path) -> Path:
    """A document beside a media folder in which everything is."""
    for form in FIGURE_FORMATS:
        render_figure(FigureJob(tiny.story(), LIGHT, format=form), Destination())
    render_video(tiny.job(), Destination())
    folder = own_folder / "my slides"
    folder.mkdir()
    return folder / "talk.md"


def snippets(document: Path) -> dict[str, str]:
    return {form: snippet("tiny", form, Path("media"), document) for form in FORMS}


def test_html_has_words_captions_and_a_film_that_is_there(document: Path) -> None:
    found = snippets(document)
    for text in (found["revealjs"], found["quarto"].partition("{=html}")[2].strip("`\n")):
        tags = Tags(text).found
        assert tags["video"]["aria-label"] == "Tiny. A tiny fade."
        assert (document.parent / unquote(str(tags["video"]["src"]))).is_file()
        assert str(tags["track"]["src"]).startswith("data:text/vtt;base64,")
    assert "data-autoplay" in Tags(found["revealjs"]).found["video"]


def test_markdown_shows_a_picture_and_leads_to_the_video(document: Path) -> None:
    for form in ("markdown", "quarto"):
        inline = MarkdownIt().parse(snippets(document)[form])[1].children or []
        (image,) = (token for token in inline if token.type == "image")
        assert (document.parent / unquote(str(image.attrs["src"]))).is_file()


def test_a_cell_is_python(document: Path) -> None:
    call = ast.parse(snippets(document)["jupyter"]).body[-1]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    path = ast.literal_eval(call.value.args[0])
    assert (document.parent / path).is_file()


def test_latex_is_told_what_is_seen(document: Path) -> None:
    text = snippets(document)["beamer"]
    assert text.count("{") == text.count("}")
    assert "alt={A tiny page.}" in text
    assert "{../media/figures/tiny.pdf}" in text


def test_office_programs_are_told_where_to_click(document: Path) -> None:
    found = snippets(document)
    for form in ("powerpoint", "keynote"):
        assert "../media/videos/tiny_72p30.mp4" in found[form]
        assert "Tiny. A tiny fade." in found[form]


def test_what_is_not_there_is_told_with_what_renders_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert render.main(["embed", "tiny"]) == 0
    told = capsys.readouterr().out
    assert "render.py video tiny" in told
    assert "render.py figure tiny --format pdf" in told
    assert render.main(["embed", "tiny", "--for", "beamer"]) == 2
    assert "render.py figure tiny --format pdf" in capsys.readouterr().err


def test_one_is_printed_alone_and_all_as_json(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert render.main(["embed", "tiny", str(document), "--for", "quarto"]) == 0
    assert capsys.readouterr().out == snippets(document)["quarto"] + "\n"
    assert render.main(["embed", "tiny", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["missing"] == {}
    assert list(told["snippets"]) == list(FORMS)


def test_the_command_knows_every_form() -> None:
    from scenes.commands import embed

    (choice,) = (option for option in embed.command.params if option.name == "form")
    assert list(choice.type.choices) == list(FORMS)  # type: ignore[attr-defined]
