"""Exercise 1: max pooling by hand against `torch.nn.MaxPool2d`, values and time."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pooling.measured.store import read_results, record

SHIPPED = Path(__file__).with_name("max_pooling.json")


@dataclass(frozen=True)
class Setting:
    """One comparison.

    Attributes:
        name: what is pooled.
        shape: (batch, channels, height, width), float32.
        kernel_size, stride, padding: of the pooling.
        equal, values: numbers of the output that are the same, of all.
        own_seconds, torch_seconds: of CPU time, the fastest of many calls.
    """

    name: str
    shape: tuple[int, ...]
    kernel_size: int
    stride: int
    padding: int
    equal: int
    values: int
    own_seconds: float
    torch_seconds: float

    @property
    def ratio(self) -> float:
        """How many times as long as PyTorch the pooling of this project takes."""
        return self.own_seconds / self.torch_seconds


@dataclass(frozen=True)
class MaxPoolingComparison:
    """All comparisons, made in one go.

    Attributes:
        cores: of the machine.
        threads: that PyTorch was given; this project uses one.
        versions: of what it ran with.
        settings: what was compared.
    """

    cores: int
    threads: int
    versions: Mapping[str, str]
    settings: tuple[Setting, ...]


def load_max_pooling(path: str | Path = SHIPPED) -> MaxPoolingComparison:
    """Read and check the comparison of max pooling with PyTorch's.

    Args:
        path: a file that `run_exercises --only max_pooling` wrote; the one that ships, if not
            given.

    Raises:
        ValueError: it is missing or damaged, or holds counts or times that cannot be.
    """
    path = Path(path)
    results = read_results(path)
    settings = results.get("settings")
    if not isinstance(settings, list) or not settings:
        raise ValueError(f"{path.name} needs a list of settings: measure again")
    checked = []
    for values in settings:
        where = f"a setting in {path.name}"
        shape = values.get("shape") if isinstance(values, dict) else None
        if not isinstance(shape, list) or len(shape) != 4:
            raise ValueError(f"{where} needs a shape of four numbers, got {shape!r:.60}")
        setting = record(Setting, values | {"shape": tuple(shape)}, where)
        if not 0 <= setting.equal <= setting.values or not setting.values:
            raise ValueError(f"{setting.name} in {path.name} counts too many: measure again")
        if min(setting.own_seconds, setting.torch_seconds) <= 0:
            raise ValueError(f"{setting.name} in {path.name} took no time: measure again")
        checked.append(setting)
    return record(MaxPoolingComparison, results | {"settings": tuple(checked)}, path.name)
