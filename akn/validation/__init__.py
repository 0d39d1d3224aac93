"""AKN tree to findings: the official schema's word in plain words, then the rules beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

    from akn.findings import Finding


def validate(
    tree: etree._Element | etree._ElementTree, *, profile: str = "akn", rules: bool = True
) -> list[Finding]:
    """Every finding on a document in memory, graver and lighter ones, in document order.

    `tree` is the document or its root element; `profile` chooses the rules
    beyond the schema, `rules` switches them off. They are asked only of what
    the schema accepts. Raises `SchemaError` where the official schema is
    missing, `TableError` where no rule has that profile.
    """
    from akn.validation.rules import RULES  # noqa: PLC0415  # likewise
    from akn.validation.rules.rule import select  # noqa: PLC0415  # loaded only when needed
    from akn.validation.verdict import judge_tree  # noqa: PLC0415  # likewise

    root: Any = tree.getroot() if hasattr(tree, "getroot") else tree
    return judge_tree(root, rules=select(RULES, profile=profile) if rules else ())
