"""Without PyTorch, pytest looks for no examples in the modules that import it."""

from importlib.util import find_spec

NEED_TORCH = [
    "atlas.py", "augment.py", "compare_max_pooling.py", "exercise_run.py", "fit.py", "halved.py",
    "module.py", "packing.py", "preferred.py",
]  # fmt: skip

collect_ignore = [] if find_spec("torch") else NEED_TORCH
