"""The faults that can be planted in a module, one by one: what each is, where it stands, and the module with it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip
#: What is not run, or run once where nobody can exchange it: types, what stands beside a class or a function.
_NOT_RUN = ("annotation", "returns", "bases", "keywords", "decorator_list", "defaults", "kw_defaults")


class Fault(NamedTuple):
    """One fault: its number in the module, its line, what it is, what it is in, and the lines that are run with it."""

    number: int
    line: int
    what: str
    #: The outermost function around it, by its name with its class and "()", or the constant of the module.
    holder: str
    lines: frozenset[int]


def faults(tree: ast.Module) -> Iterator[Fault]:
    """Yield each fault that can be planted in `tree`: in a function, or in the value of a constant."""
    for number, (node, statement, holder) in enumerate(_walked(tree, tree, "")):
        for what, _ in _changes(node):
            line = getattr(node, "lineno", statement.lineno)
            if holder.endswith("()"):
                yield Fault(
                    number, line, what, holder, frozenset(range(statement.lineno, _end(statement) + 1))
                )
            elif constant := _constant(tree, statement):
                yield Fault(number, line, what, constant, frozenset(_uses(tree, constant)))


def _end(statement: ast.stmt) -> int:
    """The last line of `statement` itself, without those of the statements in it."""
    inner = getattr(statement, "body", None)
    return inner[0].lineno - 1 if inner else statement.end_lineno or statement.lineno


def _constant(tree: ast.Module, statement: ast.AST) -> str:
    """The name that `statement` gives a value, "" where it is no constant of the module."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name if statement in tree.body else ""
        case _:
            return ""


def _uses(tree: ast.Module, name: str) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            yield node.lineno


def planted(tree: ast.Module, fault: Fault) -> ast.Module:
    """Return a copy of `tree` that has `fault`."""
    other = copy.deepcopy(tree)
    for number, (node, _, _) in enumerate(_walked(other, other, "")):
        if number == fault.number:
            next(change for what, change in _changes(node) if what == fault.what)(node)
            break
    return ast.fix_missing_locations(other)


def _walked(node: ast.AST, statement: Any, function: str) -> Iterator[tuple[ast.AST, Any, str]]:
    """Each node with the statement that it is part of, and the outermost function."""
    yield node, statement, function
    if isinstance(node, ast.ClassDef) and not function.endswith("()"):
        function += node.name + "."
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not function.endswith("()"):
        function += node.name + "()"
    for name, value in ast.iter_fields(node):
        if name in _NOT_RUN and not isinstance(node, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walked(child, child if isinstance(child, ast.stmt) else statement, function)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], None]]]:
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _TURNED:
            turned = _TURNED[type(op)]
            yield _says(op, turned), lambda n: n.ops.__setitem__(0, turned())
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _TURNED:
            turned = _TURNED[type(op)]
            yield _says(op, turned), lambda n: setattr(n, "op", turned())
        case ast.UnaryOp(op=ast.Not()):
            yield "not left out", _without_not
        case ast.Constant(value=bool()):
            yield "True ↔ False", lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=int()):
            yield "a number one more", lambda n: setattr(n, "value", n.value + 1)
        case ast.Return(value=value) if value is not None and not _is_nothing(value):
            yield "return nothing", lambda n: setattr(n, "value", ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield "left out", lambda n: setattr(n, "value", ast.Constant(None))
        case ast.comprehension(ifs=[_, *_]):
            yield "the first condition left out", lambda n: n.ifs.pop(0)
        case ast.If() | ast.While() | ast.IfExp():
            yield "never so", lambda n: setattr(n, "test", ast.Constant(value=False))
            if not isinstance(node, ast.While):
                yield "always so", lambda n: setattr(n, "test", ast.Constant(value=True))


def _says(old: ast.AST, new: type[ast.AST]) -> str:
    return f"{type(old).__name__} → {new.__name__}"


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _without_not(node: ast.UnaryOp) -> None:
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
