"""Who draws what: beats are handed out one by one to workers that go through a story forwards.

A worker plays the scene from its start and skips what is not its own. Skipping takes time too,
so each is given a beat to begin at, and from there on takes whatever nobody else has taken.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

Answer = Literal["draw", "skip", "end"]
"""What a worker is to do with the beat that begins: `end` where nothing is left for it behind."""


class Division:
    """The beats that are to be drawn, divided among workers while they work.

    Args:
        order: ids of all beats of the story, in its order.
        costs: seconds that drawing takes, about, of each beat that is to be drawn.
        skipping: seconds that skipping a beat takes, about.
        workers: how many begin together.

    >>> division = Division("abcd", {"a": 1.0, "c": 1.0, "d": 1.0}, skipping=0.1, workers=2)
    >>> [division.begin(worker) for worker in (0, 1)]
    [True, True]
    >>> [division.answer(1, beat) for beat in "abcd"]
    ['skip', 'skip', 'skip', 'draw']
    """

    def __init__(
        self, order: Sequence[str], costs: Mapping[str, float], skipping: float, workers: int
    ) -> None:
        self._order = tuple(order)
        self._costs, self._skipping = dict(costs), skipping
        self._open = [beat for beat in order if beat in costs]
        self._taken: dict[str, int] = {}  # by whom
        self._from: dict[int, int] = {}  # where a worker begins
        self._starts = balanced(self._order, self._costs, skipping, workers)

    @property
    def finished(self) -> bool:
        """Whether every beat is drawn."""
        return not self._open and not self._taken

    def begin(self, worker: int) -> bool:
        """Give a worker its place; False where it is of no use any more."""
        if not self._open:
            return False
        if self._starts:
            self._from[worker] = self._starts.pop(0)
            return True
        start = self._order.index(self._open[len(self._open) // 2])
        alone = not self._taken
        worth = sum(self._costs[beat] for beat in self._open) > start * self._skipping
        self._from[worker] = start
        return alone or worth

    def answer(self, worker: int, beat: str) -> Answer:
        """Whether a worker draws the beat that it has come to."""
        at = self._order.index(beat)
        if beat in self._open and at >= self._from[worker]:
            self._open.remove(beat)
            self._taken[beat] = worker
            return "draw"
        ahead = max(at + 1, self._from[worker])
        return "skip" if any(self._order.index(left) >= ahead for left in self._open) else "end"

    def drawn(self, beat: str) -> None:
        """A beat is finished."""
        del self._taken[beat]

    def lose(self, worker: int) -> tuple[str, ...]:
        """A worker is no more: its unfinished beats, which are open again."""
        lost = tuple(beat for beat, by in self._taken.items() if by == worker)
        for beat in lost:
            del self._taken[beat]
        self._open = sorted([*self._open, *lost], key=self._order.index)
        return lost


def balanced(
    order: Sequence[str], costs: Mapping[str, float], skipping: float, workers: int
) -> list[int]:
    """Where in the order each worker begins, so that all end at about the same time.

    Args:
        order, costs, skipping, workers: as of `Division`.

    >>> balanced("abcd", {"a": 1.0, "c": 1.0, "d": 1.0}, skipping=0.1, workers=2)
    [0, 3]
    """
    low, high = 0.0, sum(costs.values()) + len(order) * skipping
    for _ in range(20):
        middle = (low + high) / 2
        within = len(_cut(order, costs, skipping, middle)) <= workers
        low, high = (low, middle) if within else (middle, high)
    return _cut(order, costs, skipping, high)


def _cut(
    order: Sequence[str], costs: Mapping[str, float], skipping: float, seconds: float
) -> list[int]:
    """Where workers begin of whom each has so many seconds."""
    starts: list[int] = []
    spent = 0.0
    for at, beat in enumerate(order):
        if beat not in costs:
            spent += skipping
            continue
        if not starts or spent + costs[beat] > seconds:
            starts.append(at)
            spent = at * skipping
        spent += costs[beat]
    return starts
