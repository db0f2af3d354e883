"""Stories told once, and again as soon as anything is different."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenes.beats import Beat, Story
from scenes.studio import telling
from scenes.studio.cache import Cache
from scenes.studio.telling import tell


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """An empty cache."""
    return Cache(tmp_path / "cache", 10**9)


@pytest.fixture
def calls() -> list[dict[str, Any]]:
    """What `story` was called with."""
    return []


@pytest.fixture
def story(calls: list[dict[str, Any]]) -> Any:
    """A function that tells a story."""

    def told(**parameters: Any) -> Story:
        calls.append(parameters)
        numbers = np.arange(6, dtype=np.float32).reshape(2, 3)
        beat = Beat("hook", data={"numbers": numbers, "mean": numbers.mean()})
        return Story("max_pooling", parameters, "sample", "Made up", (beat,))

    return told


def test_an_unchanged_story_is_told_once(kept: Cache, story: Any, calls: list[Any]) -> None:
    one = tell("max_pooling", story, {"kernel_size": (2, 3)}, kept)
    two = tell("max_pooling", story, {"kernel_size": (2, 3)}, kept)
    alone = tell("max_pooling", story, {"kernel_size": (2, 3)}, None)
    assert len(calls) == 2
    assert one.to_json() == two.to_json() == alone.to_json()
    assert {type(told["hook"].data["mean"]) for told in (one, two, alone)} == {float}
    np.testing.assert_array_equal(two["hook"].data["numbers"], [[0, 1, 2], [3, 4, 5]])


@pytest.mark.parametrize("part", ["source", "versions", "_data"])
def test_what_a_story_comes_from_tells_it_anew(
    kept: Cache, story: Any, calls: list[Any], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("max_pooling", story, {}, kept)
    monkeypatch.setattr(telling, part, lambda *_: {"changed": "1"})
    tell("max_pooling", story, {}, kept)
    assert len(calls) == 2


def test_other_parameters_and_other_topics_are_other_stories(
    kept: Cache, story: Any, calls: list[Any]
) -> None:
    tell("max_pooling", story, {}, kept)
    tell("max_pooling", story, {"stride": 1}, kept)
    tell("max_pooling", story, {"stride": 1.0}, kept)
    tell("receptive_field", story, {}, kept)
    assert len(calls) == 4


@pytest.mark.parametrize("value", ["numbers.csv", ("vgg16",), np.zeros(2)])
def test_what_may_be_a_file_is_read_each_time(
    kept: Cache, story: Any, calls: list[Any], value: Any
) -> None:
    tell("max_pooling", story, {"input": value}, kept)
    tell("max_pooling", story, {"input": value}, kept)
    assert len(calls) == 2


def test_a_damaged_story_is_told_anew(kept: Cache, story: Any, calls: list[Any]) -> None:
    one = tell("max_pooling", story, {}, kept)
    (entry,) = kept.folder.iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    two = tell("max_pooling", story, {}, kept)
    assert len(calls) == 2
    assert one.to_json() == two.to_json()
    assert [path.name for path in kept.folder.iterdir()] == [entry.name]
