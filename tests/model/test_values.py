"""Values are `msgspec.Struct`: what everybody counts on holds for each of them, and no dataclass comes back unasked."""

from __future__ import annotations

import ast
import copy
import importlib
import pickle
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from akn.model.resolution import Act, Block, Mark, Style

PACKAGE = Path(__file__).parent.parent.parent / "akn"
#: What a struct cannot say of a field, and a dataclass can.
ONLY_THERE = {"init", "repr", "compare", "hash"}


def classes() -> list[type[Struct]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "Struct" in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(path.with_suffix("").relative_to(PACKAGE.parent).parts))
    found: list[type[Struct]] = []
    asked: list[type[Struct]] = [Struct]
    while asked:
        below = [one for one in asked.pop().__subclasses__() if one.__module__.startswith("akn.")]
        found += below
        asked += below
    return found


def test_a_frozen_value_stays() -> None:
    frozen = [one for one in classes() if one.__struct_config__.frozen and one.__struct_fields__]
    assert len(frozen) > 100
    for one in frozen:
        if not hasattr(one, "__post_init__"):
            value = one(**dict.fromkeys(one.__struct_fields__))
            assert isinstance(hash(value), int)
            with pytest.raises(AttributeError, match="immutable"):
                setattr(value, one.__struct_fields__[0], 1)


def test_a_value_is_told_by_what_it_holds() -> None:
    def made() -> Act:
        return Act(conclusions=(Block("A", 1, (Mark(0, 1, Style("b")),)),))

    one, other = made(), made()
    assert one == other
    assert one is not other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # our own bytes
    assert copy.deepcopy(one) == one
    assert replace(one, conclusions=()) != one
    assert Mark(0, 1, Style("b")) != Mark(0, 1, Style("i"))


def _dataclasses(tree: ast.Module) -> list[ast.ClassDef]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(d) for d in node.decorator_list)
    ]


def _needs_one(node: ast.ClassDef) -> bool:
    calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
    said = {keyword.arg for call in calls for keyword in call.keywords}
    decorated = [ast.unparse(d) for d in node.decorator_list]
    lasting = any(
        "cached_property" in ast.unparse(inner) for inner in node.body if isinstance(inner, ast.FunctionDef)
    )
    raised = any(ast.unparse(base) == "Exception" for base in node.bases)
    return bool(ONLY_THERE & said) or any("eq=" in d for d in decorated) or lasting or raised


def test_a_dataclass_stands_only_where_a_struct_cannot() -> None:
    unasked = [
        f"{path.relative_to(PACKAGE.parent)}: {node.name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in _dataclasses(ast.parse(path.read_text(encoding="utf-8")))
        if not _needs_one(node)
    ]
    assert unasked == []


def test_that_test_can_fail() -> None:
    (node,) = _dataclasses(ast.parse("@dataclass(frozen=True)\nclass A:\n    b: int = field(default=1)\n"))
    assert not _needs_one(node)
