"""The server that workers are forked from: it has imported Manim, which takes a while.

Manim starts threads, after which a process may not be forked itself.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

from scenes.beats import home_of

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

_REQUESTS = (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
"""To end; Windows has no SIGHUP."""


class NoServerError(Exception):
    """The process that workers are forked from cannot be reached."""


def server_for(topics: Sequence[str]) -> BaseContext:
    """How processes are started: by a server that has what a worker imports.

    Raises:
        NoServerError: there is no server, and a worker is not worth an import of its own.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    scenes = [f"scenes.{home_of(topic)}.{topic}.video" for topic in topics]
    context.set_forkserver_preload(["scenes.studio.film", "scenes.studio.serving", *scenes])
    try:
        with _inherited():
            forkserver.ensure_running()
    except OSError as error:  # a socket's path has at most a hundred letters, TMPDIR's included
        raise NoServerError(str(error)) from error
    return context


def end_server() -> None:
    """End the server, if there is one; the next render starts another.

    While it imports Manim it does not notice that this process has ended, and would go on to
    fork a worker whose orders are cut short. It is waited for: while it dies it still answers, and
    a worker asked of it would be lost.
    """
    server = forkserver._forkserver
    process = getattr(server, "_forkserver_pid", None)
    if process is not None:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
            server._stop()  # type: ignore[attr-defined]


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """A request to end waits until the block is through.

    A worker whose orders were cut short would say so in a traceback.
    """
    if threading.current_thread() is not threading.main_thread():  # requests are not heard there
        yield
        return
    heard: list[int] = []
    answered = [number for number in _REQUESTS if callable(signal.getsignal(number))]
    before = {
        number: signal.signal(number, lambda number, _: heard.append(number)) for number in answered
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in heard:
            signal.raise_signal(number)


@contextlib.contextmanager
def _inherited() -> Iterator[None]:
    """What the server and its workers inherit: Ctrl-C is the parent's; one thread for NumPy."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
