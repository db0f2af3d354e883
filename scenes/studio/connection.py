"""The way to a Dask cluster: somebody answers there, and would draw the same frames."""

import contextlib
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

from scenes.studio.failures import BadInputError

_ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:[0-9]+")
_ANSWERING = 5.0
"""Seconds in which a scheduler answers, and in which one of its workers must have come."""


@contextlib.contextmanager
def connected(scheduler: str) -> Iterator[Any]:
    """A client of a cluster, which lets go of it in the end.

    Raises:
        BadInputError: Dask is missing, or nobody answers at the address.
    """
    try:
        import distributed
    except ImportError as error:
        raise BadInputError(
            "--scheduler needs dask.distributed: install the extra, pip install '.[cluster]'"
        ) from error
    if not _ADDRESS.fullmatch(scheduler):
        raise BadInputError(
            f"--scheduler is an address such as tcp://host:8786, got {scheduler!r}: write the one "
            "that dask scheduler names when it starts"
        )
    connect: Any = distributed.Client
    silence = logging.root.manager.disable
    if silence:  # a lost connection is told in one line, and not by Dask
        logging.disable(logging.ERROR)
    try:
        try:
            client = connect(scheduler, timeout=_ANSWERING, set_as_default=False)
        except OSError as error:
            raise BadInputError(
                f"no scheduler answers at {scheduler}: start one with dask scheduler, and look "
                "whether host and port are right"
            ) from error
        with client:
            yield client
    finally:
        logging.disable(silence)


def fit_workers(client: Any, scheduler: str, order: Any) -> int:
    """How many workers there are; all of them would draw the same frames as this process.

    Raises:
        BadInputError: there is none, or one that draws otherwise.
    """
    from scenes.studio.remote import differences, refusal, tools

    try:
        client.wait_for_workers(1, timeout=_ANSWERING)
    except TimeoutError as error:
        raise BadInputError(
            f"the cluster of {scheduler} has no worker: start one with dask worker {scheduler} "
            "--nthreads 1"
        ) from error
    theirs = {scheduler: _told(lambda: client.run_on_scheduler(tools, order.topics))}
    theirs |= client.run(tools, order.topics, on_error="return")
    for address, found in theirs.items():
        if not isinstance(found, dict):
            version = order.tools["zoomout"]
            raise BadInputError(
                f"{address} cannot draw ({type(found).__name__}: {found}): install zoomout "
                f"{version} with the extra cluster there, start it anew"
            )
        different = differences(found, order.tools)
        if different:
            raise BadInputError(refusal(address, different))
    for address, threads in client.nthreads().items():
        if threads > 1:
            raise BadInputError(
                f"the worker {address} has {threads} threads, and only one can draw: start it "
                "with --nthreads 1, and --nworkers for more of them"
            )
    return len(theirs) - 1


def _told(ask: Callable[[], Any]) -> Any:
    """An answer, or the error that came instead."""
    try:
        return ask()
    except Exception as error:
        return error
