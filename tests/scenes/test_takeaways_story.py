"""The story of the takeaways: five lines, and numbers that a slow way of counting confirms."""

import re
from pathlib import Path

import numpy as np
import pytest

from pooling import edge_response, luminance
from pooling.hierarchy import see
from pooling.trained import load_trained
from render import main
from scenes.inputs import InputError, read_input
from scenes.topics.takeaways import network
from scenes.topics.takeaways.story import LINES, story
from tests.scenes.staging import Staging
from tests.scenes.variants.takeaways import VARIANTS

told = Staging("takeaways").told
each_variant = pytest.mark.parametrize("name", VARIANTS)


def test_the_default_captions() -> None:
    default = told()
    assert [default.caption(beat) for beat in default.ids] == [
        "One photo went through this lecture. Five pictures of it are worth keeping.",
        "59,200 numbers become 925. Move the photo by one pixel: 60 % of them stay, "
        "unpooled only 14 %.",
        "In every 4×4 window only the strongest survives. Edges keep 69 % of their contrast, "
        "under the mean 42 %.",
        "The mean of a map is one number: not where, only how much. "
        "vgg16's head then learns 513,000 numbers, not 123,642,856.",
        "Strided convolution shrinks, too, and its 147 weights are learned. Pooling has none.",
        "Pool, look, pool again: units see 7, 16, 34, 70 pixels. "
        "At the end stands one word: espresso, 98 % sure.",
        "Five lines to take home. And one sentence.",
    ]


def test_the_lines_are_the_lectures() -> None:
    assert [told().label(name) for name in LINES] == [
        "Pooling compresses & gains invariance",
        "Max pooling highlights strong features",
        "Average/GAP summarize context",
        "Strided conv learns what to keep",
        "Hierarchical representations",
    ]
    assert " ".join(told().label(f"closing_{part}") for part in (1, 2)) == (
        "Pooling lets networks zoom out – "
        "learning not just pixels, but patterns, parts, and objects."
    )


