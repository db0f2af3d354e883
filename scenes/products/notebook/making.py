"""From a lecture to the file of its notebook, run first where that is asked for."""

import importlib.util
from pathlib import Path
from typing import Any

from scenes.products.description import Lecture
from scenes.products.notebook.cells import notebook_text
from scenes.products.notebook.writing import cells_of
from scenes.products.shelf import Shelf
from scenes.studio.failures import BadInputError

_EXTRA = ("nbformat", "nbclient", "ipykernel")


def check_extra() -> None:
    """What runs a notebook is installed.

    Raises:
        BadInputError: it is not; one line brings it.
    """
    if not all(importlib.util.find_spec(name) for name in _EXTRA):
        raise BadInputError(
            "--execute needs nbclient and ipykernel: pip install 'zoomout[notebook]'"
        )


def write_notebook(
    lecture: Lecture, file: Path, media: Path, *, animations: bool = False, execute: bool = False
) -> list[Path]:
    """Write a lecture's notebook; it appears whole or not at all.

    Args:
        lecture: what it tells.
        file: the ipynb.
        media: the folder that it writes films into, whose manifest tells of it if it is in it.
        animations: whether it renders films when it is run.
        execute: whether it is run, and written with what its cells say.

    Raises:
        OSError: the file cannot be written; nothing of it is left.
        RuntimeError: a cell failed.
    """
    with Shelf(file, media) as shelf:
        text = notebook_text(cells_of(lecture, file, media, animations))
        if execute:
            text = executed(text, file.parent)
        shelf.new(file.suffix).write_text(text, encoding="utf-8")
        return shelf.keep(
            {
                "what": "notebook",
                "title": lecture.title,
                "author": lecture.author,
                "language": lecture.language,
                "theme": lecture.theme.name,
            }
        )


def executed(text: str, folder: Path) -> str:
    """A notebook with the outputs of its cells.

    Args:
        text: the file's.
        folder: where its kernel runs.

    Raises:
        RuntimeError: a cell failed; the last line of its error.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    form: Any = nbformat  # which is not typed
    notebook = form.reads(text, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=None,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # what is printed comes in pieces, never the same twice
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise RuntimeError(
            f"a cell of the notebook failed: {error.ename}: {error.evalue}"
        ) from error
    return str(form.writes(notebook)) + "\n"
