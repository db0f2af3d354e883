"""The strongest patches of a whole album: photo after photo, and on from where a run stopped."""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pooling.hierarchy import Patch, Sight, Standard, Strongest, see, standard
from pooling.hierarchy.patches import LEAST
from pooling.trained import Trained
from scenes.inputs.album import Album
from scenes.inputs.model import InputError

SAVED_EVERY = 20.0
"""Seconds from one saved state to the next."""
KEPT_STATES = 20
"""States of albums that stay in the cache; the longest unused go first."""
MEASURED_ON = 16
"""Photos that tell what is strong, where the network came without quantiles."""


@dataclass(frozen=True, eq=False)
class Gathered:
    """What was found in an album.

    Attributes:
        names: of its photos; a patch's `photo` is a place among them.
        notes: one line for each photo that was left out.
    """

    names: tuple[str, ...]
    notes: tuple[str, ...]
    _found: Strongest

    def patches(self, layer: str, unit: int) -> tuple[Patch, ...]:
        """Return the strongest patches of a unit; cut them from the photos, read again."""
        return self._found.patches(layer, unit)


def gather(
    trained: Trained,
    album: Album,
    layers: Sequence[str],
    count: int = 9,
    *,
    least: float = LEAST,
    per_photo: int | None = 1,
    folder: Path | None = None,
    report: Callable[[int, int], None] = lambda done, expected: None,
) -> Gathered:
    """Look for the strongest patches of every unit in all photos of an album.

    Only one photo is held at a time. A run that is stopped loses at most `SAVED_EVERY` seconds.

    Args:
        trained: the network.
        album: whose photos.
        layers: whose units.
        count, least, per_photo: as for `pooling.hierarchy.strongest`.
        folder: where to keep what was found so far; None: nowhere.
        report: told after each photo how many are done, and how many there are.

    Raises:
        ValueError: no photo can be used, no such layer or level.
    """
    for layer in layers:
        trained.network[layer]
    found = Strongest(_standards(trained, album, layers), count, least=least, per_photo=per_photo)
    settings = [list(layers), count, least, per_photo]
    kept = _Kept(folder, _key(trained, album, settings))
    notes = kept.restore(found)
    saved = time.monotonic()
    report(found.seen, len(album))
    for name, photo in album.photos(found.seen):
        try:
            if isinstance(photo, InputError):
                raise photo
            found.add(see(trained, photo.array, layers))
        except ValueError as error:
            notes.append(f"{name}: {error}")
            found.skip()
        report(found.seen, len(album))
        if time.monotonic() - saved > SAVED_EVERY:
            kept.save(found, notes)
            saved = time.monotonic()
    kept.save(found, notes)
    if len(notes) == len(album):
        raise InputError(f"none of {len(album)} photos can be used; the first: {notes[0]}")
    return Gathered(album.names, tuple(notes), found)


@dataclass(frozen=True)
class _Kept:
    """What was found so far, in a file that appears whole or not at all."""

    folder: Path | None
    key: str

    def restore(self, found: Strongest) -> list[str]:
        """Fill a collector with what was kept; return the notes, none where nothing was."""
        if self.folder is None:
            return []
        try:
            state = json.loads(self._path.read_text(encoding="utf-8"))
            notes = [str(note) for note in state["notes"]]
            found.restore(state["found"])
        except (OSError, ValueError, KeyError, IndexError, TypeError):
            return []  # there is none, or it is damaged: begin anew
        return notes

    def save(self, found: Strongest, notes: Sequence[str]) -> None:
        """Write what was found; where that is impossible, a stopped run begins anew."""
        if self.folder is None:
            return
        part = self._path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            state = {"found": found.state(), "notes": list(notes)}
            part.write_text(json.dumps(state), encoding="utf-8")
            part.replace(self._path)
            states = sorted(self.folder.glob("album-*.json"), key=lambda path: path.stat().st_mtime)
            for old in states[:-KEPT_STATES]:
                old.unlink()
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink()

    @property
    def _path(self) -> Path:
        assert self.folder is not None
        return self.folder / f"album-{self.key}.json"


def _standards(trained: Trained, album: Album, layers: Sequence[str]) -> dict[str, Standard]:
    """Return what units are measured by: training, or some photos spread over the album."""
    sights: list[Sight] = []
    if not trained.quantiles.keys() >= set(layers):
        for name in album.names[:: -(-len(album) // MEASURED_ON)]:
            try:
                sights.append(see(trained, album.read(name).array, layers))
            except ValueError:
                continue  # it is noted when its turn comes
        if not sights:
            raise InputError(f"none of the photos looked at in {album.source.name} can be used")
    return {layer: standard(trained, sights, layer) for layer in layers}


def _key(trained: Trained, album: Album, settings: Sequence[Any]) -> str:
    """Return digits that change with photos, network or settings."""
    digest = hashlib.sha256(json.dumps([album.stamp, *settings]).encode())
    for node in trained.network:
        digest.update(repr(node).encode())
        for name, values in sorted(trained.weights.get(node.name, {}).items()):
            digest.update(name.encode() + values.tobytes())
    for layer, quantiles in sorted(trained.quantiles.items()):
        digest.update(layer.encode() + quantiles.tobytes())
    return digest.hexdigest()[:32]
