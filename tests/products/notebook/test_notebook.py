"""The notebook is valid, stays the same, runs, and shows what the lecture tells."""

import base64
import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from PIL import Image

from render import main
from scenes.products.description import Lecture, read_lecture
from scenes.products.notebook import demos, starters
from scenes.products.notebook.cells import notebook_text
from scenes.products.notebook.making import check_extra, executed, write_notebook
from scenes.products.notebook.writing import cells_of
from scenes.studio.failures import BadInputError
from scenes.studio.manifest import read_manifest
from scenes.topics import discover

Cells = Mapping[str, Any]


@pytest.fixture(scope="module")
def lecture() -> Lecture:
    return read_lecture()


def cells_by_id(text: str) -> Cells:
    return {cell["id"]: cell for cell in json.loads(text)["cells"]}


def source(cell: Any) -> str:
    return "".join(cell["source"])


def said(cell: Any) -> str:
    """What a cell printed."""
    return "".join(
        "".join(output["text"]) for output in cell["outputs"] if output["output_type"] == "stream"
    )


def written(lecture: Lecture, folder: Path, **options: Any) -> str:
    paths = write_notebook(lecture, folder / "lecture" / "lecture.ipynb", folder, **options)
    assert paths == [folder / "lecture" / "lecture.ipynb"]
    return paths[0].read_text(encoding="utf-8")


def test_it_is_valid_and_has_the_same_bytes_again(lecture: Lecture, tmp_path: Path) -> None:
    text = written(lecture, tmp_path)
    reads: Any = nbformat.reads
    validate: Any = nbformat.validate
    validate(reads(text, as_version=4))
    assert written(lecture, tmp_path) == text
    entry = read_manifest(tmp_path)[0]["lecture/lecture.ipynb"]
    assert (entry["what"], entry["title"]) == ("notebook", lecture.title)


def test_every_topic_has_its_words_numbers_figure_and_film(lecture: Lecture) -> None:
    cells = cells_by_id(notebook_text(cells_of(lecture, Path("a.ipynb"), Path())))
    for number, chapter in enumerate(lecture.chapters, 1):
        story, topic = chapter.story, chapter.topic
        words = source(cells[f"{topic}-words"])
        assert words.startswith(f"## {number}. {story.title()}\n\n*{story.tagline()}*\n\n- ")
        plain = words.replace("\\", "")
        assert all(f"- {story.caption(beat)}" in plain for beat in story.ids)
        assert f"{topic}_story = story()" in source(cells[f"{topic}-numbers"])
        assert story.figure_alt("page") in source(cells[f"{topic}-alt"]).replace("\\", "")
        assert source(cells[f"{topic}-film"]).startswith("if RUN_ANIMATIONS:\n")


def test_a_demo_and_a_starter_belong_to_what_there_is(lecture: Lecture) -> None:
    own = {name for name in vars(demos) if not name.startswith("_")}
    assert own - set(discover()) == {"movement", "Path", "Story"}
    cells = cells_by_id(notebook_text(cells_of(lecture, Path("a.ipynb"), Path())))
    for name in ("by_hand", "swap_average", "swap_stride", "feature_maps", "head"):
        assert hasattr(starters, name)
        assert f"exercises-{name}-start" in cells


def test_the_lectures_demo_and_table_are_there_as_they_stand(lecture: Lecture) -> None:
    cells = cells_by_id(notebook_text(cells_of(lecture, Path("a.ipynb"), Path())))
    demo = source(cells["strided_convolution-numbers"])
    assert 'print("Strided conv (stride=2):\\n", strided_conv2d(img, filt, stride=2))' in demo
    assert source(cells["pooling_vs_strided-table"]).splitlines()[2:] == [
        "| Property | Pooling | Strided convolution |",
        "| --- | --- | --- |",
        "| Learnable | No | Yes |",
        "| Invariance | Strong (max) | Moderate |",
        "| Sharpness | High (max) | Depends on learned filters |",
        "| Modern usage | Declining | Increasing |",
    ]
    lines = source(cells["takeaways-lines"])
    assert "| Hierarchical representations | 7 → 70 –" in lines
    assert lines.endswith("patterns, parts, and objects.")


