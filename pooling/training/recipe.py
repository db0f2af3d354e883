"""How a network learns, as plain data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """How a network learns.

    Attributes:
        epochs: times that each picture is seen.
        batch_size: pictures a step.
        rate: the highest learning rate; it rises for a tenth of the time, then falls to 0.
        momentum: of the gradient.
        decay: pull of the weights of convolutions and dense layers towards 0.
        smoothing: share of the label spread over all classes.
        averaging: share of the averaged weights kept at each step.
        seed: of weights, order and changes of the pictures.
    """

    epochs: int = 45
    batch_size: int = 128
    rate: float = 0.1
    momentum: float = 0.9
    decay: float = 5e-4
    smoothing: float = 0.1
    averaging: float = 0.998
    seed: int = 0
