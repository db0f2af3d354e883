"""What a lecture is: the shipped file, a copy of it, the options; and words of one's own."""

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes import beats
from scenes.beats import Story
from scenes.products import wording
from scenes.products.description import SHIPPED, read_lecture
from scenes.products.settings import read_settings
from scenes.studio.failures import BadInputError
from scenes.studio.fingerprint import fingerprints
from scenes.topics import discover

TABLE = "1,3,2,8\n4,6,5,2\n7,1,0,3\n2,9,4,1\n"
QUICK = 'topics = ["max_pooling"]\ninput = "table.csv"\n'
"""A lecture that is told in no time: nothing but a table is pooled."""

Write = Callable[[str], Path]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No story is kept outside the test."""
    monkeypatch.setenv("ZOOMOUT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a lecture's file beside a table and a logo, in the folder it is called from."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(TABLE)
    Image.new("RGBA", (40, 20)).save(tmp_path / "logo.png")

    def written(text: str) -> Path:
        path = Path("lecture.toml")
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_the_shipped_lecture_names_topics_in_the_lectures_order() -> None:
    assert read_settings(SHIPPED, "lecture")["topics"] == [
        *("zoom_out", "why_pooling", "max_pooling", "average_pooling", "strided_convolution"),
        *("receptive_field", "hierarchy", "pooling_vs_strided", "exercises", "takeaways"),
    ]


def test_every_line_of_the_shipped_file_may_be_uncommented(tmp_path: Path) -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("# title"))
    Image.new("RGB", (40, 20)).save(tmp_path / "university.png")
    Image.new("RGB", (300, 200), "orange").save(tmp_path / "photo.jpg")
    copy = tmp_path / "copy.toml"
    copy.write_text(
        "\n".join(
            ['topics = ["max_pooling"]', *(line.removeprefix("# ") for line in lines[head:])]
        ).replace('"de"', '"en"'),
        encoding="utf-8",
    )
    lecture = read_lecture(copy)
    assert (lecture.title, lecture.author, lecture.theme.name) == (
        "Pooling, week 7",
        "Your name",
        "light",
    )
    assert lecture.chapters[0].changed == {"kernel_size": 3, "stride": 2}
    assert lecture.chapters[0].story.caption("window").startswith("Here the window looks at 9")


def test_a_copy_changes_order_parameters_photo_words_and_look(write: Write) -> None:
    path = write(
        'topics = ["strided_convolution", "max_pooling"]\ntitle = "Mine"\nauthor = "Me"\n'
        'logo = "logo.png"\ntheme = "light"\ninput = "table.csv"\n'
        "[parameters.max_pooling]\nkernel_size = [2, 2]\nstride = 1\n"
        '[texts.max_pooling]\ntitle = "Best of four"\n'
        '[texts.max_pooling.window]\ncaption = "{winner} it is."\n'
        '[texts.max_pooling.labels]\nwindow = "the window"\n'
    )
    lecture = read_lecture(path)
    strided, pooled = (chapter.story for chapter in lecture.chapters)
    assert (strided.topic, pooled.topic) == ("strided_convolution", "max_pooling")
    assert [lecture.title, lecture.author, lecture.theme.name] == ["Mine", "Me", "light"]
    assert lecture.logo == path.parent / "logo.png"
    assert pooled.parameters["stride"] == (1, 1)
    assert pooled.title() == "Best of four"
    assert pooled.caption("window") == "6 it is."
    assert pooled.label("window") == "the window"
    assert pooled.alt("window").startswith("The window covers the values 1, 3")
    assert strided.input_name == pooled.input_name == "table"


def test_options_come_before_the_file(write: Write) -> None:
    path = write(f'{QUICK}title = "File"\nauthor = "File"\ntheme = "light"\n')
    lecture = read_lecture(path, {"title": "Option", "theme": "dark", "author": None})
    assert (lecture.title, lecture.author, lecture.theme.name) == ("Option", "File", "dark")
    chosen = read_lecture(path, {"topics": "strided_convolution, max_pooling"})
    assert [chapter.topic for chapter in chosen.chapters] == ["strided_convolution", "max_pooling"]


def test_figures_are_light_unless_a_theme_is_named(write: Write) -> None:
    plain, dark = read_lecture(write(QUICK)), read_lecture(write(QUICK), {"theme": "dark"})
    assert [one.theme.name for one in (plain, dark)] == ["dark", "dark"]
    figures = [one.figure(one.chapters[0], "page") for one in (plain, dark)]
    assert [figure.theme.name for figure in figures] == ["light", "dark"]
    assert all(figure.is_default for figure in figures)


def test_without_topics_a_copy_has_those_of_the_shipped_one(write: Write) -> None:
    known = set(discover())
    shipped = read_settings(SHIPPED, "lecture")["topics"]
    if not known >= set(shipped):
        pytest.skip("not every topic of the lecture is there yet")
    lecture = read_lecture(write("title = 'All'\n"))
    assert [chapter.topic for chapter in lecture.chapters] == shipped


def test_own_words_travel_and_change_only_their_beats_digits(write: Write) -> None:
    plain = read_lecture(write(QUICK))
    other = read_lecture(write(f'{QUICK}[texts.max_pooling.window]\ncaption = "{{winner}}."\n'))
    story = other.chapters[0].story
    assert story.caption("window") == "6."
    assert Story.from_json(story.to_json()).caption("window") == "6."
    assert pickle.loads(pickle.dumps(story)).caption("window") == "6."
    before, after = (fingerprints(one.film(one.chapters[0])) for one in (plain, other))
    assert {beat for beat in before if before[beat] != after[beat]} == {"window"}
    labelled = read_lecture(write(f'{QUICK}[texts.max_pooling.labels]\nwindow = "w"\n'))
    shared = fingerprints(labelled.film(labelled.chapters[0]))
    assert all(before[beat] != shared[beat] for beat in before)


def test_a_language_of_ones_own_is_one_file_over_english(write: Write) -> None:
    path = write(f'{QUICK}language = "fr.toml"\n')
    path.with_name("fr.toml").write_text(
        'lecture.title = "Le pooling"\n[max_pooling]\ntitle = "Le maximum"\nthousands = " "\n'
        '[max_pooling.window]\ncaption = "{winner} gagne."\n[max_pooling.fractions]\n"1/9" = "x"\n',
        encoding="utf-8",
    )
    lecture = read_lecture(path)
    story = lecture.chapters[0].story
    assert (lecture.language, lecture.title) == ("fr", "Le pooling")
    assert (story.title(), story.caption("window")) == ("Le maximum", "6 gagne.")
    assert story.caption("step").startswith("The window steps on")
    assert lecture.film(lecture.chapters[0]).language == "en"


def test_a_language_that_ships_is_the_storys_own(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = beats.texts_folder

    def folder(topic: str) -> Path:
        made = tmp_path / "texts" / topic
        if not made.is_dir():
            made.mkdir(parents=True)
            text = (usual(topic) / "en.toml").read_text(encoding="utf-8")
            (made / "en.toml").write_text(text, encoding="utf-8")
            if topic != "zoom_out":
                german = f'thousands = "."\n{text}'.replace("The window steps on", "Weiter")
                (made / "xx.toml").write_text(german, encoding="utf-8")
        return made

    monkeypatch.setattr(beats, "texts_folder", folder)
    monkeypatch.setattr(wording, "texts_folder", folder)
    lecture = read_lecture(write(QUICK), {"language": "xx"})
    story = lecture.chapters[0].story
    assert (lecture.language, story.language) == ("xx", "xx")
    assert story.caption("step").startswith("Weiter")
    assert story.label("numbers", count=60_000) == "60.000 numbers"
    assert lecture.film(lecture.chapters[0]).language == "xx"
    with pytest.raises(BadInputError, match=r"no texts in 'xx' of zoom_out: choose --language en"):
        read_lecture(write(QUICK), {"language": "xx", "topics": "max_pooling,zoom_out"})


BAD = {
    "topics = [": "the lecture 'lecture.toml' cannot be read",
    "topics = []": "topics is a list of at least one topic",
    "topics = 3": "topics is a list of at least one topic",
    'topics = ["max_poling"]': "no topic 'max_poling': did you mean 'max_pooling'",
    'topics = ["max_pooling", "max_pooling"]': "max_pooling is named twice",
    "titel = 'x'": "no key 'titel': did you mean 'title'",
    "title = 3": "title is a text, got 3",
    f"{QUICK}title = '{'x' * 121}'": "title has at most 120 characters, got 121",
    f"{QUICK}title = 'עברית'": "the typeface Lato has no .*, which the words ask for",
    f"{QUICK}theme = 'drak'": "a theme is dark, light or a .toml file, got 'drak'",
    f"{QUICK}theme = 'my.toml'": "there is no file '.*my.toml'",
    f"{QUICK}language = 'tlh'": "no texts in 'tlh' of lecture, max_pooling: choose --language .*en",
    f"{QUICK}language = 'tlh.toml'": "there is no language '.*tlh.toml'",
    f"{QUICK}language = 'table.csv'": "no texts in '.*table.csv'",
    f"{QUICK}logo = 'none.png'": "there is no logo '.*none.png'",
    f"{QUICK}logo = 'table.csv'": "a logo is a png, jpg or webp picture",
    "topics = ['zoom_out']\ninput = 'table.csv'": "zoom_out: .*photo",
    "topics = ['max_pooling']\ninput = 'none.jpg'": "max_pooling: there is no file '.*none.jpg'",
    f"{QUICK}parameters = 3": "parameters is a table, got 3: write",
    f"{QUICK}[parameters.max]": "no topic 'max'",
    f"{QUICK}[parameters.max_pooling]\nkernel = 3": "no parameter of max_pooling 'kernel'",
    f"{QUICK}[parameters.max_pooling]\nstride = 1979-05-27": "stride is a number, a text or a list",
    f"{QUICK}[parameters.max_pooling]\nstride = 'two'": "stride: --stride is a whole number",
    f"{QUICK}[parameters.max_pooling]\nceil_mode = 1": "ceil_mode is true or false, got 1",
    f"{QUICK}[parameters.max_pooling]\nkernel_size = 9": "max_pooling: .*window",
    f"{QUICK}[texts.max_pooling.windw]\ncaption = 'x'": "text of max_pooling 'windw': did you mean",
    f"{QUICK}[texts.max_pooling.window]\ncaptoin = 'x'": "max_pooling.window 'captoin': did you",
    f"{QUICK}[texts.max_pooling.window]\ncaption = 3": "window.caption is a text, got 3",
    f"{QUICK}[texts.max_pooling]\nwindow = 'x'": "max_pooling.window is a table, got 'x'",
    f"{QUICK}[texts.max_pooling.window]\ncaption = '{{foo}}'": "caption asks for {foo}.*may use {",
    f"{QUICK}[texts.max_pooling.labels]\nwindow = '{{foo}}'": "labels.window asks for {foo}",
    f"{QUICK}[texts.max_pooling.hook]\ncaption = '{{foo}}'": "hook.caption asks for {foo}",
    f"{QUICK}[texts.max_pooling.window.tie]\nalt = '{{foo}}'": "window.tie.alt asks for {foo}",
}


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_used_is_told_in_one_line(text: str, write: Write) -> None:
    with pytest.raises(BadInputError, match=BAD[text]) as caught:
        read_lecture(write(text))
    assert "\n" not in str(caught.value).strip()


def test_files_that_are_none() -> None:
    for name, said in (("lecture.txt", "is a .toml file"), ("none.toml", "there is no lecture")):
        with pytest.raises(BadInputError, match=said):
            read_lecture(Path(name))


def test_a_logo_keeps_its_transparency(tmp_path: Path) -> None:
    from scenes.products.logo import read_logo

    picture = np.zeros((10, 1600, 4), np.uint8)
    picture[:, 800:] = 255
    Image.fromarray(picture).save(tmp_path / "wide.png")
    read = read_logo(tmp_path / "wide.png")
    assert read.shape == (5, 800, 4)
    assert (read[2, 10, 3], read[2, -10, 3]) == (0, 255)
