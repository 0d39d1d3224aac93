"""``python -m fuzz.mutants MODULES --tests TESTS`` plants faults in modules one by one, and prints what no test sees.

A fault is a comparison turned, an `and` for an `or`, a condition that always or never holds, a number one off, a
statement left out, a `return` of nothing. First all tests run once, to learn which of them come through which line.
Then each fault is planted in a process of its own, forked where everything is loaded: the code of the function is
exchanged, or the constant, and the tests that come through it run, the quick ones first, until one fails. Printed
is every fault that no test saw. What a module does only once (its classes, defaults, decorators) stays as it is.

    python -m fuzz.mutants akn/proof --tests tests/proof tests/test_pipeline.py --most 30

`--only FILE` plants again what an earlier run printed into it, after tests were written. Linux alone can do this.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import msgspec
import pytest

from fuzz.faults import Fault, faults, planted
from tests.house import ROOT

#: Processor time after which tests that do not end have seen a fault: a loop that never ends is one.
_ENDLESS = 120
#: What a process ends with that could not do what it was to do.
_BROKEN = 3


class _Way(NamedTuple):
    """The tests that come through each line of each module, and how long each test takes."""

    through: dict[str, dict[int, set[str]]]
    seconds: dict[str, float]

    def by(self, module: Path, fault: Fault, most: float) -> list[str]:
        """The tests that come by `fault`, the quick ones first, of `most` seconds together."""
        lines = self.through.get(str(module), {})
        names = {name for n in fault.lines for name in lines.get(n, ())}
        chosen, total = [], 0.0
        for name in sorted(names, key=lambda one: (self.seconds[one], one)):
            total += self.seconds[name]
            if total > most and chosen:
                break
            chosen.append(name)
        return chosen


class _Planting:
    """What takes the place of pytest's own loop over the tests."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.unseen: list[str] = []
        self.planted = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Plant each fault that was drawn, and let the tests judge it."""
        modules = sorted(_modules(self.asked.modules))
        items = {item.nodeid: item for item in session.items}
        way = _known_way(self.asked.way) or _way_of(session.items, modules)
        if self.asked.way:
            self.asked.way.write_bytes(msgspec.json.encode(way))
        trees = {module: ast.parse((ROOT / module).read_text(encoding="utf-8")) for module in modules}
        every = [(module, fault) for module in modules for fault in faults(trees[module])]
        drawn = _drawn(every, self.asked)
        for at, (module, fault) in enumerate(drawn, 1):
            names = way.by(module, fault, self.asked.seconds)
            tree = planted(trees[module], fault)
            if not (names and _seen(ROOT / module, fault, tree, [items[name] for name in names])):
                self.unseen.append(_written(module, fault, len(names)))
                self._tell(self.unseen[-1])
            self._tell(f"\r{at} of {len(drawn)}", end="")
        self.planted = len(drawn)
        self._tell(
            f"\n{len(drawn)} of {len(every)} faults planted, {len(drawn) - len(self.unseen)} seen, "
            f"{len(self.unseen)} not"
        )
        return True

    def _tell(self, said: str, end: str = "\n") -> None:
        print(said, end=end, flush=True, file=sys.stderr if end == "" else sys.stdout)


def _seen(place: Path, fault: Fault, tree: ast.Module, items: list[pytest.Item]) -> bool:
    """Whether one of `items` fails with the `fault` that is planted in `tree`."""

    def judge() -> int:
        _exchange(place, fault.holder, tree)
        return 0 if all(_passes(item, items, at) for at, item in enumerate(items)) else 1

    code = _forked(judge, _ENDLESS)
    if code == _BROKEN:
        raise pytest.UsageError(f"{place}:{fault.line}: {fault.what} could not be planted")
    return code != 0


def _modules(given: Iterable[Path]) -> Iterator[Path]:
    for one in given:
        yield from one.rglob("*.py") if one.is_dir() else (one,)


def _drawn(every: list[tuple[Path, Fault]], asked: argparse.Namespace) -> list[tuple[Path, Fault]]:
    """So many of `every` as were asked for, or those that a file names."""
    if asked.only:
        named = {line.partition(" |")[0] for line in asked.only.read_text(encoding="utf-8").splitlines()}
        return [one for one in every if _written(*one, 0).partition(" |")[0] in named]
    chosen = random.Random(asked.seed).sample(every, min(asked.most, len(every)))
    return sorted(chosen)


def _written(module: Path, fault: Fault, tests: int) -> str:
    """A fault in one line, which `--only` knows again by what stands before the bar."""
    line = (ROOT / module).read_text(encoding="utf-8").splitlines()[max(fault.line - 1, 0)].strip()
    return f"{module}:{fault.line}: {fault.what} ({fault.number}) | {tests} tests | {line}"


def _forked(judge: Callable[[], int], most: float = 0) -> int:
    """What `judge` returns in a process of its own; below 0 where that is ended by force, `_BROKEN` if it raises.

    It is ended after so many seconds of processor time as `most` says; 0 for no limit.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = _BROKEN
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        signal.setitimer(signal.ITIMER_PROF, most)  # its signal ends the process
        code = judge()
    finally:
        os._exit(code)


