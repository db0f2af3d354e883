"""Tables: text, npy, json, arrays and lists give the very numbers that were written."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from scenes.inputs import Input, read_input
from scenes.inputs.text import table_from_csv, table_from_json

LECTURE = [[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]]


def table(path: Path, content: str | bytes) -> Input:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_input(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "1,3,2,8\n4,6,5,2\n7,1,0,3\n2,9,4,1\n"),
        ("a.csv", "1;3;2;8\r\n4;6;5;2\r\n7;1;0;3\r\n2;9;4;1"),
        ("a.csv", "1\t3\t2\t8\n4\t6\t5\t2\n7\t1\t0\t3\n2\t9\t4\t1\n\n\n"),
        ("a.csv", " 1  3 2 8\n4 6 5 2\n\n7 1 0 3\n2 9 4 1\n"),
        ("a.csv", '"1", 3, 2, 8\n+4,6,5,2\n7,1,0,3\n2,9,4,1\n'),
        ("a.CSV", "\ufeff1,3,2,8\n4,6,5,2\n7,1,0,3\n2,9,4,1\n"),
        ("a.csv", "1,3,2,8\n4,6,5,2\n7,1,0,3\n2,9,4,1\n".encode("utf-16")),
        ("a.tsv", "1\t3\t2\t8\n4\t6\t5\t2\n7\t1\t0\t3\n2\t9\t4\t1\n"),
        ("a.json", "[[1,3,2,8],[4,6,5,2],[7,1,0,3],[2,9,4,1]]"),
    ],
)
def test_the_lectures_table_in_every_spelling(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    grid = table(tmp_path / name, content)
    assert grid.array.tolist() == LECTURE
    assert grid.array.dtype == np.int64
    assert (grid.kind, grid.name, grid.channels) == ("table", "a", 1)
    assert grid.source == f"{name} (table of 4 x 4)"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0.5,-2\n1e3,.25\n", [[0.5, -2], [1000, 0.25]]),
        ("1,5;2\n-0,25;1e3\n", [[1.5, 2], [-0.25, 1000]]),
        ("1.5;2\n3;4\n", [[1.5, 2], [3, 4]]),
        ("NaN,nan\ninf,-Infinity\n", [[np.nan, np.nan], [np.inf, -np.inf]]),
        ("\u22123,1\n", [[-3, 1]]),
        ("7", [[7]]),
        ("9223372036854775808,1", [[2.0**63, 1]]),
        ("1" * 300 + ",1", [[float("1" * 300), 1]]),
        ("0" * 5000 + "7,1", [[7, 1]]),
    ],
)
def test_numbers_in_csv(content: str, expected: list[Any]) -> None:
    np.testing.assert_array_equal(table_from_csv(content.encode(), "a.csv"), expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[[1, null], [NaN, 2.5]]", [[1, np.nan], [np.nan, 2.5]]),
        ('[["NaN", -Infinity]]', [[np.nan, -np.inf]]),
        ("[[[1, 2]], [[3, 4]]]", [[[1, 2]], [[3, 4]]]),
        ("[[1" + "0" * 5000 + "e-5000, 2]]", [[1, 2]]),
    ],
)
def test_numbers_in_json(content: str, expected: list[Any]) -> None:
    np.testing.assert_array_equal(table_from_json(content.encode(), "a.json"), expected)


@pytest.mark.parametrize(
    ("given_dtype", "kept_dtype"),
    [
        ("<i2", "int16"),
        (">i4", "int32"),
        ("u1", "uint8"),
        ("<u8", "uint64"),
        ("?", "uint8"),
        ("<f2", "float64"),
        (">f4", "float64"),
        ("<f8", "float64"),
        ("longdouble", "float64"),
    ],
)
def test_dtypes(tmp_path: Path, given_dtype: str, kept_dtype: str) -> None:
    np.save(tmp_path / "a.npy", np.array([[0, 1], [1, 0]]).astype(given_dtype))
    for grid in (
        read_input(tmp_path / "a.npy"),
        read_input(np.array([[0, 1], [1, 0]]).astype(given_dtype)),
    ):
        assert grid.array.tolist() == [[0, 1], [1, 0]]
        assert grid.array.dtype == np.dtype(kept_dtype)
        assert grid.array.dtype.isnative


@settings(derandomize=True, max_examples=40, deadline=None)
@given(arrays(np.float64, array_shapes(min_dims=2, max_dims=3, max_side=5)))
def test_round_trips(tmp_path_factory: pytest.TempPathFactory, array: np.ndarray[Any, Any]) -> None:
    folder = tmp_path_factory.mktemp("round")
    np.save(folder / "a.npy", np.asfortranarray(array))
    np.testing.assert_array_equal(read_input(folder / "a.npy").array, array)
    np.testing.assert_array_equal(read_input(array.tolist()).array, array)
    if array.ndim == 2:
        np.savetxt(folder / "a.csv", array, delimiter=",", fmt="%.17g")
        np.testing.assert_array_equal(read_input(folder / "a.csv").array, array)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.integers(-(2**70), 2**70), min_size=1, max_size=4))
def test_whole_numbers_stay_whole_while_they_fit(row: list[int]) -> None:
    read = table_from_csv(",".join(map(str, row)).encode(), "a.csv")
    fits = all(-(2**63) <= number < 2**63 for number in row)
    assert read.dtype == (np.int64 if fits else np.float64)
    assert read.tolist() == [row if fits else [float(number) for number in row]]


def test_the_largest_whole_numbers_lose_no_digit() -> None:
    read = table_from_csv(b"9223372036854775807,-9223372036854775808", "a.csv")
    assert read.tolist() == [[9223372036854775807, -9223372036854775808]]


def test_three_axes_are_channels() -> None:
    assert read_input(np.zeros((5, 2, 3))).channels == 5


def test_lists_may_hold_arrays_and_none() -> None:
    read = read_input([np.array([1, 2]), (None, 4)]).array
    np.testing.assert_array_equal(read, [[1, 2], [np.nan, 4]])


def test_masked_cells_become_nan() -> None:
    masked = np.ma.masked_equal(np.array([[1, -9], [3, 4]]), -9)
    np.testing.assert_array_equal(read_input(masked).array, [[1, np.nan], [3, 4]])


def test_an_input_keeps_its_own_unchangeable_array() -> None:
    mine = np.array([[1, 2], [3, 4]])
    grid = Input("table", "mine", "Mine.", mine)
    mine[0, 0] = 99
    assert grid.array.tolist() == [[1, 2], [3, 4]]
    with pytest.raises(ValueError, match="read-only"):
        grid.array[0, 0] = 5
    assert read_input(grid) is grid


def test_digest_tells_content_apart() -> None:
    base = read_input([[1, 2], [3, 4]])
    assert base.digest() == read_input(np.array([[1, 2], [3, 4]])).digest()
    unsigned = np.array([[1, 2], [3, 4]], dtype=np.uint64)  # The same bytes as base.
    others: list[Any] = [[[1, 2], [3, 5]], unsigned, [[1, 2, 3, 4]]]
    assert len({base.digest(), *(read_input(other).digest() for other in others)}) == 4
    assert len(base.digest()) == 64


@pytest.mark.parametrize(
    ("stem", "name"), [("my photo (2)", "my-photo-2"), ("--", "input"), ("Größe", "Größe")]
)
def test_name_is_safe_in_a_file_name(tmp_path: Path, stem: str, name: str) -> None:
    assert table(tmp_path / f"{stem}.csv", "1,2").name == name
