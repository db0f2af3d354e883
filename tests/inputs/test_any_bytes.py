"""Whatever bytes a file holds, reading it gives an input or an InputError, never anything else."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from scenes.inputs import InputError, read_input
from scenes.inputs.read import PHOTO_SUFFIXES, TEXT_SUFFIXES

SUFFIXES = (*PHOTO_SUFFIXES, *TEXT_SUFFIXES, ".npy")


def valid_files() -> list[tuple[str, bytes]]:
    pixels = np.random.default_rng(1).integers(0, 256, (6, 5, 3), dtype=np.uint8)
    files = [(".csv", b"1,2\n3,4\n"), (".tsv", b"1\t2\n"), (".json", b"[[1, 2], [null, 4]]")]
    for suffix, kind in (
        (".png", "PNG"),
        (".jpg", "JPEG"),
        (".webp", "WEBP"),
        (".tiff", "TIFF"),
        (".gif", "GIF"),
        (".bmp", "BMP"),
    ):
        stream = io.BytesIO()
        exif = Image.Exif()
        exif[274] = 6
        Image.fromarray(pixels).save(stream, kind, exif=exif)
        files.append((suffix, stream.getvalue()))
    stream = io.BytesIO()
    np.save(stream, pixels[:, :, 0])
    return [*files, (".npy", stream.getvalue())]


def reads_or_refuses(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        read = read_input(path)
    except InputError as error:
        message = str(error)
    else:
        message = ""
        assert read.array.size > 0
        assert read.array.dtype.kind in "iuf"
    assert "\n" not in message


@settings(derandomize=True, max_examples=200, deadline=None)
@given(suffix=st.sampled_from(SUFFIXES), content=st.binary(max_size=200))
def test_random_bytes(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    reads_or_refuses(tmp_path_factory.getbasetemp() / f"random{suffix}", content)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    suffix=st.sampled_from(TEXT_SUFFIXES),
    content=st.text('0123456789.,;\t\n"[]{}+-eEnaifN _\u2212\x00\ud7ff', max_size=40),
)
def test_random_text(tmp_path_factory: pytest.TempPathFactory, suffix: str, content: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"text{suffix}"
    reads_or_refuses(path, content.encode("utf-8"))


@settings(derandomize=True, max_examples=400, deadline=None)
@given(
    file=st.sampled_from(valid_files()),
    place=st.floats(0, 1, exclude_max=True),
    patch=st.binary(max_size=4),
    keep=st.floats(0.2, 1),
)
def test_damaged_files(
    tmp_path_factory: pytest.TempPathFactory,
    file: tuple[str, bytes],
    place: float,
    patch: bytes,
    keep: float,
) -> None:
    suffix, content = file
    start = int(place * len(content))
    damaged = content[:start] + patch + content[start + len(patch) :]
    if keep < 0.5:
        damaged = damaged[: int(keep * 2 * len(damaged))]
    reads_or_refuses(tmp_path_factory.getbasetemp() / f"damaged{suffix}", damaged)