def _passes(item: pytest.Item, items: list[pytest.Item], at: int) -> bool:
    """Run `item` as pytest does; fixtures that the next one needs, too, stay."""
    following = items[at + 1] if at + 1 < len(items) else None
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return item.session.testsfailed == 0


def _known_way(place: Path | None) -> _Way | None:
    return msgspec.json.decode(place.read_bytes(), type=_Way) if place and place.exists() else None


def _way_of(items: list[pytest.Item], modules: list[Path]) -> _Way:
    """Run all `items` once, in a process of its own, and look which lines of `modules` each comes through."""
    from coverage import Coverage, CoverageData  # noqa: PLC0415  # only Linux needs it

    with tempfile.TemporaryDirectory(prefix="akn-mutants-") as name:
        data, times = str(Path(name) / "data"), Path(name) / "times.json"

        def judge() -> int:
            lines = [str(ROOT / module) for module in modules]
            measured = Coverage(data_file=data, include=lines, config_file=False)
            seconds: dict[str, float] = {}
            for at, item in enumerate(items):
                begun = time.process_time()
                measured.start()
                measured.switch_context(item.nodeid)
                passed = _passes(item, items, at)
                measured.stop()
                seconds[item.nodeid] = time.process_time() - begun
                if not passed:
                    times.write_text(json.dumps(item.nodeid), encoding="utf-8")
                    return 1
            measured.save()
            times.write_text(json.dumps(seconds), encoding="utf-8")
            return 0

        if code := _forked(judge):
            said = times.read_text(encoding="utf-8") if times.exists() else f"code {code}"
            raise pytest.UsageError(f"without a fault the tests fail: {said}")
        kept = CoverageData(data)
        kept.read()
        through = {}
        for module in modules:
            lines = kept.contexts_by_lineno(str(ROOT / module))
            through[str(module)] = {line: {one for one in names if one} for line, names in lines.items()}
        return _Way(through, json.loads(times.read_text(encoding="utf-8")))


def _exchange(place: Path, holder: str, tree: ast.Module) -> None:
    """Give what is called `holder` in the module at `place` the code, or the value, that it has in `tree`."""
    if not holder.endswith("()"):
        module = next(one for one in sys.modules.values() if getattr(one, "__file__", None) == str(place))
        tree.body = [one for one in tree.body if holder in _given(one)]
        exec(compile(tree, str(place), "exec"), module.__dict__)  # noqa: S102  # the module itself does no other
        return
    name = holder.removesuffix("()")
    code = next(one for one in _codes(compile(tree, str(place), "exec")) if one.co_qualname == name)
    found = [
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType)
        and one.__code__.co_qualname == name
        and one.__code__.co_firstlineno == code.co_firstlineno
        and Path(one.__code__.co_filename) == place
    ]
    if not found:
        raise LookupError(f"{place} is loaded, but not {name}")
    for one in found:
        one.__code__ = code


def _given(statement: ast.stmt) -> list[str]:
    """The names that `statement` gives a value."""
    targets = {ast.Assign: "targets", ast.AnnAssign: "target"}.get(type(statement))
    at = getattr(statement, targets) if targets else []
    return [one.id for one in (at if isinstance(at, list) else [at]) if isinstance(one, ast.Name)]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def main() -> int:
    """Plant and judge; exit code 1 where a fault was not seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", type=Path, nargs="+", help="files, or folders of them")
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--most", type=int, default=30, help="so many faults, drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60, help="of tests that come by a fault")
    parser.add_argument("--only", type=Path, help="a file with faults, as they are printed")
    parser.add_argument("--way", type=Path, help="a file that keeps which tests come by, for the next run")
    asked = parser.parse_args()
    os.chdir(ROOT)
    planting = _Planting(asked)
    ended = pytest.main(["-q", "-p", "no:cacheprovider", "--capture=no", *asked.tests], plugins=[planting])
    if not planting.planted:
        return int(ended) or 2
    return 1 if planting.unseen else 0


if __name__ == "__main__":
    sys.exit(main())
