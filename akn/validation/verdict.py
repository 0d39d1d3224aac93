"""The verdict on one document: what the schema says, what the rules say, in one list of findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from akn.findings import Finding
from akn.schema import official as schema
from akn.schema.accepting import accepts
from akn.tree import Element, local_name, namespace_of
from akn.tree.parse import parse
from akn.validation import namespaces
from akn.validation.explaining.positions import locate
from akn.validation.explaining.remarks import Remark, findings
from akn.validation.rules.document import Document
from akn.validation.rules.rule import Rule, run

if TYPE_CHECKING:
    from datetime import date

#: A further check of a valid document, such as a Schematron: a tree in, remarks out.
Check: TypeAlias = Callable[[Element], Sequence[Remark]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one document.

    `schema_valid` is the official schema's yes or no, None where it could not be
    asked. `namespace` and `document_type` (``statement``, ``act`` …) are "" where
    there is no document. `rules_run` is false where the rules beyond the schema
    were not asked, because they were switched off or the schema said no.
    """

    schema_valid: bool | None
    namespace: str
    document_type: str
    findings: tuple[Finding, ...]
    rules_run: bool = False


def judge(
    data: bytes,
    *,
    rules: Sequence[Rule] = (),
    checks: Sequence[Check] = (),
    as_standard: bool = False,
    today: date | None = None,
) -> Verdict:
    """Return the verdict on the document in `data`.

    `rules` and `checks` are asked once the schema is content, never before: what
    breaks the schema would only be said again in other words. With
    `as_standard` the document is read as if in the standard's namespace. `today`
    is the day against which dates are called future, by default the clock's.
    """
    root = parse(data)
    if isinstance(root, Finding):
        return Verdict(schema_valid=False, namespace="", document_type="", findings=(root,))
    namespace = namespace_of(root)
    asked = namespaces.as_standard(root) if as_standard and namespace != schema.NAMESPACE else root
    valid, remarks = _judged(asked, rules, checks, today)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    positions = locate((remark.element for remark in remarks), asked, data, encoding) if remarks else {}
    return Verdict(
        schema_valid=valid,
        namespace=namespace,
        document_type=document_type(root),
        findings=tuple(findings(remarks, positions)),
        rules_run=valid and bool(rules or checks),
    )


def judge_tree(root: Element, *, rules: Sequence[Rule] = (), today: date | None = None) -> list[Finding]:
    """Return the findings on a tree in memory; lines are given where the tree was read from a file."""
    return findings(_judged(root, rules, (), today)[1])


def _judged(
    root: Element, rules: Sequence[Rule], checks: Sequence[Check], today: date | None
) -> tuple[bool, list[Remark]]:
    if not accepts(root):
        return False, _reasons(root)
    remarks = run(Document(root, today), rules) if rules else []
    for check in checks:
        remarks += check(root)
    return True, remarks


def _reasons(root: Element) -> list[Remark]:
    """Return why the schema says no. What explains is loaded only here."""
    namespace = namespace_of(root)
    if namespace != schema.NAMESPACE:
        return [_other_namespace(root, namespace)]
    from akn.validation.explaining.reasons import reasons  # noqa: PLC0415  # loaded only when needed

    return reasons(root, schema.load())


def _other_namespace(root: Element, namespace: str) -> Remark:
    called = namespaces.name_of(namespace)
    code = "NS002" if not namespace else "NS003" if called is None else "NS001"
    finding = Finding.of(
        code, name=local_name(root), namespace=namespace, called=called, standard=schema.NAMESPACE
    )
    return Remark.of(root, finding)


def document_type(root: Element) -> str:
    """Return the type of document under `root` (``statement``, ``act`` …), or "" where there is none."""
    if local_name(root) != "akomaNtoso":
        return local_name(root)
    first = next(iter(root.iterchildren("*")), None)
    return local_name(first) if first is not None else ""
