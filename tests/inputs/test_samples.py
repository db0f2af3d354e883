"""The sample photos: found without their packages, credited, and chosen by name."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from scenes.inputs import DEFAULT_SAMPLE, SAMPLES, InputError, read_input, sample_photo

# Sizes as the docstrings of skimage.data state them; Grace Hopper's from the file's header.
SHAPES = {
    "coffee": (400, 600, 3),
    "chelsea": (300, 451, 3),
    "astronaut": (512, 512, 3),
    "rocket": (427, 640, 3),
    "grace_hopper": (600, 512, 3),
}


@pytest.mark.parametrize(("name", "shape"), SHAPES.items())
def test_sample_is_a_photo(name: str, shape: tuple[int, int, int]) -> None:
    photo = sample_photo(name)
    assert (photo.kind, photo.name, photo.channels) == ("photo", name, 3)
    assert photo.array.shape == shape
    assert photo.array.dtype == np.float32
    assert photo.array.min() >= 0
    assert 0.9 < photo.array.max() <= 1


def test_every_sample_is_listed_and_credited() -> None:
    assert set(SAMPLES) == set(SHAPES)
    assert sample_photo("chelsea").source == (
        "Chelsea the cat (photo: Stefan van der Walt; CC0; sample photo of scikit-image)"
    )
    for sample in SAMPLES.values():
        assert "CC0" in sample.licence or "public domain" in sample.licence


def test_nothing_given_is_the_default_sample() -> None:
    assert read_input(None).digest() == sample_photo(DEFAULT_SAMPLE).digest()


def test_bare_name_is_a_sample_unless_a_file_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_input("chelsea").source.startswith("Chelsea the cat")
    Path("chelsea").write_text("1,2")
    with pytest.raises(InputError, match=r"'chelsea' has no ending"):
        read_input("chelsea")


def test_unknown_name_names_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        sample_photo("chelsae")
    assert str(caught.value) == (
        "no sample photo is called 'chelsae' (nearest: chelsea): "
        "choose from coffee, chelsea, astronaut, rocket, grace_hopper"
    )


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"comes with scikit-image.*pip install scikit-image"):
        sample_photo("coffee")


def test_reading_a_sample_imports_no_drawing() -> None:
    program = (
        "import sys, scenes.inputs\n"
        "assert 'PIL' not in sys.modules\n"
        "scenes.inputs.sample_photo('grace_hopper'); scenes.inputs.sample_photo('coffee')\n"
        "print([name for name in ('manim', 'matplotlib', 'skimage') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
