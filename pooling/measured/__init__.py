"""What real runs measured, as committed results of scripts in `pooling.training`.

>>> sorted(name for name in __all__ if name.startswith("load"))
['load_exercises', 'load_max_pooling', 'load_strides']
"""

from pooling.measured.exercises import load_exercises
from pooling.measured.max_pooling import MaxPoolingComparison, Setting, load_max_pooling
from pooling.measured.runs import ExerciseRun, Exercises, ShiftTest, Spread, Variant
from pooling.measured.strides import Halved, Strides, load_strides

__all__ = [
    "ExerciseRun",
    "Exercises",
    "Halved",
    "MaxPoolingComparison",
    "Setting",
    "ShiftTest",
    "Spread",
    "Strides",
    "Variant",
    "load_exercises",
    "load_max_pooling",
    "load_strides",
]