@pytest.mark.slow
def test_it_runs_and_shows_figures_and_numbers(lecture: Lecture, tmp_path: Path) -> None:
    cells = cells_by_id(written(lecture, tmp_path, execute=True))
    for chapter in lecture.chapters:
        (shown,) = cells[f"{chapter.topic}-figure"]["outputs"]
        picture = Image.open(io.BytesIO(base64.b64decode("".join(shown["data"]["image/png"]))))
        assert picture.width == pytest.approx(6.5 * 120, rel=0.3)
        assert shown["metadata"]["image/png"]["alt"] == chapter.story.figure_alt("page")
        film = cells[f"{chapter.topic}-film"]
        assert said(film).startswith(f"Set RUN_ANIMATIONS = True to render {chapter.topic}")
    assert said(cells["strided_convolution-numbers"]) == (
        "Original:\n [[1 3 2 8]\n [4 6 5 2]\n [7 1 0 3]\n [2 9 4 1]]\n"
        "MaxPool 2x2:\n [[6. 8.]\n [9. 4.]]\n"
        "AvgPool 2x2:\n [[3.5  4.25]\n [4.75 2.  ]]\n"
        "Global Avg Pool: 3.625\n"
        "Strided conv (stride=2):\n [[ 0. -9.]\n [13. -6.]]\n"
    )
    story = lecture.chapters[0].story
    assert f"= {story['again'].values['last']:,} numbers" in said(cells["zoom_out-numbers"])
    assert "27% of the outputs are right" in said(cells["exercises-by_hand-start"])
    assert not (tmp_path / "videos").exists()


def one_topic(tmp_path: Path, body: str) -> Lecture:
    description = tmp_path / "mine.toml"
    description.write_text(body, encoding="utf-8")
    return read_lecture(description, {"topics": "max_pooling"})


def test_a_lecture_of_ones_own_goes_into_it(tmp_path: Path) -> None:
    photo = tmp_path / "my photos" / 'Käse "1".png'
    photo.parent.mkdir()
    Image.effect_noise((64, 48), 60).convert("RGB").save(photo)
    mine = one_topic(
        tmp_path,
        f"""
        title = "Mine *and* yours"
        author = "Ada"
        theme = "light"
        input = 'my photos/{photo.name}'
        [parameters.max_pooling]
        kernel_size = 3
        [texts.max_pooling.window]
        caption = "Here {{winner}} wins."
        """,
    )
    text = written(mine, tmp_path)
    cells = cells_by_id(text)
    assert source(cells["title"]).startswith("# Mine \\*and\\* yours\n\nAda\n\n")
    assert 'load_theme("light")' in source(cells["setup"])
    told = source(cells["max_pooling-numbers"])
    assert f"story(input={'../my photos/' + photo.name!r}, kernel_size=3)" in told
    assert "texts={'window': {'caption': 'Here {winner} wins.'}}" in told
    winner = mine.chapters[0].story["window"].values["winner"]
    assert f"- Here {winner} wins." in source(cells["max_pooling-words"])
    # The cells find the photo from where the notebook lies.
    run = cells_by_id(executed(text, tmp_path / "lecture"))
    assert run["max_pooling-figure"]["outputs"][0]["data"]["image/png"]


@pytest.mark.slow
def test_films_are_rendered_and_shown_where_the_switch_is_on(tmp_path: Path) -> None:
    lecture = read_lecture(None, {"topics": "zoom_out"})
    text = written(lecture, tmp_path, animations=True)
    assert "RUN_ANIMATIONS = True" in text
    # Five frames a second are enough to see that there is a film.
    text = text.replace('QUALITY, FPS = \\"l\\", 15', 'QUALITY, FPS = \\"l\\", 5')
    (shown,) = cells_by_id(executed(text, tmp_path / "lecture"))["zoom_out-film"]["outputs"]
    film = next((tmp_path / "videos").glob("*.mp4"))
    page = "".join(shown["data"]["text/html"])
    assert base64.b64encode(film.read_bytes()).decode() in page
    assert 'controls aria-label="Zooming out"' in page


def test_a_cell_that_fails_is_told_in_one_line(tmp_path: Path) -> None:
    from scenes.products.notebook.cells import code

    with pytest.raises(RuntimeError, match="a cell of the notebook failed: ZeroDivisionError"):
        executed(notebook_text([code("bad", "1 / 0")]), tmp_path)


def test_the_extra_is_asked_for_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    check_extra()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BadInputError, match=r"pip install 'zoomout\[notebook\]'"):
        check_extra()


def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["notebook", "--topics", "max_pooling,zoom_out", "--title", "Two"]) == 0
    assert capsys.readouterr().out == "media/lecture/lecture.ipynb\n"
    first = source(json.loads(Path("media/lecture/lecture.ipynb").read_text())["cells"][0])
    assert first.startswith("# Two\n")
    shutil.rmtree("media")
    assert main(["notebook", "--topics", "max_poling", "-o", "mine.ipynb"]) == 2
    assert "did you mean 'max_pooling'?" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
