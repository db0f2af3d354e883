"""Each picture a little different each time: larger, turned, moved, mirrored, lit otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from math import pi

import torch
from torch.nn.functional import affine_grid, grid_sample

Between = Callable[[float, float], torch.Tensor]
"""A number for each picture, drawn between two bounds."""


@dataclass(frozen=True)
class Augment:
    """How far pictures are changed.

    Attributes:
        scales: smallest and largest part of the picture's side that is seen.
        stretch: how much wider than high, or higher than wide, that part may be.
        turn: largest rotation, in degrees.
        move: largest shift of a part as large as the picture, as a share of its side.
        light: largest change of brightness, contrast and saturation, as a share.
    """

    scales: tuple[float, float] = (0.6, 1.0)
    stretch: float = 1.2
    turn: float = 8.0
    move: float = 0.08
    light: float = 0.25

    def __call__(self, images: torch.Tensor, dice: torch.Generator) -> torch.Tensor:
        """Return changed pictures of the same shape; what lies outside a picture is mirrored.

        Args:
            images: (batch, 3, height, width), 0 to 1.
            dice: where the chances come from.
        """
        count = len(images)

        def between(low: float, high: float) -> torch.Tensor:
            return low + (high - low) * torch.rand(count, generator=dice)

        scale = between(*self.scales)
        stretch = self.stretch ** between(-0.5, 0.5)
        across, down = scale * stretch, scale / stretch
        mirror = 1 - 2 * (between(0, 1) < 0.5).float()
        turn = between(-self.turn, self.turn) * pi / 180
        cos, sin = turn.cos(), turn.sin()
        # where a smaller part is seen it may lie anywhere in the picture
        right = between(-1, 1) * (2 * self.move + (1 - across).clamp(min=0))
        below = between(-1, 1) * (2 * self.move + (1 - down).clamp(min=0))
        maps = torch.stack(
            [
                torch.stack([mirror * across * cos, -down * sin, right], 1),
                torch.stack([mirror * across * sin, down * cos, below], 1),
            ],
            1,
        )
        grid = affine_grid(maps, list(images.shape), align_corners=False)
        images = grid_sample(images, grid, padding_mode="reflection", align_corners=False)
        return self._relit(images, between)

    def _relit(self, images: torch.Tensor, between: Between) -> torch.Tensor:
        shape = (-1, 1, 1, 1)
        grey = images.mean(1, keepdim=True)
        images = grey + (images - grey) * between(1 - self.light, 1 + self.light).view(shape)
        mean = images.mean((1, 2, 3), keepdim=True)
        images = mean + (images - mean) * between(1 - self.light, 1 + self.light).view(shape)
        return (images * between(1 - self.light, 1 + self.light).view(shape)).clamp(0, 1)
