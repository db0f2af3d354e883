"""The training loop: resumes after a crash, averages weights, counts what it gets right."""

import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from rich.progress import track
from torch import nn

from pooling.training.augment import Augment
from pooling.training.module import Learner
from pooling.training.pictures import Pictures


@dataclass(frozen=True)
class Recipe:
    """How a network learns.

    Attributes:
        epochs: times that each picture is seen.
        batch_size: pictures a step.
        rate: the highest learning rate; it rises for a tenth of the time, then falls to 0.
        momentum: of the gradient.
        decay: pull of the weights of convolutions and dense layers towards 0.
        smoothing: share of the label spread over all classes.
        averaging: share of the averaged weights kept at each step.
        seed: of weights, order and changes of the pictures.
    """

    epochs: int = 45
    batch_size: int = 128
    rate: float = 0.1
    momentum: float = 0.9
    decay: float = 5e-4
    smoothing: float = 0.1
    averaging: float = 0.998
    seed: int = 0


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
        ValueError: a checkpoint of another recipe or network.
    """
    averaged = deepcopy(learner).eval()
    optimiser = torch.optim.SGD(
        _groups(learner, recipe.decay), lr=recipe.rate, momentum=recipe.momentum, nesterov=True
    )
    steps = len(train) // recipe.batch_size
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.rate, max(2, recipe.epochs * steps), pct_start=0.1, cycle_momentum=False
    )
    parts = {"learner": learner, "averaged": averaged, "optimiser": optimiser, "rate": schedule}
    begun, seconds = 0, 0.0
    if checkpoint is not None and checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        if saved["recipe"] != asdict(recipe):
            raise ValueError(
                f"a checkpoint goes on with its own recipe {saved['recipe']}, got "
                f"{asdict(recipe)}: use that one, or remove {checkpoint}"
            )
        for name, part in parts.items():
            part.load_state_dict(saved[name])
        begun, seconds = saved["epoch"], saved["seconds"]
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


def accuracy(learner: Learner, pictures: Pictures) -> float:
    """Return the share of pictures whose class has the highest score, 0 to 1."""
    return float((predictions(learner, pictures) == torch.from_numpy(pictures.labels)).mean(dtype=float))


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
        _average(averaged, learner, min(recipe.averaging, (1 + schedule.last_epoch) / (10 + schedule.last_epoch)))
        losses.append(loss.item())
    return sum(losses[-100:]) / len(losses[-100:])


@torch.no_grad()
def _average(averaged: Learner, learner: Learner, keep: float) -> None:
    """Move the averaged weights, and running statistics, a little towards the present ones."""
    for mine, theirs in zip(averaged.state_dict().values(), learner.state_dict().values(), strict=True):
        if mine.is_floating_point():
            mine.lerp_(theirs, 1 - keep)
        else:
            mine.copy_(theirs)
