"""Every bad input is refused in one line: the rule, the value, the way out."""

import io
import os
import pickle
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scenes.inputs import FORMATS, InputError, read_input


def png_header(width: int, height: int) -> bytes:
    """Make a PNG that claims a size and holds no pixels."""
    parts = [b"\x89PNG\r\n\x1a\n"]
    for body in (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT", b"IEND"):
        parts += [struct.pack(">I", len(body) - 4), body, struct.pack(">I", zlib.crc32(body))]
    return b"".join(parts)


def image(kind: str) -> bytes:
    stream = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    Image.fromarray(noise).save(stream, kind)
    return stream.getvalue()


def npy(array: Any, **options: Any) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, **options)
    return stream.getvalue()


def npy_claiming(shape: str, dtype: str = "<f8") -> bytes:
    header = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header


def refusal(source: Any) -> str:
    with pytest.raises(InputError) as caught:
        read_input(source)
    message = str(caught.value)
    assert "\n" not in message
    return message


IN_FULL = {
    ("ragged.csv", b"1,2\n3\n"): "every row needs as many cells, 'ragged.csv' has 1 in row 2 and "
    "2 in the first: complete it (NaN where a number is missing)",
    ("word.csv", b"1,2\n\n3,abc\n"): "a table holds numbers only, row 3, column 2 of 'word.csv' "
    "holds 'abc': write a number with a decimal point, NaN or inf",
    ("point.csv", b"1,5;2\n1.5;2\n"): "a table holds numbers only, row 2, column 1 of 'point.csv' "
    "holds '1.5': write a number with a decimal comma, as its cells are parted by ';', NaN or inf",
    ("head.csv", b"height,width\n1,2\n"): "a table holds numbers only, row 1 of 'head.csv' holds "
    "text ('height, width'): delete the row of headings",
    ("bools.csv", b"true,false\n1,0\n"): "a table holds numbers only, row 1, column 1 of "
    "'bools.csv' holds 'true': write a number with a decimal point, NaN or inf",
    ("thousands.csv", b'"1,000"\n'): "a table holds numbers only, row 1, column 1 of "
    "'thousands.csv' holds '1,000': write a number with a decimal point, NaN or inf",
    ("commas.tsv", b"1,2\n3,4\n"): "a table holds numbers only, row 1, column 1 of "
    "'commas.tsv' holds '1,2': write a number with a decimal point, NaN or inf",
    ("a.png.csv", image("PNG")): "a file's ending must tell its content, 'a.png.csv' is a PNG "
    "image: rename it to 'a.png'",
    ("bools.npy", npy_claiming("(True, True)")): "the npy header of 'bools.npy' cannot be read "
    "(shape (True, True)): write the file again with numpy.save",
    ("blank.csv", b"1,2,\n3,4,\n"): "a table has a number in every cell, row 1, column 3 of "
    "'blank.csv' is blank: write NaN where a number is missing, and no mark after the last cell "
    "of a row",
    ("far.csv", b"1,1e999\n"): "row 1, column 2 of 'far.csv' holds '1e999', beyond float64: "
    "write it smaller, or inf",
    ("lines.csv", b"\n \n"): "a table needs numbers, 'lines.csv' has only blank lines: fill it",
    ("latin.csv", b"1,\xe9\n"): "a table of this kind is text in UTF-8, 'latin.csv' is not: "
    "save or export it as UTF-8",
    ("empty.csv", b""): "'empty.csv' is empty (0 bytes): save or copy it again",
    ("photo.csv", image("PNG")): "a file's ending must tell its content, 'photo.csv' is a PNG "
    "image: rename it to 'photo.png'",
    ("photo.npy", image("WEBP")): "a file's ending must tell its content, 'photo.npy' is a WebP "
    "image: rename it to 'photo.webp'",
    ("array.png", npy([[1]])): "a file's ending must tell its content, 'array.png' is a NumPy "
    "array: rename it to 'array.npy'",
    ("notes.txt", b"1,2"): f"an input is a file of format {FORMATS}, 'notes.txt' ends in '.txt': "
    "export it as one of those",
    ("text.png", b"hello"): "'text.png' is no image that can be read: give a png, jpg, webp, "
    "tiff, bmp or gif, or save it again from an image editor",
    ("huge.png", png_header(20_000, 20_000)): "a photo may have at most 50 megapixels, 'huge.png' "
    "has 20000 x 20000 = 400: resize it to at most 7071 x 7071 pixels",
    ("cut.npy", npy(np.ones((4, 4)))[:-8]): "'cut.npy' is cut off: its header promises 128 bytes "
    "of numbers and the file ends before: copy it again, or write it again with numpy.save",
    ("objects.npy", npy(np.array([[{}]]), allow_pickle=True)): "'objects.npy' holds Python "
    "objects, which are never unpickled: store plain numbers, as with array.astype(float)",
    ("pickle.npy", pickle.dumps([[1]])): "an npy file starts with NumPy's mark, 'pickle.npy' does "
    "not (a pickle is never unpickled): write it with numpy.save",
    ("complex.npy", npy(np.ones((2, 2), complex))): "a table holds real numbers, 'complex.npy' "
    "holds complex128: convert it, as with array.astype(float)",
    ("text.npy", npy(np.array([["a"]]))): "a table holds real numbers, 'text.npy' holds str32: "
    "convert it, as with array.astype(float)",
    ("four.npy", npy(np.ones((1, 2, 3, 4)))): "a table has 2 axes (height, width) or 3 (channels, "
    "height, width), 'four.npy' has 4 axes (1 x 2 x 3 x 4): reshape it, or choose one part of it",
    ("wide.npy", npy_claiming("(4097, 2)")): "a table may be at most 4096 along each axis and "
    "have 16777216 cells in all, 'wide.npy' is 4097 x 2: choose a part of it",
    ("none.npy", npy(np.ones((0, 3)))): "a table needs at least one cell along each axis, "
    "'none.npy' is 0 x 3: give it numbers",
    ("minus.npy", npy_claiming("(-1, -1, 3)", "|u1")): "a table needs at least one cell along "
    "each axis, 'minus.npy' is -1 x -1 x 3: give it numbers",
    ("bare.json", b"3"): "a table is a list of rows, 'bare.json' holds 3: "
    "write it as [[1, 2], [3, 4]]",
    ("names.json", b'{"a": 1}'): "a table is a list of rows, 'names.json' holds an object with "
    "names: write it as [[1, 2], [3, 4]]",
    ("true.json", b"[[1, true]]"): "'true.json', row 1, column 2: True is not a number: "
    "write a number, or NaN where one is missing",
    ("ragged.json", b"[[1, 2], [3]]"): "'ragged.json', row 2: 1 items where the first has 2: "
    "make every row equally long (NaN where a number is missing)",
    ("flat.json", b"[[1, 2], 3]"): "'flat.json', row 2: 3 instead of a list of 2: "
    "nest every part equally deep",
    ("deep.json", b"[" * 100_000): "a table is lists nested 2 or 3 deep, 'deep.json' nests "
    "without end: write it as [[1, 2], [3, 4]]",
    ("far.json", b"[[1e999]]"): "'far.json': '1e999' is beyond float64: write it smaller",
    ("broken.json", b"[[1, 2]"): "'broken.json' is no JSON, line 1, column 8: Expecting ',' "
    "delimiter: correct it, or write it with json.dump",
}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [pytest.param(*file, message, id=file[0]) for file, message in IN_FULL.items()],
)
def test_files(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == message


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "tiff", "bmp", "gif"])
def test_images_cut_off(tmp_path: Path, kind: str) -> None:
    whole = image(kind)
    (tmp_path / f"a.{kind}").write_bytes(whole)
    assert read_input(tmp_path / f"a.{kind}").kind == "photo"
    if kind == "jpeg":  # A suffix as lecturers write it.
        kind = "jpg"
    (tmp_path / f"a.{kind}").write_bytes(whole[: len(whole) // 2])
    assert refusal(tmp_path / f"a.{kind}").startswith(f"the image 'a.{kind}' is damaged, cut off")


def test_pixels_that_are_no_colours(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 2.5]], dtype=np.float32)).save(tmp_path / "f.tiff")
    assert refusal(tmp_path / "f.tiff") == (
        "a photo has 8 or 16 bits a channel, or floats in 0..1; this one holds floats from 0 to "
        "2.5: save it with 8 bits, or give the numbers as a table in npy"
    )


