"""A user's photo, table or array becomes an array, or a clear one-line error.

>>> from scenes.inputs import read_input
>>> read_input([[1, 3], [4, 6]]).array.shape
(2, 2)
"""

from scenes.inputs.model import Input, InputError
from scenes.inputs.photos import MAX_PHOTO_PIXELS, WORKING_SIZE
from scenes.inputs.read import FORMATS, Source, read_input
from scenes.inputs.samples import DEFAULT_SAMPLE, SAMPLES, Sample, sample_photo
from scenes.inputs.tables import MAX_TABLE_CELLS, MAX_TABLE_SIDE

__all__ = [
    "DEFAULT_SAMPLE",
    "FORMATS",
    "MAX_PHOTO_PIXELS",
    "MAX_TABLE_CELLS",
    "MAX_TABLE_SIDE",
    "SAMPLES",
    "WORKING_SIZE",
    "Input",
    "InputError",
    "Sample",
    "Source",
    "read_input",
    "sample_photo",
]
