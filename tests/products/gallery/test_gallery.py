"""The gallery shows all that lies in the media folder, and tells of it what is known."""

import base64
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from render import main
from scenes.products.gallery.cards import _time, text
from scenes.products.gallery.exhibits import exhibits
from scenes.products.gallery.page import write_gallery
from scenes.products.gallery.sections import sections
from scenes.studio.failures import BadInputError
from scenes.studio.manifest import read_manifest
from tests.products.gallery.media import (
    ENTRIES,
    FILM,
    GIF,
    LOOSE,
    ODD,
    PAGE,
    VECTOR,
    write_film,
    write_media,
)


class Page(HTMLParser):
    """The elements of a page, each with its attributes, and its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [found for name, found in self.elements if name == tag]


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_media(tmp_path_factory.mktemp("my media"))


@pytest.fixture(scope="module")
def page(media: Path) -> Page:
    return Page(write_gallery(media).path)


def test_every_file_that_lies_there_is_linked_and_none_that_does_not(
    media: Path, page: Page
) -> None:
    links = {unquote(a["href"]) for a in page.all("a") if "download" in a}
    assert links == {FILM, GIF, PAGE, VECTOR, ODD, LOOSE}
    assert all((media / link).is_file() for link in links)


def test_one_card_has_all_formats_of_a_figure(media: Path) -> None:
    found = exhibits(media, read_manifest(media)[0])
    assert sorted(tuple(path.as_posix() for path in one.files) for one in found) == [
        (LOOSE,),
        (VECTOR, PAGE) if (media / VECTOR).stat().st_size < 1000 else (PAGE, VECTOR),
        (ODD,),
        (FILM,),
        (GIF,),
    ]
    both = next(one for one in found if len(one.files) == 2)
    assert set(both.commands) == {ENTRIES[PAGE]["command"], ENTRIES[VECTOR]["command"]}


def test_pictures_have_their_alt_text_and_language(page: Page) -> None:
    told = {image["alt"]: image.get("lang", "en") for image in page.all("img")}
    assert told == {
        'Max pooling: "6" wins, 3 < 4.': "en",
        "Das Öl.": "de",
        "Edges, then objects.": "en",
        "A window on 3 < 4.": "en",
    }
    assert all(image.get("loading") == "lazy" or image["src"].startswith("data:")
               for image in page.all("img"))  # fmt: skip


def test_a_film_has_captions_a_poster_and_chapters(page: Page) -> None:
    (film,), (track,) = page.all("video"), page.all("track")
    assert (film["preload"], film["src"]) == ("none", FILM)
    assert film["poster"].startswith("data:image/webp;base64,")
    captions = base64.b64decode(track["src"].partition(",")[2]).decode()
    assert captions == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:02.000\nThe window looks. The strongest wins.\n\n"
        "00:00:02.000 --> 00:00:03.000\nIt steps on &amp; on.\n\n"
    )
    times = [(button["data-at"], button["data-for"])
             for button in page.all("button") if "data-at" in button]  # fmt: skip
    assert times == [("0", "2"), ("2", "1"), ("0", "2")]


def test_commands_are_shown_and_copied_as_they_are(page: Page) -> None:
    shown = [ENTRIES[name]["command"] for name in (FILM, GIF, PAGE, VECTOR, ODD)]
    copied = [button["data-copy"] for button in page.all("button") if "data-copy" in button]
    assert sorted(copied) == sorted(shown)
    assert set(shown) <= set(page.words)


def test_nothing_is_asked_of_the_network(page: Page) -> None:
    addresses = [
        value
        for _, attributes in page.elements
        for name, value in attributes.items()
        if name in ("src", "href", "poster", "srcset", "action")
    ]
    assert not [a for a in addresses if re.match(r"(?!data:)[a-z]+:|//", a)]
    assert "@import" not in "".join(page.words)
    assert not re.search(r"url\((?!\"data:)", "".join(page.words))


def test_topics_come_as_the_lecture_has_them(media: Path) -> None:
    found = sections(exhibits(media, read_manifest(media)[0]))
    assert [(room.id, len(room.films), len(room.pictures)) for room in found] == [
        ("zoom_out", 0, 1),
        ("max_pooling", 2, 1),
        ("hierarchy", 0, 1),
    ]


@pytest.mark.parametrize(
    "manifest", ["{", '{"files": []}', "", "null", '{"files": {"a": 1}}', None]
)
def test_without_a_manifest_the_files_are_shown_all_the_same(
    tmp_path: Path, manifest: str | None
) -> None:
    write_media(tmp_path)
    if manifest is None:
        (tmp_path / "manifest.json").unlink()
    else:
        (tmp_path / "manifest.json").write_text(manifest)
    made = write_gallery(tmp_path)
    assert ("made anew" in made.note) == (manifest is not None)
    page = Page(made.path)
    links = {unquote(a["href"]) for a in page.all("a") if "download" in a}
    assert links == {FILM, GIF, PAGE, VECTOR, ODD, LOOSE}
    assert "Max pooling" in page.words


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": 5, "topic": 7, "parameters": "x", "seconds": "long", "timeline": 3, "words": []},
        {"topic": "max_pooling", "what": "video", "beats": 3, "words": {"a": "b"}},
        {"topic": "max_pooling", "what": "frame", "beats": [["a"]], "timeline": [{"beat": "a"}]},
        {"topic": "max_pooling", "what": "video", "timeline": [{"beat": 1, "start": "x"}]},
    ],
)
def test_an_entry_that_is_not_as_it_should_be_spoils_nothing(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    write_media(tmp_path, {FILM: wrong, PAGE: wrong})
    page = Page(write_gallery(tmp_path).path)
    assert {FILM, PAGE} <= {unquote(a["href"]) for a in page.all("a")}


def test_files_that_cannot_be_read_are_linked(tmp_path: Path) -> None:
    write_media(tmp_path)
    for name in (FILM, GIF, PAGE, VECTOR, LOOSE):
        (tmp_path / name).write_bytes(b"\x89nothing")
    page = Page(write_gallery(tmp_path).path)
    assert {FILM, GIF, PAGE} <= {unquote(a["href"]) for a in page.all("a")}


def test_the_lecture_and_its_papers_stand_first(tmp_path: Path) -> None:
    write_media(tmp_path)
    write_film(tmp_path / "lecture" / "lecture.mp4")
    for name in ("lecture/lecture.vtt", "lecture/lecture.ipynb", "slides/slides.pptx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nWelcome\n\n")
    entries = json.loads((tmp_path / "manifest.json").read_text())["files"]
    entries["lecture/lecture.mp4"] = {
        "what": "lecture",
        "title": "Pooling, week 7",
        "language": "en",
        "topics": [{"topic": "max_pooling", "start": 0.4, "seconds": 2.0}],
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"files": entries}))
    page = Page(write_gallery(tmp_path).path)
    assert page.all("section")[0]["id"] == "lecture"
    track = page.all("track")[0]["src"].partition(",")[2]
    assert "Welcome" in base64.b64decode(track).decode()
    links = {a["href"] for a in page.all("a")}
    assert {"lecture/lecture.ipynb", "slides/slides.pptx"} <= links
    assert "Pooling, week 7" in page.words


def test_the_command_writes_one_file_and_says_which(
    media: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in media.iterdir())
    output = tmp_path / "pages" / "all.html"
    assert main(["gallery", "--media_dir", str(media), "-o", str(output)]) == 0
    assert capsys.readouterr() == (f"{output}\n", "")
    assert sorted(path.name for path in media.iterdir()) == before
    for link in Page(output).all("a"):
        if "download" in link:
            assert (output.parent / unquote(link["href"])).is_file()
    again = output.read_bytes()
    write_gallery(media, output)
    assert output.read_bytes() == again


def test_an_empty_folder_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"nothing is rendered in .*: run render\.py video"):
        write_gallery(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_times_and_odd_letters() -> None:
    assert [_time(0), _time(61), _time(754.9), _time(3661)] == ["0:00", "1:01", "12:34", "01:01:01"]
    assert text("a\udcff<b>") == "a?&lt;b&gt;"
