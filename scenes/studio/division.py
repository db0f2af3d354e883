"""Who draws what: parts of beats are handed out to workers that go through stories forwards.

A worker plays a scene from its start and skips what is not its own. Skipping takes time too,
so each is given a beat to begin at, and from there on takes whatever nobody else has taken, in
the scene's end and in the next scenes. How many parts a beat has is known when one worker has
come to its end.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

Answer = Literal["draw", "skip", "end"]
"""What a worker is to do with what begins: `end` where nothing is left for it from there on."""
Piece = tuple[int, str]
"""The number of a story, and the id of one of its beats."""
_Place = TypeVar("_Place", bound=Hashable)


@dataclass
class _Beat:
    """A beat that is to be drawn.

    Attributes:
        cost: seconds that it takes, about.
        takers: of the parts that are taken, the worker; None where the part is drawn.
        parts: how many it has, as soon as that is known.
    """

    cost: float
    takers: dict[int, int | None] = field(default_factory=dict)
    parts: int | None = None

    def left(self, first: int = 0) -> float:
        """Seconds of what nobody has taken from a part on; a guess while the end is unknown."""
        if self.parts is None:
            return self.cost / (1 + len(self.takers))
        free = sum(part not in self.takers for part in range(first, self.parts))
        return self.cost * free / self.parts

    @property
    def is_drawn(self) -> bool:
        return self.parts is not None and list(self.takers.values()) == [None] * self.parts


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
        self._skipping = skipping
        self._beats = {piece: _Beat(costs[piece]) for piece in self._order if piece in costs}
        self._drawn: list[Piece] = []
        self._from: dict[int, int] = {}  # where a worker begins
        self._place: dict[int, tuple[Piece, int]] = {}  # where it is, beat and part
        self._starts = balanced(self._order, costs, skipping, workers, self._before)

    @property
    def finished(self) -> bool:
        """Whether every beat is drawn."""
        return not self._beats

    def begin(self, worker: int) -> int | None:
        """Give a worker its place: the story that it plays, None where it is of no use any more.

        It goes on with a story behind the one that it has played, else helps with what is left.
        """
        self._leave(worker)
        left = [piece for piece in self._beats if self._beats[piece].left()]
        if not left:
            return None
        if self._starts:
            start = self._starts.pop(0)
        else:
            played = self._order[self._from[worker]][0] if worker in self._from else -1
            ahead = [piece for piece in left if piece[0] > played] if played >= 0 else []
            start = self._at[ahead[0] if ahead else left[len(left) // 2]]
            gain = sum(self._beats[piece].left() for piece in left)
            if gain <= self._before[start] * self._skipping and self._others_draw(worker):
                return None
        self._from[worker] = start
        return self._order[start][0]

    def answer(self, worker: int, piece: Piece, part: int = 0) -> Answer:
        """Whether a worker draws what it has come to, a beat or a further part of one."""
        if part == 0:
            self._leave(worker)
        at = self._at[piece]
        beat = self._beats.get(piece)
        if at >= self._from[worker] and beat is not None and part not in beat.takers:
            self._place[worker] = piece, part
            beat.takers[part] = worker
            return "draw"
        if self._is_worth_skipping(worker, at, part):
            self._place[worker] = piece, part
            return "skip"
        self._place.pop(worker, None)
        return "end"

    def drawn(self, piece: Piece, part: int = 0) -> None:
        """A part of a beat is finished."""
        self._beats[piece].takers[part] = None
        self._look(piece)

    def complete(self) -> list[Piece]:
        """The beats of which every part is drawn, each told once."""
        found, self._drawn = self._drawn, []
        return found

    def lose(self, worker: int) -> tuple[Piece, ...]:
        """A worker is no more: the beats that it was drawing, whose parts are free again."""
        self._place.pop(worker, None)
        lost = tuple(piece for piece, beat in self._beats.items() if worker in beat.takers.values())
        for piece in lost:
            takers = self._beats[piece].takers
            self._beats[piece].takers = {
                part: taker for part, taker in takers.items() if taker != worker
            }
        return lost

    def _leave(self, worker: int) -> None:
        """A worker has come to the end of the beat that it was in."""
        place = self._place.pop(worker, None)
        if place is not None and place[0] in self._beats:
            piece, part = place
            self._beats[piece].parts = part + 1
            self._look(piece)

    def _look(self, piece: Piece) -> None:
        if self._beats[piece].is_drawn:
            del self._beats[piece]
            self._drawn.append(piece)

    def _is_worth_skipping(self, worker: int, at: int, part: int) -> bool:
        """Whether there is more behind than it takes to get there, or nobody else to draw it."""
        ahead = dict(self._ahead(worker, at, part))
        if not ahead:
            return False
        price = (min(ahead) - at) * self._skipping
        return sum(ahead.values()) > price or not self._others_draw(worker)

    def _ahead(self, worker: int, at: int, part: int) -> Iterator[tuple[int, float]]:
        """Places in the same story at which something is left, with its seconds."""
        for piece, beat in self._beats.items():
            there = self._at[piece]
            if piece[0] == self._order[at][0] and there >= max(at, self._from[worker]):
                left = beat.left(part + 1 if there == at else 0)
                if left:
                    yield there, left

    def _others_draw(self, worker: int) -> bool:
        """Whether another worker is at something, behind which it goes on."""
        takers = (by for beat in self._beats.values() for by in beat.takers.values())
        return any(by is not None and by != worker for by in takers)


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
