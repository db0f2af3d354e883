"""Images that stand on any four corners, and come to lie on others."""

from typing import Any

from scenes.stage.heat_map import HeatMap
from scenes.stage.timed import Timed


class Lay(Timed):
    """Let an image come to lie as another one does."""

    def __init__(self, image: HeatMap, target: HeatMap, **kwargs: Any) -> None:
        self.first, self.last = image.points.copy(), target.points.copy()
        super().__init__(image, **kwargs)

    def draw(self, share: float) -> None:
        """Draw the state after a share of the way."""
        self.mobject.points = self.first + (self.last - self.first) * share


def spread(image: Any, quad: Any) -> Any:
    """Put an image on four corners, clockwise from the upper left."""
    image.points = quad[[0, 1, 3, 2]]
    return image
