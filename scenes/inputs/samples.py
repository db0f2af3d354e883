"""Sample photos that are already on the machine, inside the wheels of two dependencies.

They are found without importing those packages, which would cost a second or more at the start.
"""

import difflib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from scenes.inputs.model import Input, InputError, shown
from scenes.inputs.photos import photo_from_file

DEFAULT_SAMPLE = "coffee"


@dataclass(frozen=True)
class Sample:
    """One shipped photo: what it shows, who made it, and under which licence."""

    name: str
    shows: str
    author: str
    licence: str
    package: str
    distribution: str
    file: str

    @property
    def source(self) -> str:
        """The credit line: what is seen, by whom, under which licence, from which package."""
        return (
            f"{self.shows} (photo: {self.author}; {self.licence}; "
            f"sample photo of {self.distribution})"
        )


_SAMPLES = (
    # Source of author and licence: the docstrings of skimage.data (scikit-image 0.26).
    Sample(
        "coffee",
        "A cup of coffee",
        "Rachel Michetti, courtesy of Pikolo Espresso Bar",
        "CC0",
        "skimage",
        "scikit-image",
        "data/coffee.png",
    ),
    Sample(
        "chelsea",
        "Chelsea the cat",
        "Stefan van der Walt",
        "CC0",
        "skimage",
        "scikit-image",
        "data/chelsea.png",
    ),
    Sample(
        "astronaut",
        "The astronaut Eileen Collins",
        "NASA, Great Images database",
        "public domain, no known copyright restrictions",
        "skimage",
        "scikit-image",
        "data/astronaut.png",
    ),
    Sample(
        "rocket",
        "The launch of DSCOVR on a Falcon 9",
        "SpaceX",
        "public domain",
        "skimage",
        "scikit-image",
        "data/rocket.jpg",
    ),
    # Source: the comment inside the file, commons.wikimedia.org/wiki/File:Grace_Hopper.jpg, and
    # Matplotlib's pull request 1599, which added it as a public domain picture.
    Sample(
        "grace_hopper",
        "Grace Hopper",
        "Wikimedia Commons, File:Grace_Hopper.jpg",
        "public domain",
        "matplotlib",
        "Matplotlib",
        "mpl-data/sample_data/grace_hopper.jpg",
    ),
)

SAMPLES: Mapping[str, Sample] = MappingProxyType({sample.name: sample for sample in _SAMPLES})


def sample_photo(name: str = DEFAULT_SAMPLE) -> Input:
    """Read one of ``SAMPLES`` as a photo of shape (height, width, 3).

    Raises:
        InputError: no sample has this name, or the package that ships it is not installed.

    >>> sample_photo("chelsea").array.shape
    (300, 451, 3)
    """
    if name not in SAMPLES:
        nearest = difflib.get_close_matches(name, SAMPLES, n=1)
        hint = f" (nearest: {nearest[0]})" if nearest else ""
        raise InputError(
            f"no sample photo is called {shown(name)}{hint}: choose from {', '.join(SAMPLES)}"
        )
    sample = SAMPLES[name]
    return Input("photo", name, sample.source, photo_from_file(_locate(sample)).array)


def _locate(sample: Sample) -> Path:
    # find_spec of a top-level package reads no code of it.
    spec = importlib.util.find_spec(sample.package)
    folders = (spec.submodule_search_locations if spec else None) or ()
    for folder in folders:
        file = Path(folder, sample.file)
        if file.is_file():
            return file
    raise InputError(
        f"the sample photo {shown(sample.name)} comes with {sample.distribution}, which does not "
        f"provide it here: pip install {sample.distribution.lower()}, or pass a photo of your own"
    )
