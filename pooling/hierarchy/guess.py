"""What a network takes a photo for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pooling.forward import forward
from pooling.hierarchy.sight import as_photo
from pooling.layers import Activation
from pooling.planes import Array
from pooling.resize import resize_area
from pooling.trained import Trained


@dataclass(frozen=True, slots=True)
class Guess:
    """A class and how sure the network is of it.

    Attributes:
        place: of the class among all, from 0.
        name: of the class; "class 17" where nobody named it.
        confidence: 0 to 1; those of all classes add up to 1.
    """

    place: int
    name: str
    confidence: float


def guess(trained: Trained, photo: ArrayLike, count: int = 5) -> tuple[Guess, ...]:
    """Return the likeliest classes of a photo, the likeliest first.

    The network sees the middle square of the photo at the size of the pictures it learned from.

    Args:
        trained: the network.
        photo: (height, width, 3), floats of 0 to 1 or whole numbers of 0 to 255.
        count: at most so many.

    Raises:
        TypeError, ValueError: no photo.
    """
    square = training_view(trained, photo)
    output = trained.network.output
    scores = forward(trained.network, trained.weights, trained.prepared(square))[output].ravel()
    if not _is_softmax(trained):
        powers = np.exp(scores.astype(np.float64) - scores.max())
        scores = powers / powers.sum()
    places = np.argsort(-scores, kind="stable")[:count]
    names = trained.classes
    return tuple(
        Guess(int(place), names[place] if names else f"class {place}", float(scores[place]))
        for place in places
    )


def training_view(trained: Trained, photo: ArrayLike) -> Array:
    """Return the middle of a photo as the network learned to see it, (height, width, 3).

    Raises:
        TypeError, ValueError: no photo.
    """
    full = as_photo(photo)
    _, height, width = trained.network.input_shape
    scale = min(full.shape[0] / height, full.shape[1] / width)
    rows, cols = max(1, round(height * scale)), max(1, round(width * scale))
    top, left = (full.shape[0] - rows) // 2, (full.shape[1] - cols) // 2
    return resize_area(full[top : top + rows, left : left + cols], height, width)


def _is_softmax(trained: Trained) -> bool:
    last = trained.network[trained.network.output].layer
    return isinstance(last, Activation) and last.function == "softmax"
