"""The scene of the takeaways: what it puts on the stage, and whether that can be read."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenes.beats import load_texts
from scenes.stage.heat_map import HeatMap
from scenes.stage.scene import READING_SPEED, TICK
from scenes.studio.jobs import Quality, SheetJob
from scenes.studio.stills import final_poses
from scenes.theme import DARK, rgb
from scenes.topics.takeaways.acts.closing import COLUMN, PICTURE
from scenes.topics.takeaways.acts.shelf import SLOT, Fit
from scenes.topics.takeaways.colours import FAINT
from scenes.topics.takeaways.story import LINES
from scenes.topics.takeaways.video import Takeaways
from tests.golden.compare import check_golden
from tests.scenes.legible import FASTEST_CAPTION, faults
from tests.scenes.rehearsal import Pose, Rehearsal, rehearse
from tests.scenes.takeaways_variants import VARIANTS, told

each_variant = pytest.mark.parametrize("name", VARIANTS)


@cache
def rehearsed(name: str) -> Rehearsal:
    """The rehearsal of a variant, played once."""
    return rehearse(Takeaways, VARIANTS[name], DARK)


def final(name: str, beat: str) -> Pose:
    """The last pose of a beat."""
    return next(pose for pose in rehearsed(name).poses if pose.beat == beat and pose.last)


def texts(name: str, beat: str) -> set[str]:
    """What is written at the end of a beat, without spaces."""
    return {word.text.replace(" ", "") for word in final(name, beat).words}


def pixels(image: Any) -> np.ndarray:
    """The colours of an image on the stage, 0 to 255."""
    shown: np.ndarray = image.pixel_array[..., :3]
    return shown


def tinted(values: np.ndarray, top: float) -> np.ndarray:
    """A map as the stage should tint it."""
    return np.rint(DARK.value_colours(values, 0, top) * 255)


@each_variant
def test_everything_can_be_read(name: str) -> None:
    played = rehearsed(name)
    assert {pose.beat: faults(pose) for pose in played.poses if faults(pose)} == {}
    for beat, seconds in played.seconds.items():
        caption = played.scene.story.caption(beat)
        assert len(caption) / seconds <= FASTEST_CAPTION, caption
        assert seconds >= len(caption) / READING_SPEED
        assert abs(seconds / TICK - round(seconds / TICK)) < 1e-6


def test_the_default_lasts_between_sixty_and_eighty_seconds() -> None:
    assert 60 <= sum(rehearsed("default").seconds.values()) <= 80


@each_variant
def test_the_first_picture_is_lit_where_the_numbers_stay(name: str) -> None:
    (picture,) = rehearsed(name).scene.kept[0]
    data = told(name)["compresses"].data
    level, stays = data["levels"][-1] / 255, data["stays"][1]
    dim = FAINT * level + (1 - FAINT) * rgb(DARK.background)
    expected = np.rint(np.where(stays[..., None], level, dim) * 255)
    assert np.array_equal(pixels(picture), expected)


@each_variant
def test_the_second_picture_is_the_pooled_edges_in_the_winners_colour(name: str) -> None:
    (picture,) = rehearsed(name).scene.kept[1]
    share = told(name)["strongest"].data["pooled"][..., None] / 99
    expected = rgb(DARK.background) * (1 - share) + rgb(DARK.winner) * share
    assert np.abs(pixels(picture) - expected * 255).max() <= 1


@each_variant
def test_the_third_picture_has_every_map_and_every_mean(name: str) -> None:
    curtain = rehearsed(name).scene.kept[2]
    data = told(name)["context"].data
    assert curtain.share == 0.5
    height, width = curtain.left.shape[:2]
    rows, cols = data["maps"].shape[1:]
    high, wide = 10 * (rows + 2) - 2, 16 * (cols + 2) - 2
    down, across = height // high, width // wide
    for unit in (0, 37, 159):
        line, column = divmod(unit, 16)
        place = np.s_[
            line * (rows + 2) : line * (rows + 2) + rows,
            column * (cols + 2) : column * (cols + 2) + cols,
        ]
        full, even = (
            side[::down, ::across, :3][place] for side in (curtain.left, curtain.right)
        )  # fmt: skip
        assert np.array_equal(full, tinted(data["maps"][unit], data["top"]))
        tone = tinted(data["means"][unit : unit + 1], data["top"])[0]
        assert (even == tone).all()


@each_variant
def test_the_fourth_picture_is_the_learned_kernel_and_its_answers(name: str) -> None:
    answers, kernel, frame = rehearsed(name).scene.kept[3]
    data = told(name)["learns"].data
    assert np.array_equal(pixels(answers), tinted(data["maps"][1], data["tops"][1]))
    assert np.array_equal(pixels(kernel), data["kernels"][1])
    assert np.allclose(kernel.get_center(), frame.get_center())


@each_variant
def test_the_fifth_picture_is_to_scale(name: str) -> None:
    images = [part for part in rehearsed(name).scene.kept[4] if isinstance(part, HeatMap)]
    data = told(name)["hierarchy"].data
    assert np.array_equal(pixels(images[0]), data["photo"])
    for image, level in zip(images[1:], data["levels"], strict=True):
        assert np.array_equal(pixels(image), tinted(level["map"], level["top"]))
    cells = [
        np.linalg.norm(image.points[1] - image.points[0]) / image.pixel_array.shape[1]
        for image in images
    ]
    assert np.allclose(cells, cells[0], rtol=0.15)  # a tiny map may miss a part of a cell


@each_variant
def test_the_pictures_stand_side_by_side_on_the_page(name: str) -> None:
    kept = rehearsed(name).scene.kept
    assert len(kept) == len(LINES)
    for place, picture in enumerate(kept):
        assert picture.width <= PICTURE[0] + 1e-6
        assert picture.height <= PICTURE[1] + 1e-6
        at = rehearsed(name).scene.column(place)
        assert abs(picture.get_x() - at) < 1e-6
        assert abs(at) + COLUMN / 2 < 7.11


def test_what_is_written_is_the_storys() -> None:
    assert {"1", "2", "3", "4", "5"} <= texts("default", "hook")
    assert {"60%", "Poolingcompresses&gainsinvariance"} <= texts("default", "compresses")
    assert {"69%"} <= texts("default", "strongest")
    assert {"241to1"} <= texts("default", "context")
    assert {"147", "learned"} <= texts("default", "learns")
    assert {"7→70", "espresso", "98%", "sees7px", "sees70px"} <= texts("default", "hierarchy")
    assert {"60%", "69%", "241to1", "147", "7→70"} <= texts("default", "page")


def test_every_label_is_used() -> None:
    source = "".join(
        path.read_text()
        for path in (Path(__file__).parents[2] / "scenes/topics/takeaways").rglob("*.py")
    )
    of_lines = {f"{name}{end}" for name in LINES for end in ("", "_figure", "_note", "_short")}
    numbered = {"closing_1", "closing_2"}
    bars = {f"{key}_bar" for key in ("pooled", "plain", "far", "max", "mean")}
    others = load_texts("takeaways")["labels"].keys() - of_lines - numbered - bars
    assert [key for key in others if f'"{key}"' not in source] == []


def test_a_picture_that_is_fitted_keeps_its_proportions() -> None:
    picture = HeatMap(np.zeros((2, 4, 3))).scale_to_fit_width(8)
    fit = Fit(picture, SLOT, (1, 2, 0), rate_func=lambda share: share)
    fit.interpolate(1.0)
    assert (picture.width, picture.height) == pytest.approx((SLOT[0], SLOT[0] / 2))
    assert np.allclose(picture.get_center(), [1, 2, 0])


def test_golden_frames(tmp_path: Path, regenerate_golden: bool) -> None:
    frames = final_poses(SheetJob(told("default"), DARK), Quality(640, 360, 15))
    picture = tmp_path / "frame.png"
    for beat in ("hierarchy", "page"):
        frames[beat].convert("RGB").save(picture)
        name = f"frames/takeaways-{beat}-dark"
        check_golden(picture, name, tolerance=0.004, regenerate=regenerate_golden)
