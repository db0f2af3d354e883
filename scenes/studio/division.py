"""Who draws what: beats are handed out one by one to workers that go through stories forwards.

A worker plays a scene from its start and skips what is not its own. Skipping takes time too,
so each is given a beat to begin at, and from there on takes whatever nobody else has taken, in
the scene's end and in the next scenes.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Literal, TypeVar

Answer = Literal["draw", "skip", "end"]
"""What a worker is to do with the beat that begins: `end` where nothing is left for it behind."""
Piece = tuple[int, str]
"""The number of a story, and the id of one of its beats."""
_Place = TypeVar("_Place", bound=Hashable)


class Division:
    """The beats that are to be drawn, divided among workers while they work.

    Args:
        stories: ids of all beats of each story, in its order.
        costs: seconds that drawing takes, about, of each beat that is to be drawn.
        skipping: seconds that skipping a beat takes, about.
        workers: how many begin together.

    >>> costs = {(0, "a"): 1.0, (0, "c"): 1.0, (1, "a"): 1.0}
    >>> division = Division(["abc", "ab"], costs, skipping=0.1, workers=2)
    >>> [division.begin(worker) for worker in (0, 1)]
    [0, 1]
    >>> [division.answer(0, (0, beat)) for beat in "abc"]
    ['draw', 'skip', 'draw']
    """

    def __init__(
        self,
        stories: Sequence[Sequence[str]],
        costs: Mapping[Piece, float],
        skipping: float,
        workers: int,
    ) -> None:
        self._order = [(number, beat) for number, story in enumerate(stories) for beat in story]
        self._at = {piece: at for at, piece in enumerate(self._order)}
        # How many beats of its story come before a piece.
        self._before = [at for story in stories for at in range(len(story))]
        self._costs, self._skipping = dict(costs), skipping
        self._open = [piece for piece in self._order if piece in costs]
        self._taken: dict[Piece, int] = {}  # by whom
        self._from: dict[int, int] = {}  # where a worker begins
        self._starts = balanced(self._order, costs, skipping, workers, self._before)

    @property
    def finished(self) -> bool:
        """Whether every beat is drawn."""
        return not self._open and not self._taken

    def begin(self, worker: int) -> int | None:
        """Give a worker its place: the story that it plays, None where it is of no use any more.

        It goes on with a story behind the one that it has played, else helps with what is left.
        """
        if not self._open:
            return None
        if self._starts:
            start = self._starts.pop(0)
        else:
            played = self._order[self._from[worker]][0] if worker in self._from else -1
            ahead = [piece for piece in self._open if piece[0] > played] if played >= 0 else []
            start = self._at[ahead[0] if ahead else self._open[len(self._open) // 2]]
            alone = not self._taken
            gain = sum(self._costs[piece] for piece in self._open)
            if not alone and gain <= self._before[start] * self._skipping:
                return None
        self._from[worker] = start
        return self._order[start][0]

    def answer(self, worker: int, piece: Piece) -> Answer:
        """Whether a worker draws the beat that it has come to."""
        at = self._at[piece]
        if piece in self._open and at >= self._from[worker]:
            self._open.remove(piece)
            self._taken[piece] = worker
            return "draw"
        ahead = max(at + 1, self._from[worker])
        more = any(left[0] == piece[0] and self._at[left] >= ahead for left in self._open)
        return "skip" if more else "end"

    def drawn(self, piece: Piece) -> None:
        """A beat is finished."""
        del self._taken[piece]

    def lose(self, worker: int) -> tuple[Piece, ...]:
        """A worker is no more: its unfinished beats, which are open again."""
        lost = tuple(piece for piece, by in self._taken.items() if by == worker)
        for piece in lost:
            del self._taken[piece]
        self._open = sorted([*self._open, *lost], key=self._at.__getitem__)
        return lost


def balanced(
    order: Sequence[_Place],
    costs: Mapping[_Place, float],
    skipping: float,
    workers: int,
    before: Sequence[int] | None = None,
) -> list[int]:
    """Where each worker begins, so that all end at about the same time.

    Args:
        order: beats, one after the other.
        costs: seconds of those that are to be drawn.
        skipping: seconds that skipping a beat takes.
        workers: how many at most.
        before: beats that are skipped by whoever begins at each place; all before it if None.

    >>> balanced("abcd", dict.fromkeys("abcd", 1.0), 0.1, 2)
    [0, 2]
    """
    before = range(len(order)) if before is None else before
    low, high = 0.0, sum(costs.values()) + len(order) * skipping
    for _ in range(20):
        middle = (low + high) / 2
        enough = len(_cut(order, costs, skipping, before, middle)) <= workers
        low, high = (low, middle) if enough else (middle, high)
    return _cut(order, costs, skipping, before, high)


def _cut(
    order: Sequence[_Place],
    costs: Mapping[_Place, float],
    skipping: float,
    before: Sequence[int],
    seconds: float,
) -> list[int]:
    """Where to begin anew so that no run takes longer."""
    starts: list[int] = []
    spent = 0.0
    for at, place in enumerate(order):
        if place not in costs:
            spent += skipping
            continue
        if not starts or spent + costs[place] > seconds:
            starts.append(at)
            spent = before[at] * skipping
        spent += costs[place]
    return starts
