"""The scene of max pooling: what it puts on the stage, and whether that can be read."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes.theme import DARK, LIGHT
from scenes.topics.max_pooling.video import MaxPooling
from tests.scenes.rehearsal import rehearse
from tests.scenes.staging import Staging, tinted
from tests.scenes.variants.max_pooling import VARIANTS

on_stage = Staging("max_pooling")
rehearsed, final = on_stage.rehearsed, on_stage.final


def test_a_slower_pace_takes_longer() -> None:
    parameters: dict[str, Any] = {"input": [[1, 3], [4, 6]]}
    usual = rehearse(MaxPooling, parameters, DARK, until="window").seconds
    slow = rehearse(MaxPooling, parameters, replace(DARK, pace=2.0), until="window").seconds
    assert sum(slow.values()) > 1.3 * sum(usual.values())
    assert all(slow[beat] >= usual[beat] for beat in usual)


@pytest.mark.parametrize("name", ["default", "kernel 3 stride 2", "5×7, ceil_mode", "table"])
def test_the_output_on_the_stage_is_the_traces(name: str) -> None:
    told = rehearse(MaxPooling, VARIANTS[name], DARK, until="step")
    scene, trace = told.scene, told.scene.story["step"].data["trace"]
    assert np.array_equal([number.value for number in scene.source.numbers], trace.input.ravel())
    assert np.array_equal([number.value for number in scene.result.numbers], trace.output.ravel())
    colours = DARK.value_colours(trace.output, trace.input.min(), trace.input.max())
    for cell, number, colour in zip(
        scene.result.cells, scene.result.numbers, colours.reshape(-1, 3), strict=True
    ):
        assert number.get_fill_opacity() == pytest.approx(1)
        assert np.allclose(cell.get_fill_color().to_rgb(), colour, atol=0.01)
    last = trace.at(*np.subtract(trace.shape, 1))
    stands = scene.window_frame.frame.get_center()
    assert np.allclose(stands, scene.window_frame.centre_at(*last.index), atol=1e-6)


@pytest.mark.parametrize(
    "name", ["default", "kernel 3 stride 1", "NaN and ties", "negative, 2×3 kernel"]
)
def test_the_first_window_is_told_as_it_is_traced(name: str) -> None:
    told = rehearse(MaxPooling, VARIANTS[name], DARK, until="window")
    trace = told.scene.story["window"].data["trace"]
    first = trace.at(0, 0)
    revealed = [number for number in told.scene.result.numbers if number.get_fill_opacity() > 0.5]
    assert np.array_equal([n.value for n in revealed], [first.output], equal_nan=True)
    lit = [
        cell
        for cell in told.scene.source.positions()
        if told.scene.source.cell(*cell).get_fill_color().to_hex().lower() == DARK.winner
    ]
    assert lit == [first.winner]
    spoken = [part[0].text for part in told.scene.rule[1:-3]]
    assert spoken == told.scene.story["window"].values["values"].split(", ")


def test_the_texts_of_the_other_beats_are_the_storys_numbers() -> None:
    texts = {beat: [w.text for w in final(beat).words] for beat in rehearsed().seconds}
    assert {"60,000 numbers", "15,000 numbers"} <= set(texts["hook"])
    assert {"input · 16 numbers", "output · 4 numbers"} <= set(texts["step"])
    assert "9wins2windows" in [text.replace(" ", "") for text in texts["overlap"]]
    assert {"1", "0.25", "1 ÷ 4 =", "1 ÷ 1 ="} <= set(texts["border"])
    assert [t for t in texts["border"] if t == "−∞"] == ["−∞"] * 20
    assert {"60,000 numbers", "15,000 numbers", "3,750 numbers"} <= set(texts["real"])
    stays = [text.replace(" ", "") for text in texts["forgiving"]]
    assert {"3of4stay", "0of4stay", "2of2movealong"} <= set(stays)
    shares = [text for text in texts["gradient"] if text in ("0", "1", "2")]
    # From above 1 four times; in the input 1, 1 and 2, and nothing for the thirteen others.
    assert sorted(shares) == ["0"] * 13 + ["1"] * (4 + 2) + ["2"]


def test_what_stayed_is_marked_where_it_stayed() -> None:
    told = rehearse(MaxPooling, {}, LIGHT, until="forgiving")
    data = told.scene.story["forgiving"].data
    for name in ("left", "right", "along"):
        expected = np.argwhere(data[f"kept_{name}"])
        assert len(told.scene.marks[name]) == len(expected)


def test_heat_maps_are_the_cores_arrays() -> None:
    told = rehearse(MaxPooling, {}, DARK, until="real")
    maps = told.scene.story["real"].data["maps"]
    shown = [p for p in told.scene.mobjects if hasattr(p, "pixel_array")]
    expected = [tinted(values, maps[0].max()) for values in maps]
    found = [
        any(
            picture.pixel_array.shape[:2] == colours.shape[:2]
            and np.array_equal(picture.pixel_array[..., :3], colours)
            for picture in shown
        )
        for colours in expected
    ]
    assert found == [True, True, True]
