"""Hierarchy's story: what is told is what the network computed, and what the engine says."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pooling import trained as trained_module
from pooling.forward import forward
from pooling.hierarchy import see, working_size
from pooling.planes import Array
from pooling.receptive_field import ReceptiveField, receptive_field
from pooling.trained import SHIPPED, load_trained
from render import main
from scenes.beats import Story
from scenes.inputs import InputError, read_input
from scenes.studio import telling
from scenes.topics.hierarchy import told as told_module
from scenes.topics.hierarchy.story import ROLES, story
from tests.scenes.onnx_files import squeezenet, unpooled
from tests.scenes.staging import Staging
from tests.scenes.variants.hierarchy import VARIANTS, album

LAYERS = ["conv1.relu", "conv2_2.relu", "conv3_2.relu", "conv4_2.relu"]
told = Staging("hierarchy").told


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZOOMOUT_CACHE", str(tmp_path / "cache"))


@cache
def account(height: int, width: int) -> ReceptiveField:
    return receptive_field(load_trained().network.upto(LAYERS[-1]), (height, width))


def units(found: Story) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for depth in found["page"].data["depths"]:
        for unit in depth["units"]:
            yield depth, unit


@cache
def photo(name: str) -> Array:
    return np.asarray(read_input(name).array, np.float32)


def test_the_default_beats() -> None:
    assert told().ids == (
        "hook", "edges", "pool", "textures", "parts", "objects", "zoom_out", "page",
    )  # fmt: skip
    assert [depth["layer"] for depth in told()["page"].data["depths"]] == LAYERS


@pytest.mark.parametrize("name", VARIANTS)
def test_words_are_earned_by_a_word_and_patches(name: str) -> None:
    found = told(name)
    roles = [beat for beat in found.beats if beat.id in ROLES[4]]
    if name not in ("known", "unknown"):  # these were given their variants
        for beat in roles:
            unit = found["page"].data["depths"][beat.data["place"]]["units"][0]
            assert (beat.variant == "earned") == bool(unit["word"] and unit["patches"])
        everything = len(roles) == 4 and all(beat.variant == "earned" for beat in roles)
        assert found["page"].variant == (
            "alone" if found.parameters["unit"] is not None else "earned" if everything else ""
        )
    assert "Edges, textures" not in found.caption("page") or found["page"].variant == "earned"


@pytest.mark.parametrize("name", ["default", "a unit"])
def test_every_box_is_the_receptive_field_engines(name: str) -> None:
    count = 0
    for depth, unit in units(told(name)):
        for patch in unit["patches"]:
            full = photo(patch["name"])
            rows, cols = working_size(load_trained().network, *full.shape[:2])
            box = account(rows, cols).box(depth["layer"], patch["cell"], clip=False)
            assert box is not None
            assert (box.height, box.width) == depth["size"]
            scale = np.array([full.shape[0] / rows, full.shape[1] / cols] * 2)
            edges = np.rint([box.top, box.left, box.bottom, box.right] * scale)
            assert patch["box"] == tuple(edges)
            count += 1
    assert count > 15


def test_every_patch_is_cut_from_its_photo_at_full_resolution() -> None:
    for _, unit in units(told()):
        for patch in unit["patches"]:
            top, left, bottom, right = patch["box"]
            full = photo(patch["name"])
            crop = patch["crop"]
            assert crop.shape == (bottom - top, right - left, 4)
            inside = crop[..., 3] == 255
            rows = np.flatnonzero(inside.any(axis=1))
            cols = np.flatnonzero(inside.any(axis=0))
            part = full[top + rows[0] : top + rows[-1] + 1, left + cols[0] : left + cols[-1] + 1]
            shown = crop[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1, :3]
            assert np.array_equal(shown, np.rint(255 * part))


def test_patches_are_strong_the_strongest_first_and_few_of_one_photo() -> None:
    for _, unit in units(told()):
        values = [patch["value"] for patch in unit["patches"]]
        assert values == sorted(values, reverse=True)
        assert all(patch["rank"] >= 0.999 for patch in unit["patches"])
        photos = [patch["photo"] for patch in unit["patches"]]
        assert all(photos.count(each) <= 3 for each in photos)


def test_maps_are_what_the_network_sees() -> None:
    sight = see(load_trained(), photo("coffee"), LAYERS)
    for depth, unit in units(told()):
        assert np.array_equal(unit["map"], sight.maps[depth["layer"]][unit["unit"]])
        assert depth["span"] == (0, 0, *sight.working.shape[:2])
        top, left, _, _ = sight.span(depth["layer"])
        box = sight.box(depth["layer"], 2, 5)
        assert (box.top + box.bottom) / 2 == top + 2.5 * depth["jump"][0]
        assert (box.left + box.right) / 2 == left + 5.5 * depth["jump"][1]


def test_the_pooled_map_is_that_of_the_networks_own_layer() -> None:
    trained, beat = load_trained(), told()["pool"]
    working = see(trained, photo("coffee"), LAYERS[:1]).working
    part = trained.network.upto("pool1")
    pool1 = forward(part, trained.weights, trained.prepared(working), ["pool1"])["pool1"][0]
    unit = told()["page"].data["depths"][0]["units"][0]["unit"]
    np.testing.assert_allclose(beat.data["after"], pool1[unit], rtol=1e-5, atol=1e-6)
    assert np.array_equal(
        beat.data["trace"].output,
        beat.data["trace"].input.reshape(2, 2, 2, 2).max(axis=(1, 3)),
    )


@pytest.mark.parametrize("name", ["default", "portrait", "stripe"])
def test_the_path_runs_through_the_unit_told_of_at_each_depth(name: str) -> None:
    found = told(name)
    rows, cols = found["hook"].data["working"].shape[:2]
    for depth, step in zip(
        found["page"].data["depths"], found["zoom_out"].data["steps"], strict=True
    ):
        assert step["unit"] == depth["units"][0]["unit"]
        box = account(rows, cols).box(depth["layer"], step["cell"], clip=False)
        assert box is not None
        assert step["seen"] == (box.top, box.left, box.bottom, box.right)


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_fewer_depths_have_fewer_roles(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_module, "MOST_DEPTHS", most)
    found = story(input=np.full((40, 40, 3), 90, np.uint8), depth=1, unit=0)
    assert tuple(beat for beat in found.ids if beat in ROLES[4]) == ROLES[most]
    assert [found[role].data["place"] for role in ROLES[most]] == list(range(most))


def test_a_depth_begins_the_path() -> None:
    steps = told("a unit")["zoom_out"].data["steps"]
    assert (steps[2]["unit"], steps[3]) == (17, None)
    assert told("a unit")["page"].values["layer"] == "conv3_2.relu"
    assert {len(depth["units"]) for depth in told("a unit")["page"].data["depths"]} == {1}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"depth": 9}, r"the depths are 1 conv1.relu, .*, got depth 9: choose one of them"),
        ({"depth": 0}, r"got depth 0"),
        ({"unit": 3}, r"a unit is one of a depth, got unit 3 alone: give its depth, too"),
        ({"depth": 2, "unit": 64}, r"conv2_2.relu has the units 0 to 63, got unit 64"),
        ({"depth": 2, "unit": -1}, r"got unit -1"),
        ({"network": "vgg16"}, r"a trained network is an .onnx file, got 'vgg16'"),
        ({"images": "nowhere"}, r"there is no folder or zip 'nowhere'"),
        ({"input": np.zeros((3, 3, 3), np.uint8)}, r"a photo of 3x3 pixels, .* too small"),
        ({"input": [[1, 2], [3, 4]]}, r"a hierarchy is shown on a photo"),
    ],
)
def test_what_cannot_be_told_is_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        story(**asked)


def test_patches_come_from_a_folder(tmp_path: Path) -> None:
    folder = album(tmp_path, "b.png", "a.jpg", "c.png")
    (tmp_path / "damaged.jpg").write_bytes(b"no photo")
    found = story(images=folder, depth=2, unit=5)
    assert found.input_name == "a"
    names = {patch["name"] for _, unit in units(found) for patch in unit["patches"]}
    assert names <= {"a.jpg", "b.png", "c.png"}
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="holds no photo"):
        story(images=str(empty))


def test_without_pooling_nothing_is_said_of_it(tmp_path: Path) -> None:
    found = story(network=unpooled(tmp_path / "own.onnx"), input="rocket")
    assert found.ids == ("hook", "edges", "objects", "zoom_out", "page")
    assert found["hook"].variant == "unnamed"
    assert {depth["measured"] for depth, _ in units(found)} == {"at hand"}


def test_missing_weights_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(trained_module, "SHIPPED", tmp_path / "zoomnet.npz")
    with pytest.raises(ValueError, match=r"there are no weights at zoomnet.npz: install"):
        story()


def test_weights_and_atlas_are_data_that_make_a_new_story() -> None:
    files = set(telling._data_files("hierarchy"))
    assert {SHIPPED, SHIPPED.parent / "atlas" / "atlas.json"} <= files


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "holiday").mkdir()
    album(tmp_path / "holiday", "cat.jpg", "dog.jpg")
    network = squeezenet(tmp_path / "squeezenet.onnx")
    for options in (
        "--input holiday/cat.jpg",
        "--images holiday/ --depth 3 --unit 17",
        f"--network {network} --input holiday/cat.jpg",
    ):
        line = f"figure hierarchy {options} --dpi 40 -o made/"
        assert main(line.split()) == 0
        assert Path(capsys.readouterr().out.strip().splitlines()[-1]).stat().st_size > 10_000
    for options in ("--network vgg16", "--depth 9", "--images nowhere", "--network no.onnx"):
        assert main(f"figure hierarchy {options} -o made/".split()) == 2
        assert capsys.readouterr().err.count("\n") == 1
    (tmp_path / "cut.jpg").write_bytes((tmp_path / "holiday" / "cat.jpg").read_bytes()[:500])
    assert main(["figure", "hierarchy", "--input", "cut.jpg", "-o", "made/"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
