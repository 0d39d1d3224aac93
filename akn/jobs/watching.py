"""A process that ends itself where one file keeps it too long: who leads it sees it die, and sets that file aside."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident
from time import monotonic

#: When each thread has had its time.
_ends: dict[int, float] = {}
_lock = Lock()
_nowhere = None


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End this process, at once and whatever it does, where what is done here takes longer; 0 for no limit.

    The watch needs no turn of the interpreter: a regular expression that goes on for ever gives none.
    """
    if not seconds:
        yield
        return
    thread = get_ident()
    with _lock:
        _ends[thread] = monotonic() + seconds
        _set()
    try:
        yield
    finally:
        with _lock:
            del _ends[thread]
            _set()


def _set() -> None:
    """Set the one watch that there is to the thread that ends first: a worker of a cluster may have several."""
    global _nowhere  # noqa: PLW0603  # what it would say must stay open as long as it watches
    if not _ends:
        faulthandler.cancel_dump_traceback_later()
        return
    _nowhere = _nowhere or open(os.devnull, "wb")  # noqa: PTH123, SIM115  # as long as the process lives
    faulthandler.dump_traceback_later(max(0.001, min(_ends.values()) - monotonic()), exit=True, file=_nowhere)
