"""The PowerPoint package, read as PowerPoint reads it: part by part, id by id."""

import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pptx
import pytest
from lxml import etree
from PIL import Image

from scenes.products.slides.powerpoint import write_powerpoint
from scenes.theme import LIGHT
from tests.products.slides.decks import FPS, FRAMES, NOTES, deck, stream_needs

pytestmark = pytest.mark.xdist_group("powerpoint")

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PARTS, BEATS = 10, 10
"""As many as the lecture has, about."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck as large as that of all topics."""
    folder = tmp_path_factory.mktemp("deck")
    logo = folder / "logo.png"
    Image.fromarray(np.full((40, 100, 3), 200, dtype=np.uint8)).save(logo)
    write_powerpoint(deck(folder, PARTS, BEATS, logo=logo), folder / "deck.pptx", folder)
    return folder / "deck.pptx"


def parts(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as file:
        names = file.namelist()
        assert len(names) == len(set(names))
        return {name: file.read(name) for name in names}


def slides(package: Path) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(content)
        for name, content in parts(package).items()
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
    }


def films(package: Path) -> dict[str, etree._Element]:
    return {
        name: slide
        for name, slide in slides(package).items()
        if slide.find(f".//{P}video") is not None
    }


def test_every_relationship_leads_to_a_part_and_every_use_to_a_relationship(package: Path) -> None:
    content = parts(package)
    related = [name for name in content if name.endswith(".rels")]
    assert len(related) > PARTS * BEATS
    for name in related:
        home, _, source = name.replace("_rels/", "").rpartition("/")
        source = f"{home}/{source.removesuffix('.rels')}".lstrip("/")
        ids = []
        for relation in etree.fromstring(content[name]):
            target = posixpath.normpath(posixpath.join(home, relation.get("Target"))).lstrip("/")
            assert target in content, f"{name}: {target}"
            ids.append(relation.get("Id"))
        assert len(ids) == len(set(ids))
        if source in content:
            used = re.findall(rb'\br:(?:id|embed|link)="([^"]+)"', content[source])
            assert {use.decode() for use in used} <= set(ids), source


def test_every_part_has_a_content_type(package: Path) -> None:
    content = parts(package)
    types = etree.fromstring(content["[Content_Types].xml"])
    endings = {
        one.get("Extension"): one.get("ContentType") for one in types if one.get("Extension")
    }
    named = {one.get("PartName") for one in types if one.get("PartName")}
    assert endings["mp4"] == "video/mp4"
    assert {f"/{name}" for name in content} >= named
    for name in content:
        assert f"/{name}" in named or name.rpartition(".")[2] in endings


def test_ids_are_unique_and_timings_aim_at_shapes_that_are_there(package: Path) -> None:
    assert len(films(package)) == PARTS * BEATS
    for name, slide in slides(package).items():
        shapes = Counter(shape.get("id") for shape in slide.iter(f"{P}cNvPr"))
        assert max(shapes.values()) == 1, name
        times = Counter(time.get("id") for time in slide.iter(f"{P}cTn"))
        assert not times or max(times.values()) == 1, name
        assert {target.get("spid") for target in slide.iter(f"{P}spTgt")} <= set(shapes)


def test_a_film_starts_with_its_slide_and_stands_at_its_end(package: Path) -> None:
    for slide in films(package).values():
        (movie,) = slide.iter(f"{P}pic")
        shape = movie.find(f".//{P}cNvPr").get("id")
        (effect,) = (
            time for time in slide.iter(f"{P}cTn") if time.get("nodeType") == "afterEffect"
        )
        play = effect.find(f".//{P}cmd")
        assert play.get("cmd") == "playFrom(0.0)"
        assert play.find(f".//{P}spTgt").get("spid") == shape
        assert play.find(f".//{P}cTn").get("dur") == str(1000 * FRAMES // FPS)
        (node,) = slide.iter(f"{P}cMediaNode")
        assert node.get("showWhenStopped", "1") == "1"
        assert node.find(f"{P}cTn").get("fill") == "hold"


def test_every_film_is_a_part_of_its_own_stored_as_it_is(package: Path) -> None:
    with zipfile.ZipFile(package) as file:
        media = [entry for entry in file.infolist() if entry.filename.endswith(".mp4")]
        assert len(media) == PARTS * BEATS
        assert {entry.compress_type for entry in media} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_film_asks_little_of_a_decoder_and_plays_while_it_is_read(
    package: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(package) as file:
        film = tmp_path / "film.mp4"
        film.write_bytes(file.read("ppt/media/media1.mp4"))
    assert stream_needs(film) == {"level": 10, "references": 1, "b_frames": 0}
    content = film.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_everything_on_a_slide_has_alt_text(package: Path) -> None:
    for name, slide in slides(package).items():
        (tree,) = slide.iter(f"{P}spTree")
        shapes = [
            shape for shape in tree.iter(f"{P}cNvPr") if shape.getparent().tag != f"{P}nvGrpSpPr"
        ]
        assert shapes
        assert all(shape.get("descr") for shape in shapes), name


def test_every_slide_has_a_title_of_its_own_and_a_beat_its_notes(package: Path) -> None:
    show = pptx.Presentation(str(package))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[:4] == ["A deck <of> two & more", "Topic 0", "Topic 0 (1/10)", "Topic 0 (2/10)"]
    assert len(set(titles)) == len(titles) == 1 + PARTS * (1 + BEATS)
    notes = [
        slide.notes_slide.notes_text_frame.text for slide in show.slides if slide.has_notes_slide
    ]
    assert notes == [NOTES] * PARTS * BEATS


def test_the_poster_is_the_first_frame_and_fills_the_slide(package: Path) -> None:
    show = pptx.Presentation(str(package))
    (movie, _) = show.slides[2].shapes
    assert (movie.left, movie.top) == (0, 0)
    assert (movie.width, movie.height) == (show.slide_width, show.slide_height)
    assert movie.poster_frame is not None


def test_new_slides_get_the_theme(tmp_path: Path) -> None:
    write_powerpoint(deck(tmp_path, theme=LIGHT), tmp_path / "deck.pptx", tmp_path)
    theme = parts(tmp_path / "deck.pptx")["ppt/theme/theme1.xml"].decode()
    assert f'<a:lt1><a:srgbClr val="{LIGHT.background[1:].upper()}"/></a:lt1>' in theme
    assert f'<a:dk1><a:srgbClr val="{LIGHT.text[1:].upper()}"/></a:dk1>' in theme


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice: apt install libreoffice"
)
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    from pypdf import PdfReader

    write_powerpoint(deck(tmp_path, parts=2), tmp_path / "deck.pptx", tmp_path)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == 1 + 2 * (1 + 2)
    assert "Topic 0" in pages[1].extract_text()
