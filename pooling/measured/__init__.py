"""What real runs measured, as committed results; `python -m pooling.training.run_exercises`.

>>> sorted(name for name in __all__ if name.startswith("load"))
['load_exercises', 'load_max_pooling']
"""

from pooling.measured.exercises import load_exercises
from pooling.measured.max_pooling import MaxPoolingComparison, Setting, load_max_pooling
from pooling.measured.runs import ExerciseRun, Exercises, ShiftTest, Spread, Variant

__all__ = [
    "ExerciseRun",
    "Exercises",
    "MaxPoolingComparison",
    "Setting",
    "ShiftTest",
    "Spread",
    "Variant",
    "load_exercises",
    "load_max_pooling",
]
