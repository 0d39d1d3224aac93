"""One piece of work, done or lost: what may go wrong with it costs the others nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

from msgspec import Struct

from akn.errors import AknError

Item = TypeVar("Item")
Result = TypeVar("Result")
#: Called once in each process; what it returns does the work, item after item.
Make: TypeAlias = Callable[[], Callable[[Item], Result]]


class Lost(Struct, frozen=True):
    """Why there is no result for an item: its process died, or akn has a fault."""

    reason: str


def attempt(work: Callable[[Item], Result], item: Item) -> Result | Lost:
    """Return what `work` makes of `item`; an `AknError` goes through."""
    try:
        return work(item)
    except AknError:
        raise
    except Exception as error:  # noqa: BLE001  # one surprise must not cost the other items
        return Lost(fault(error))


def fault(error: BaseException) -> str:
    """What to say of an `error` that nobody expected: what and where it is, and the wish that it be reported."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for it; give it more, or less to do"
    from traceback import extract_tb  # noqa: PLC0415  # 2 ms, and only a fault wants it

    frames = extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"akn has a fault ({type(error).__name__}: {error}{where}); please report it with the file"