@pytest.mark.parametrize(
    ("array", "part"),
    [
        ([], "'array' has 1 axis"),
        ([[]], "'array' is 1 x 0"),
        ([1, 2], "'array' has 1 axis"),
        ([[[[1]]]], "'array' has 4 axes"),
        ([[1, "a"]], "'array', row 1, column 2: 'a' is not a number"),
        ([[[1], [True]]], "'array', channel 1, row 2, column 1: True is not a number"),
        ([[10**400]], "a whole number of 1329 bits is beyond float64"),
        (np.array(3), "'array' has 0 axes"),
        (np.zeros((0, 5, 3), np.uint8), "a photo needs at least one pixel, 'array' is 0 x 5"),
        (np.zeros((2, 2), "M8[s]"), "'array' holds datetime64[s]"),
        (np.broadcast_to(np.uint8(0), (9000, 9000, 3)), "9000 x 9000 = 81: resize it to at most"),
        (7, "given was int"),
        (b"a.csv", "given was bytes"),
        ("", "given was ''"),
        ("a\0b.csv", "'a\\x00b.csv' cannot be read"),
    ],
)
def test_things_from_python(array: Any, part: str) -> None:
    assert part in refusal(array)


def test_a_list_inside_itself() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert "has 4 axes" in refusal(endless)


def test_a_text_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.inputs.read.MAX_TEXT_BYTES", 2**20)
    (tmp_path / "a.csv").write_bytes(b"1,2\n" * 2**19)
    assert refusal(tmp_path / "a.csv") == (
        "a text table may have at most 1 MiB, 'a.csv' has 2: choose a part of it, or save it as npy"
    )


def test_missing_file_names_its_nearest_neighbour(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    missing = tmp_path / "photo.jpeg"
    assert refusal(missing).endswith("did you mean 'photo.jpg'?")
    assert "check the path, or name a sample photo (coffee," in refusal(tmp_path / "xyzzy.q")
    assert refusal(tmp_path / "no" / "a.csv").startswith("there is no folder ")


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").symlink_to(tmp_path / "gone.jpg")
    assert refusal(tmp_path / "photo.jpg").endswith(
        "is a link to a file that is not there: name another file"
    )


def test_a_folder_and_a_path_through_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).endswith("is a folder: name a file in it")
    (tmp_path / "a.csv").write_text("1,2")
    assert "cannot be read (not a directory)" in refusal(tmp_path / "a.csv" / "b.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_and_devices(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path(os.devnull)):
        assert refusal(path).endswith("is a pipe or a device: save its content to a file first")


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.csv").write_text("1,2")

    # Whoever runs the tests as root may read everything.
    def denied(*_: object, **__: object) -> Callable[[], None]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert refusal(tmp_path / "mine.csv").endswith(
        "cannot be read (permission denied): check the path and its permissions"
    )
