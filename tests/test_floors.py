"""Imports go strictly down; rooms on one floor never meet."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "akn"

#: From the cellar up. A room may import from any floor below its own, and from itself.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "legible", "release", "ready", "expressions"}),
    frozenset({"findings", "places"}),
    frozenset({"model", "output", "toml", "bounded"}),
    frozenset({"numbering", "matching", "schemas"}),
    frozenset({"schema", "languages", "institutions"}),
    frozenset({"authorities", "tree"}),
    frozenset(
        {
            "readers",
            "recognition",
            "enrichment",
            "writing",
            "proof",
            "validation",
            "comparing",
            "rendering",
            "repositories",
        }
    ),
    frozenset({"report"}),
    frozenset({"pipeline", "depositing", "terminal"}),
    frozenset({"jobs"}),
    frozenset({"web"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
#: Inside a room, from its cellar up: the same law. What stands at the top of a room is named by its module.
INNER: dict[str, tuple[frozenset[str], ...]] = {
    # Markdown holds HTML and prints as it does; the tags of templates are left in text copied from pages.
    "readers": (
        frozenset(
            {
                "reading",
                "letters",
                "foreign_xml",
                "addresses",
                "controls",
                "package",
                "counters",
            }
            | {"tables", "nesting", "symbols", "unread", "signatures", "quoted_printable"}
        ),
        frozenset({"normalising"}),
        frozenset({"legacy", "formats", "runs", "wide"}),
        frozenset({"marked"}),
        frozenset({"decoding", "html", "docx", "odt", "pdf", "ep_xml", "formex"}),
        frozenset({"text", "markdown"}),
        frozenset({"__init__"}),
    ),
    "recognition": (
        frozenset({"labels", "idiom", "hyphens", "standing", "hints", "open_rows"}),
        frozenset({"odd_rows", "passages", "journal", "facing_pages", "rows_in_line", "beginnings"}),
        frozenset({"wrapping"}),
        frozenset({"page_lines"}),
        frozenset({"joining", "first_lines"}),
        frozenset({"blocks", "furniture", "ruled", "running_heads", "unfolding", "parting"}),
        frozenset({"origin", "notes", "seams"}),
        frozenset({"act"}),
        frozenset({"punctuated"}),
        frozenset({"acts", "in_parts"}),
        frozenset({"cover", "tail"}),
        frozenset({"documents"}),
        frozenset({"__init__"}),
    ),
    "validation": (
        frozenset({"namespaces", "settings", "inclusions", "baseline", "changing"}),
        frozenset({"explaining"}),
        frozenset({"suppressing", "rules", "mending"}),
        frozenset({"conformance", "fixing"}),
        frozenset({"verdict", "codes"}),
        frozenset({"stylesheet"}),
        frozenset({"schematron"}),
        frozenset({"checker"}),
        frozenset({"__init__"}),
    ),
    "rendering": (
        frozenset({"one_line", "about"}),
        frozenset({"findings", "alignment", "listing", "document", "clauses", "votes"}),
        # Pages of comparisons and collections have the frame and the style of a document's.
        frozenset({"comparison", "overview"}),
        frozenset({"__init__"}),
    ),
    "repositories": (
        frozenset({"entry", "url", "paths", "folding", "searching"}),
        frozenset({"identity"}),
        frozenset({"filing"}),
        frozenset({"indexing"}),
        frozenset({"interface"}),
        frozenset({"choosing", "rehearsal", "examining", "bag"}),
        frozenset({"sql"}),
        frozenset({"folder", "basex"}),
        frozenset({"ocfl"}),
        frozenset({"__init__"}),
    ),
    "places": (frozenset({"store"}), frozenset({"url"}), frozenset({"__init__"})),
    "jobs": (
        frozenset({"__init__"}),
        frozenset({"walking", "work", "made"}),
        frozenset({"processes", "bundles", "watching"}),
        frozenset({"pool", "manifest"}),
        frozenset({"converting", "checking", "rendering", "surveying"}),
        frozenset({"verbs", "engines"}),
        frozenset({"many"}),
    ),
    "tree": (
        frozenset({"nodes"}),
        frozenset({"__init__"}),
        frozenset({"from_schema", "elements", "iri", "called"}),
        frozenset({"place", "text", "gathered_notes", "analysis"}),
        frozenset({"parse", "identification", "pointers", "units"}),
        frozenset({"eid", "clauses", "root", "guided"}),
        frozenset({"keys"}),
        frozenset({"parts"}),
    ),
    "enrichment": (
        frozenset({"context", "anchors", "settling"}),
        frozenset({"reading", "places"}),
        frozenset({"finders"}),
        frozenset({"sought"}),
        frozenset({"scanning", "sources"}),
        frozenset({"enriching"}),
        frozenset({"__init__"}),
    ),
}
#: The front door names the verbs for those who come from outside; nobody inside goes through it.
FRONT_DOOR = PACKAGE / "__init__.py"


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def inner_room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[1].removesuffix(".py")


def imported_inner_rooms(path: Path, room: str) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == f"akn.{room}":
                rooms |= {
                    alias.name if (PACKAGE / room / f"{alias.name}.py").is_file() else "__init__"
                    for alias in node.names
                }
            elif node.module.startswith(f"akn.{room}."):
                rooms.add(node.module.split(".")[2])
    return rooms


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the floor"
            names = [
                f"{node.module}.{alias.name}" if node.module == "akn" else str(node.module)
                for alias in node.names
            ]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("akn.")}
    return rooms


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != FRONT_DOOR)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = room_of(path)
    assert own in LEVEL, f"the room “{own}” is on no floor: give it one"
    for room in imported_rooms(path) - {own}:
        assert LEVEL[room] < LEVEL[own], f"akn.{own} imports akn.{room}, which is not below it"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room_of(p) in INNER], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_imports_go_down_inside_a_room(path: Path) -> None:
    room = room_of(path)
    level = {inner: floor for floor, inners in enumerate(INNER[room]) for inner in inners}
    own = inner_room_of(path)
    assert own in level, f"“{own}” is on no floor of akn.{room}: give it one"
    for inner in imported_inner_rooms(path, room) - {own}:
        assert level[inner] < level[own], (
            f"akn.{room}.{own} imports akn.{room}.{inner}, which is not below it"
        )


def test_the_test_can_fail() -> None:
    assert LEVEL["cli"] > LEVEL["pipeline"] > LEVEL["recognition"] > LEVEL["languages"] > LEVEL["model"]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_name_stands_for_three_things() -> None:
    modules = Counter(path.stem for path in MODULES if path.stem not in {"__init__", "__main__"})
    classes = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    for names in (modules, classes):
        assert not {name: count for name, count in names.items() if count > 2}


def test_every_package_is_in_the_wheel() -> None:
    import tomllib

    listed = set(
        tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    )
    found = {".".join(p.parent.relative_to(PACKAGE.parent).parts) for p in PACKAGE.rglob("*.py")} | {
        "akn.schemas"
    }
    data = {
        ".".join(p.parent.relative_to(PACKAGE.parent).parts)
        for suffix in ("toml", "json")
        for p in PACKAGE.rglob(f"*.{suffix}")
    }
    assert found | data == listed
