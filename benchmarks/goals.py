"""Every figure that has a goal, in one run, beside its goal and the last release: ``python -m benchmarks.goals``.

What is measured and what is wanted is in ``goals.toml``, what was measured before in ``history.json``; ``--keep WHAT``
adds this run to it, with what changed since. All is processor time, children included, by turns; a ratio is that of
the least of many, the one in brackets that of the means. Only two processes are held against one by the clock: where
other work runs on the machine, that figure says little.

The commands are those of the environment that ``AKN_INSTALLED`` names, its folder of programs: ``make bench`` makes
one as users have it. Without it they are those beside this Python.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from akn.release import VERSION
from benchmarks.measuring import MEASURES

HERE = Path(__file__).parent
HISTORY = HERE / "history.json"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure of ``goals.toml``."""

    name: str
    title: str
    unit: str
    most: float | None = None
    least: float | None = None

    def met(self, figure: float) -> bool:
        """Whether `figure` is as it should be, to the digits that are printed."""
        shown = round(figure, 2)
        return (self.most is None or shown <= self.most) and (self.least is None or shown >= self.least)

    @property
    def wanted(self) -> str:
        """The goal as it is printed."""
        if self.most is not None:
            return f"≤ {self.most:g}"
        return f"≥ {self.least:g}" if self.least is not None else ""


def goals() -> dict[str, Goal]:
    """All figures, by name, in the order of the table."""
    rows = tomllib.loads((HERE / "goals.toml").read_text(encoding="utf-8"))["figures"]
    return {row["name"]: Goal(**row) for row in rows}


def history() -> list[dict[str, Any]]:
    """The runs that were kept, the oldest first."""
    held: list[dict[str, Any]] = json.loads(HISTORY.read_text(encoding="utf-8"))
    return held


def figures(only: frozenset[str]) -> Iterator[tuple[str, float, float | None]]:
    """Measure: name, ratio of the least, that of the means where it is another; what cannot be measured is left out."""
    for measure in MEASURES:
        if not only or only & set(measure.names):
            yield from measure.take()


def main() -> None:
    """Measure, print, and keep what was measured where that is asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", metavar="WHAT", help="add this run to history.json, with what changed")
    parser.add_argument("names", nargs="*", help="measure these alone")
    asked = parser.parse_args()
    wanted, before = goals(), history()
    released = next((one for one in reversed(before) if one.get("released")), None)
    print(f"  {'':50} {'now':>8} {'(mean)':>8}  {'goal':>7} {released['version'] if released else '':>8}")
    found: dict[str, float] = {}
    for name, least, mean in figures(frozenset(asked.names)):
        goal = wanted[name]
        found[name] = round(least, 3)
        said = "" if not goal.wanted else "met" if goal.met(least) else "NOT met"
        last = released["figures"].get(name) if released else None
        means = f"({mean:.2f})" if mean is not None else ""
        print(
            f"  {goal.title:50} {least:8.2f} {means:>8}  {goal.wanted:>7} {'' if last is None else last:>8}"
            f"  {goal.unit}  {said}".rstrip(),
            flush=True,
        )
    if asked.keep:
        run = {
            "version": VERSION,
            "day": datetime.now(UTC).date().isoformat(),
            "changed": asked.keep,
            "figures": found,
        }
        text = json.dumps([*before, run], ensure_ascii=False, indent=1)
        HISTORY.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
