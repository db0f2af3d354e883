"""The training loop: resumes after a crash, averages weights, counts what it gets right."""

import time
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from rich.progress import track
from torch import nn

from pooling.training.augment import Augment
from pooling.training.module import Learner
from pooling.training.pictures import Pictures
from pooling.training.recipe import Recipe


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes:
        learner: with the averaged weights.
        train_accuracy, test_accuracy: shares of pictures that were told right, 0 to 1.
        seconds: of CPU time, for learning alone.
    """

    learner: Learner
    train_accuracy: float
    test_accuracy: float
    seconds: float


def fit(
    learner: Learner,
    train: Pictures,
    test: Pictures,
    recipe: Recipe,
    augment: Augment | None,
    checkpoint: Path | None = None,
    report: Callable[[str], None] = print,
) -> Outcome:
    """Let a network learn, and tell how well it does.

    Args:
        learner: the network, freshly drawn.
        train, test: pictures to learn from, and others to be judged by.
        recipe: how.
        augment: how pictures are changed; None: they stay as they are.
        checkpoint: file that is written after each epoch and read, if there, to go on from.
        report: takes a line of text after each epoch.

    Raises:
        ValueError: fewer pictures than a step takes; a checkpoint that cannot be read, or is of
            another recipe or network.
    """
    if len(train) < recipe.batch_size:
        raise ValueError(
            f"a step takes {recipe.batch_size} pictures, got {len(train)} in all: give more"
        )
    averaged = deepcopy(learner).eval()
    optimiser = torch.optim.SGD(
        _groups(learner, recipe.decay), lr=recipe.rate, momentum=recipe.momentum, nesterov=True
    )
    steps = len(train) // recipe.batch_size
    total = max(3, recipe.epochs * steps)
    rise = max(0.1, 2 / total)  # a rise of no step at all is divided by
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.rate, total, pct_start=rise, cycle_momentum=False
    )
    parts: dict[str, Any] = {
        "learner": learner, "averaged": averaged, "optimiser": optimiser, "rate": schedule
    }  # fmt: skip
    begun, seconds = 0, 0.0
    if checkpoint is not None and checkpoint.exists():
        begun, seconds = _resume(checkpoint, recipe, parts)
    for epoch in range(begun, recipe.epochs):
        before = time.process_time()
        loss = _epoch(learner, averaged, train, recipe, augment, epoch, optimiser, schedule)
        seconds += time.process_time() - before
        if checkpoint is not None:
            state = {name: part.state_dict() for name, part in parts.items()}
            state |= {"recipe": asdict(recipe), "epoch": epoch + 1, "seconds": seconds}
            unfinished = checkpoint.with_suffix(".part")
            torch.save(state, unfinished)
            unfinished.replace(checkpoint)
        report(
            f"epoch {epoch + 1} of {recipe.epochs}: loss {loss:.3f}, "
            f"test accuracy {accuracy(averaged, test):.4f}, {seconds:.0f} s"
        )
    return Outcome(averaged, accuracy(averaged, train), accuracy(averaged, test), seconds)


def read_checkpoint(path: Path) -> dict[str, Any]:
    """Return what `fit` wrote after an epoch; nothing in the file is executed.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is damaged or no checkpoint.
    """
    try:
        saved = torch.load(path, weights_only=True)
    except OSError:
        raise
    except Exception as error:  # torch.load has no error of its own
        raise ValueError(f"{path} is no checkpoint, or is damaged: remove it") from error
    missing = {"learner", "averaged", "recipe", "epoch", "seconds"} - set(saved)
    if missing:
        raise ValueError(f"{path} lacks {', '.join(sorted(missing))}: name a checkpoint of `fit`")
    return dict(saved)


def accuracy(learner: Learner, pictures: Pictures) -> float:
    """Return the share of pictures whose class has the highest score, 0 to 1."""
    right = predictions(learner, pictures) == torch.from_numpy(pictures.labels)
    return right.sum().item() / len(pictures)


def predictions(learner: Learner, pictures: Pictures, batch_size: int = 256) -> torch.Tensor:
    """Return the class with the highest score for each picture, (count,)."""
    learner.eval()
    found = []
    with torch.no_grad():
        for first in range(0, len(pictures), batch_size):
            x = torch.from_numpy(pictures.images[first : first + batch_size]).float() / 255
            found.append(learner(prepared(x)).argmax(1))
    return torch.cat(found)


def prepared(x: torch.Tensor) -> torch.Tensor:
    """Return pictures of 0 to 1 as networks here read them: about -1 to 1."""
    return (x * 2 - 1).contiguous(memory_format=torch.channels_last)


def _resume(checkpoint: Path, recipe: Recipe, parts: Mapping[str, Any]) -> tuple[int, float]:
    """Bring back what a run had learned; return its finished epochs and its seconds."""
    saved = read_checkpoint(checkpoint)
    if saved["recipe"] != asdict(recipe):
        raise ValueError(
            f"a checkpoint goes on with its own recipe {saved['recipe']}, got "
            f"{asdict(recipe)}: use that one, or remove {checkpoint}"
        )
    try:
        for name, part in parts.items():
            part.load_state_dict(saved[name])
    except (RuntimeError, ValueError) as error:  # PyTorch's words for another network
        raise ValueError(
            f"{checkpoint} is of another network or other classes: name another checkpoint, or "
            "remove it"
        ) from error
    return saved["epoch"], saved["seconds"]


def _groups(learner: Learner, decay: float) -> list[dict[str, object]]:
    kernels = [p for p in learner.parameters() if p.ndim > 1]
    others = [p for p in learner.parameters() if p.ndim <= 1]
    return [{"params": kernels, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


def _epoch(
    learner: Learner,
    averaged: Learner,
    train: Pictures,
    recipe: Recipe,
    augment: Augment | None,
    epoch: int,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> float:
    """See every picture once; return the mean loss of the last hundred steps."""
    learner.train()
    dice = torch.Generator().manual_seed(recipe.seed * 100_003 + epoch)
    order = torch.randperm(len(train), generator=dice).numpy()
    size = recipe.batch_size
    losses = []
    for first in track(range(0, len(order) - size + 1, size), f"epoch {epoch + 1}", transient=True):
        chosen = order[first : first + size]
        x = torch.from_numpy(train.images[chosen]).float() / 255
        labels = torch.from_numpy(train.labels[chosen])
        x = prepared(x if augment is None else augment(x, dice))
        with torch.autocast("cpu", torch.bfloat16):
            scores = learner(x)
        loss = nn.functional.cross_entropy(scores.float(), labels, label_smoothing=recipe.smoothing)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        schedule.step()
        taken = schedule.last_epoch  # of all steps, not of epochs
        _average(averaged, learner, min(recipe.averaging, (1 + taken) / (10 + taken)))
        losses.append(loss.item())
    return sum(losses[-100:]) / len(losses[-100:])


@torch.no_grad()
def _average(averaged: Learner, learner: Learner, keep: float) -> None:
    """Move the averaged weights, and running statistics, a little towards the present ones."""
    present = learner.state_dict()
    for name, mine in averaged.state_dict().items():
        theirs = present[name]
        if mine.is_floating_point():
            mine.lerp_(theirs, 1 - keep)
        else:
            mine.copy_(theirs)
