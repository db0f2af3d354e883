"""NumPy's npy files, read without ever unpickling: header first, then exactly its numbers."""

import math
import warnings
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy_format

from scenes.inputs.model import InputError, shown
from scenes.inputs.tables import Array, check_table_dtype, check_table_shape

NPY_MAGIC = b"\x93NUMPY"


def array_from_npy(path: Path) -> Array:
    """Read the array of an npy file; shape and dtype are checked before its numbers are read.

    Raises:
        InputError: no npy file, damaged, cut off, holding Python objects (which are never
            unpickled) or anything but real numbers, or larger than a table may be.
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # A header written by Python 2 is no news.
                shape, column_major, dtype = _header(file)
            if any(isinstance(length, bool) for length in shape):
                raise ValueError(f"shape {shape}")
        except Exception as error:  # The header is parsed as Python text, and fails in many ways.
            reason = " ".join(str(error).split())[:80]
            raise InputError(
                f"the npy header of {shown(path.name)} cannot be read ({reason}): "
                "write the file again with numpy.save"
            ) from None
        check_table_dtype(dtype, path.name)
        is_photo = dtype == np.uint8 and len(shape) == 3 and shape[-1] in (3, 4)
        if not is_photo or min(shape) < 1:
            check_table_shape(shape, path.name)
        promised = math.prod(shape) * dtype.itemsize
        # A photo's limit is checked by its reader; nothing larger than the file is ever read.
        data = file.read(promised) if promised <= path.stat().st_size else b""
    if len(data) != promised:
        raise InputError(
            f"{shown(path.name)} is cut off: its header promises {promised} bytes of numbers and "
            "the file ends before: copy it again, or write it again with numpy.save"
        )
    flat = np.frombuffer(data, dtype)
    return flat.reshape(shape, order="F" if column_major else "C")


def _header(file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = npy_format.read_magic(file)
    if version == (1, 0):
        return npy_format.read_array_header_1_0(file)
    if version == (2, 0):
        return npy_format.read_array_header_2_0(file)
    # Version 3 exists for records with non-Latin names, which are no tables.
    raise ValueError(f"version {version[0]}.{version[1]} of the format")