def blocks(values: np.ndarray, side: int) -> np.ndarray:
    """The cells of each window, (rows, columns, cells of a window in scan order)."""
    rows, cols = (length // side for length in values.shape)
    return values.reshape(rows, side, cols, side).swapaxes(1, 2).reshape(rows, cols, side * side)


def cut(name: str, beat: str) -> np.ndarray:
    """The part of the photo that a beat pools, averaged as it is."""
    photo = read_input(VARIANTS[name].get("input")).array
    factor = -(-max(photo.shape[:2]) // 320)
    top, left, bottom, right = told(name)[beat].data["box"]
    part = photo[top:bottom, left:right]
    rows, cols = part.shape[0] // factor, part.shape[1] // factor
    small: np.ndarray = part.reshape(rows, factor, cols, factor, 3).mean(axis=(1, 3))
    return small


@each_variant
def test_what_stays_is_what_a_count_finds(name: str) -> None:
    data, values = told(name)["compresses"].data, told(name)["compresses"].values
    fine = np.rint(luminance(cut(name, "compresses")).astype(float) * 255)
    found = []
    for step in (1, 8):
        moved = np.zeros_like(fine)
        moved[:, step:] = fine[:, :-step]
        pooled = blocks(fine, 8).max(axis=2) == blocks(moved, 8).max(axis=2)
        found.append((fine == moved, pooled))
    (plain, near), (_, far) = found
    assert np.mean(data["stays"][0] == plain) > 0.995  # float32 may round the other way
    assert np.mean(data["stays"][1] == near) > 0.99
    assert data["shares"] == pytest.approx((near.mean(), plain.mean(), far.mean()), abs=0.005)
    assert (values["before"], values["after"]) == (fine.size, near.size)


@each_variant
def test_a_pooled_cell_has_the_colour_of_its_brightest(name: str) -> None:
    levels = told(name)["compresses"].data["levels"]
    bright = np.rint(luminance(cut(name, "compresses").astype(np.float32)) * 255)
    assert np.abs(levels[0] - cut(name, "compresses") * 255).max() <= 1
    for time, level in enumerate(levels[1:], 1):
        side = 2**time
        first = blocks(bright, side).argmax(axis=2)
        colours = [
            np.take_along_axis(blocks(levels[0][..., k], side), first[..., None], 2)[..., 0]
            for k in range(3)
        ]
        assert np.mean(np.stack(colours, axis=2) == level) > 0.99


@each_variant
def test_one_cell_of_each_window_survives_the_strongest(name: str) -> None:
    data = told(name)["strongest"].data
    wins, values = blocks(data["wins"], 4), blocks(data["map"], 4)
    assert (wins.sum(axis=2) == 1).all()
    assert np.array_equal(values.argmax(axis=2), wins.argmax(axis=2))
    assert np.array_equal(values.max(axis=2), data["pooled"])
    assert data["map"].max() <= 99
    most, least = data["shares"]
    assert 0 < least < most <= 1


def test_the_edges_are_those_of_the_photo() -> None:
    gray = luminance(read_input().array).reshape(200, 2, 300, 2).mean(axis=(1, 3))
    edges = edge_response(gray, "magnitude")[:, 2:298]
    shown = told()["strongest"].data["map"]
    assert shown.shape == edges.shape
    assert np.corrcoef(shown.ravel(), edges.ravel())[0, 1] > 0.99


@each_variant
def test_every_map_becomes_its_mean(name: str) -> None:
    data, values = told(name)["context"].data, told(name)["context"].values
    assert np.allclose(data["means"], data["maps"].astype(float).mean(axis=(1, 2)), rtol=1e-4)
    assert data["maps"].shape[0] == values["maps"] == 160
    assert data["parameters"] == (123_642_856, 513_000)
    assert values["ratio"] == 241


@each_variant
def test_the_strided_answers_are_every_second_one_of_the_network(name: str) -> None:
    data, values = told(name)["learns"].data, told(name)["learns"].values
    photo = read_input(VARIANTS[name].get("input"))
    trained = load_trained()
    maps = see(trained, photo.array, ["conv1.relu"]).maps["conv1.relu"]
    unit = network.look(photo).unit("conv1.relu")
    assert np.allclose(data["maps"][1], maps[unit, ::2, ::2], atol=1e-5)
    assert np.array_equal(data["weights"], trained.weights["conv1"]["weight"][unit])
    assert values["weights"] == 3 * 7 * 7
    assert all(answers.min() >= 0 for answers in data["maps"])


def test_a_kernel_drawn_at_random_is_no_picture_of_the_learned_one() -> None:
    drawn, learned = (kernel.astype(float) for kernel in told()["learns"].data["kernels"])
    assert drawn.shape == learned.shape == (7, 7, 3)
    assert abs(np.corrcoef(drawn.ravel(), learned.ravel())[0, 1]) < 0.3


def test_the_path_is_that_of_the_hierarchy() -> None:
    from scenes.topics.hierarchy.story import story as hierarchy

    other = hierarchy()
    steps = other["zoom_out"].data["steps"]
    data = told()["hierarchy"].data
    assert [level["cell"] for level in data["levels"]] == [step["cell"] for step in steps]
    assert [level["seen"] for level in data["levels"]] == [step["seen"] for step in steps]
    for level, depth in zip(data["levels"], other["page"].data["depths"], strict=True):
        assert np.array_equal(level["map"], depth["units"][0]["map"])
        assert level["size"] == depth["size"]
    assert data["guess"] == other["zoom_out"].data["guess"]


def test_without_a_path_the_units_that_answer_most_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(*_: object) -> None:
        raise ValueError("nothing speaks for that class")

    monkeypatch.setattr(network, "evidence", nothing)
    plain = story()
    levels = plain["hierarchy"].data["levels"]
    assert [level["cell"] for level in levels] == [None] * 4
    assert all(level["map"].max() > 0 for level in levels)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ([[1, 2], [3, 4]], "shown on a photo, got the table"),
        (np.zeros((15, 50, 3), np.uint8), "at least 16 pixels along its shorter edge"),
        (
            np.zeros((40, 900, 3), np.uint8),
            "at least 48 pixels along its shorter edge to be pooled 3",
        ),
        (np.full((40, 50, 3), 90, np.uint8), "no edges"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(given: object, part: str) -> None:
    with pytest.raises(InputError) as caught:
        story(input=given)  # type: ignore[arg-type]
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_is_refused_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table.csv").write_text("1,2\n3,4\n")
    assert main(["figure", "takeaways", "--input", str(tmp_path / "table.csv")]) == 2
    assert re.fullmatch(r"error: [^\n]+give a photo\n", capsys.readouterr().err)
