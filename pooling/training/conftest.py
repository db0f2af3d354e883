"""Without PyTorch, pytest looks for no examples in the modules that import it."""

from importlib.util import find_spec

NEED_TORCH = [
    "augment.py",
    "compare_max_pooling.py",
    "exercise_run.py",
    "fit.py",
    "module.py",
    "packing.py",
]
collect_ignore = [] if find_spec("torch") else NEED_TORCH
