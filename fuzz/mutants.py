"""``python -m fuzz.mutants MODULE TESTS…`` plants faults in a module one by one, and prints what no test sees.

A fault is a comparison turned, an `and` for an `or`, a `not` left out, a number one off, a `return` of nothing. Each
is made in a copy of the house, where the tests are run until the first fails. Printed is every fault that none saw.

    python -m fuzz.mutants akn/proof/words.py tests/proof tests/test_pipeline.py --most 30
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.house import ROOT, copied

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def faults(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Yield each fault that can be planted: its line, what it is, and the module with it."""
    for number, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            other = copy.deepcopy(tree)
            change(next(one for at, one in enumerate(ast.walk(other)) if at == number))
            yield getattr(node, "lineno", 0), what, other


def _changes(node: ast.AST):  # noqa: ANN202  # pairs of a name and a function
    match node:
        case ast.Compare(ops=[op]) if type(op) in _TURNED:
            turned = _TURNED[type(op)]
            yield f"{type(op).__name__} → {turned.__name__}", lambda n: n.ops.__setitem__(0, turned())
        case ast.BoolOp(op=op):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield f"{type(op).__name__} → {other.__name__}", lambda n: setattr(n, "op", other())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            del operand
            yield "not left out", _without_not
        case ast.Constant(value=bool()):
            yield "True ↔ False", lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=int()):
            yield "a number one more", lambda n: setattr(n, "value", n.value + 1)
        case ast.Return(value=value) if value is not None:
            yield "return nothing", lambda n: setattr(n, "value", ast.Constant(None))


def _without_not(node: ast.UnaryOp) -> None:
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)


def main() -> int:
    """Plant and judge; exit code 1 where a fault was not seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--most", type=int, default=30, help="so many faults, drawn")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    every = list(faults(ast.parse(asked.module.read_text(encoding="utf-8"))))
    drawn = random.Random(asked.seed).sample(every, min(asked.most, len(every)))
    unseen = 0
    with tempfile.TemporaryDirectory(prefix="akn-mutants-") as name:
        house = copied(Path(name), "tests", "samples", "pyproject.toml")
        place = house / asked.module
        for line, what, tree in sorted(drawn, key=lambda fault: fault[0]):
            place.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")
            ended = subprocess.run(  # noqa: S603  # the tests of this house
                [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *asked.tests],
                cwd=house,
                env={
                    "PYTHONPATH": str(house),
                    "PATH": str(Path(sys.executable).parent),
                    "PYTHONDONTWRITEBYTECODE": "1",
                },
                capture_output=True,
                check=False,
                timeout=600,
            )
            if ended.returncode == 0:
                unseen += 1
                said = (ROOT / asked.module).read_text(encoding="utf-8").splitlines()[line - 1].strip()
                print(f"{asked.module}:{line}: {what}: {said}", flush=True)
    print(f"{len(drawn)} of {len(every)} faults planted, {len(drawn) - unseen} seen, {unseen} not")
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
