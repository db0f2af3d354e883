"""The atlas of preferred pictures, read."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scenes.inputs.atlas import Preferred, read_atlas
from scenes.inputs.model import InputError

UNIT = {"layer": "conv2_2.relu", "unit": 7, "file": "conv2_2.relu-7.webp", "answer": 3.5,
        "strong on photos": 2.0}  # fmt: skip
CLASS = {"layer": "classes", "unit": 1, "file": "class-cup.webp", "class": "cup", "guess": "teapot",
         "confidence": 0.6}  # fmt: skip
WORDS = {"conv1.relu": {"3": "lines"}, "conv2_2.relu": {"7": "stripes"}}


def write(folder: Path, *pictures: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    index = {"rule": "the liveliest", "words": WORDS, "pictures": pictures}
    (folder / "atlas.json").write_text(json.dumps(index))
    for picture in pictures:
        grey = Image.fromarray(np.full((6, 6, 3), 51, np.uint8))
        grey.save(folder / Path(picture["file"]).name, lossless=True)
    return folder


def test_entries_are_found_and_pictures_read(tmp_path: Path) -> None:
    atlas = read_atlas(write(tmp_path, UNIT, CLASS))
    assert atlas.rule == "the liveliest"
    found = atlas.find("conv2_2.relu", 7)
    assert found == Preferred("conv2_2.relu", 7, "conv2_2.relu-7.webp", 3.5)
    picture = atlas.picture(found)
    assert picture.shape == (6, 6, 3)
    assert picture.dtype == np.float32
    assert picture == pytest.approx(0.2)
    assert atlas.find("conv2_2.relu", 8) is None
    assert atlas.units("conv2_2.relu") == (7,)
    assert atlas.word("conv2_2.relu", 7) == "stripes"
    assert atlas.word("conv1.relu", 3) == "lines"
    assert atlas.word("classes", 1) == ""
    cup = atlas.find("classes", 1)
    assert cup is not None
    assert (cup.guess, cup.confidence) == ("teapot", 0.6)


def test_what_is_missing_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the atlas of preferred pictures cannot be read"):
        read_atlas(tmp_path / "none")
    folder = write(tmp_path, UNIT)
    for text in ("", "[]", "{}", '{"pictures": [{}], "rule": "", "words": {}}', '{"words": []}'):
        (folder / "atlas.json").write_text(text)
        with pytest.raises(InputError, match="the atlas of preferred pictures cannot be read"):
            read_atlas(folder)
    write(folder, UNIT | {"file": "../secret.webp"})
    with pytest.raises(InputError, match="lies elsewhere"):
        read_atlas(folder)
    atlas = read_atlas(write(folder, UNIT))
    (folder / "conv2_2.relu-7.webp").write_bytes(b"broken")
    with pytest.raises(InputError, match="cannot be read"):
        atlas.picture(atlas.entries[0])
