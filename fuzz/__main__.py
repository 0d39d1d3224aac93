"""Try odd input for as long as one likes: ``python -m fuzz --seconds 600`` (``make fuzz SECONDS=600``)."""

from __future__ import annotations

import argparse
import hashlib
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from akn.errors import AknError
from fuzz.mutating import dictionary
from fuzz.targets import TARGETS, Target

#: Processor time that one input may take; the slowest that is right takes a hundredth of it.
LIMIT = 10.0


class SlowError(BaseException):
    """An input took more processor time than any of its size may; no handler of the code under trial takes it."""


def main() -> int:
    """Try inputs until the time is over, write those that fail down, and count; 1 where one failed."""
    given = _given()
    random = Random(given.seed)  # it must be the same again
    signal.signal(signal.SIGVTALRM, _too_slow)
    chosen = {name: target for name, target in TARGETS.items() if not given.target or name in given.target}
    texts = {name: _seeds(target) for name, target in chosen.items()}
    words = dictionary()
    tried: Counter[str] = Counter()
    failed: dict[str, Path] = {}
    end = time.monotonic() + given.seconds
    while time.monotonic() < end and tried.total() < given.inputs:
        name = random.choice(list(chosen))
        data = chosen[name].make(random, random.choice(texts[name]), texts[name], words)
        tried[name] += 1
        where = outcome(chosen[name], data)
        if where and where not in failed:
            failed[where] = _kept(given.out, name, data)
            print(f"{name}: {where}\n  {failed[where]}", flush=True)
    print(f"{tried.total()} inputs ({', '.join(f'{n} {c}' for n, c in sorted(tried.items()))}), seed {given.seed}: "
          f"{len(failed)} kinds of failure")  # fmt: skip
    return 1 if failed else 0


def outcome(target: Target, data: bytes) -> str:
    """What went wrong with `data`, as one line that is the same for the same fault; "" where nothing did."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        target.run(data)
    except AknError:
        return ""
    except (Exception, SlowError, SystemExit) as error:  # noqa: BLE001  # whatever comes is what was looked for
        return f"{type(error).__name__} at {_place(error)}: {str(error)[:80]}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def _place(error: BaseException) -> str:
    frames = [
        f
        for f in traceback.extract_tb(error.__traceback__)
        if "/akn/" in f.filename or "/fuzz/" in f.filename
    ]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-2:]))


def _too_slow(number: int, frame: object) -> None:
    del number, frame
    raise SlowError


def _seeds(target: Target) -> list[str]:
    texts = [path.read_bytes().decode("utf-8", "replace") for path in target.seeds()]
    return [text for text in texts if len(text) < 30_000]


def _kept(folder: Path, name: str, data: bytes) -> Path:
    place = folder / name / hashlib.sha256(data).hexdigest()[:12]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return place


def _given() -> Any:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long; 60 by default")
    parser.add_argument("--inputs", type=int, default=sys.maxsize, help="at most so many")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="the same again")
    parser.add_argument("--target", action="append", choices=list(TARGETS), help="only this; may be repeated")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="where inputs that fail are kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
