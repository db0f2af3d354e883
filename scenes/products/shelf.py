"""Files of one product that appear together: written beside their places, then renamed."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scenes.inputs.model import safe_name
from scenes.studio.files import WholeFile
from scenes.studio.manifest import digest, locked, manifest_with, read_manifest, versions
from scenes.studio.publish import is_inside


class Shelf:
    """The files of a product in the making; without `keep` nothing of them stays.

    Args:
        main: the file that the product is known by; the others are named after it.
        media: the folder whose manifest tells of it, if it is in it.

    Raises:
        OSError: the folder cannot be made or written to; found before any work is done.
    """

    def __init__(self, main: Path, media: Path) -> None:
        self._main, self._media = main, media
        self.figures = main.with_name(f"{main.stem}_figures")
        self.assets = main.with_name(f"{safe_name(main.stem)}_assets")
        self._stack = contextlib.ExitStack()
        self._files: dict[Path, WholeFile] = {}

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            self._stack = stack
            self.new(self._main.suffix)
            self._stack = stack.pop_all()
        return self

    def new(self, ending: str) -> Path:
        """Where to write the file of an ending, such as ".srt"."""
        return self._begun(self._main.with_name(f"{self._main.stem}{ending}"))

    def figure(self, name: str) -> Path:
        """Where to write a figure, which goes into the folder of figures."""
        return self._begun(self.figures / name)

    def asset(self, name: str) -> Path:
        """Where to write what a page shows, which goes into a folder of its own."""
        return self._begun(self.assets / name)

    def _begun(self, path: Path) -> Path:
        if path not in self._files:
            self._files[path] = self._stack.enter_context(WholeFile(path.parent, path.suffix))
        return self._files[path].path

    def keep(self, told: Mapping[str, Any]) -> list[Path]:
        """Give the files their names.

        Args:
            told: what the manifest says of the main one.

        Returns:
            The files, the main one first, those in the folder of figures left out.
        """
        if not is_inside(self._main.parent, self._media):
            self._rename()
        else:
            made = self._files[self._main].path
            name = self._main.resolve().relative_to(self._media.resolve()).as_posix()
            with locked(self._media):
                entries, _ = read_manifest(self._media)
                entries[name] = {
                    **told,
                    "bytes": made.stat().st_size,
                    "sha256": digest(made),
                    "versions": versions(),
                }
                with manifest_with(self._media, entries):
                    self._rename()
        return [path for path in self._files if path.parent == self._main.parent]

    def _rename(self) -> None:
        """The main file last: where it is, the others are."""
        for path in sorted(self._files, key=lambda path: path == self._main):
            self._files[path].keep(path)
        for left in self.assets.glob("[!.]*"):  # of the page that was there before
            if left not in self._files:
                left.unlink()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
