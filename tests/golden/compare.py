"""Comparing a picture with its golden one, with a picture of the difference where they differ."""

from pathlib import Path

import numpy as np
from PIL import Image

GOLDEN = Path(__file__).parent
FAILURES = GOLDEN / "failures"


def check_golden(
    picture: Path, name: str, *, tolerance: float, seen: int = 40, regenerate: bool = False
) -> None:
    """Compare a png with `tests/golden/<name>.png`.

    Args:
        picture: the file to be checked.
        name: the golden picture's, with its folder.
        tolerance: the share of pixels that may differ visibly.
        seen: by how many of 255 levels a channel must differ to be visible.
        regenerate: write the golden picture instead.

    Raises:
        AssertionError: they differ; tests/golden/failures then has a picture that shows where.
    """
    golden = GOLDEN / f"{name}.png"
    if regenerate:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(picture.read_bytes())
        return
    actual, expected = _pixels(picture), _pixels(golden)
    assert actual.shape == expected.shape, f"{name}: {actual.shape} pixels, not {expected.shape}"
    differs = (np.abs(actual.astype(int) - expected) > seen).any(axis=-1)
    if differs.mean() <= tolerance:
        return
    marked = np.where(differs[..., None], [255, 0, 80], expected // 3 + 170).astype(np.uint8)
    FAILURES.mkdir(exist_ok=True)
    place = FAILURES / f"{name.replace('/', '-')}.png"
    Image.fromarray(np.concatenate([expected, actual, marked], axis=1)).save(place)
    raise AssertionError(
        f"{name}: {differs.mean():.2%} of the pixels differ (allowed {tolerance:.2%}); "
        f"golden, actual and difference side by side: {place}"
    )


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))
