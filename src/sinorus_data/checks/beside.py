"""Work for a second core, done while the first goes on."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def possible() -> bool:
    """Whether a second process can be had: not on one core, with threads that a copy would lose, or without Linux."""
    return "linux" in sys.platform and threading.active_count() == 1 and os.cpu_count() != 1


@contextmanager
def beside(work: Callable[[], Any], *, worth_it: bool) -> Iterator[Callable[[], Any]]:
    """Begins ``work`` in a copy of this process; what it gives asks for the result, and raises what ``work`` raised.

    Where a second process is not ``worth_it``, or cannot be had, the work is done when its result is asked for. What
    nobody asks for is stopped.
    """
    if not worth_it or not possible():
        yield work
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    process.start()
    sender.close()
    try:
        yield lambda: _received(receiver)
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _send(work: Callable[[], Any], sender: Any) -> None:
    try:
        sender.send((True, work()))
    except Exception as error:  # the first process raises it, whatever it is
        sender.send((False, error))


def _received(receiver: Any) -> Any:
    done, result = receiver.recv()
    if not done:
        raise result
    return result
