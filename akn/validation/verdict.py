"""The verdict on one document: what the schema says, what the rules say, in one list of findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from akn.findings import Finding, Severity
from akn.schema import official as schema
from akn.tree import Element, local_name
from akn.tree.parse import parse
from akn.validation import namespaces
from akn.validation.explaining.positions import locate
from akn.validation.explaining.remarks import Remark, findings
from akn.validation.rules.document import Document
from akn.validation.rules.rule import Rule

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
    data: bytes, *, rules: Sequence[Rule] = (), checks: Sequence[Check] = (), as_standard: bool = False
) -> Verdict:
    """Return the verdict on the document in `data`.

    `rules` and `checks` are asked once the schema is content, never before: what
    breaks the schema would only be said again in other words. With
    `as_standard` the document is read as if in the standard's namespace.
    """
    root = parse(data)
    if isinstance(root, Finding):
        return Verdict(schema_valid=False, namespace="", document_type="", findings=(root,))
    namespace = etree.QName(root).namespace or ""
    asked = namespaces.as_standard(root) if as_standard and namespace != schema.NAMESPACE else root
    valid, remarks = _judged(asked, rules, checks)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    positions = locate((remark.element for remark in remarks), asked, data, encoding) if remarks else {}
    return Verdict(
        schema_valid=valid,
        namespace=namespace,
        document_type=document_type(root),
        findings=tuple(findings(remarks, positions)),
        rules_run=valid and bool(rules or checks),
    )


def judge_tree(root: Element, *, rules: Sequence[Rule] = ()) -> list[Finding]:
    """Return the findings on a tree in memory; lines are given where the tree was read from a file."""
    return findings(_judged(root, rules, ())[1])


def _judged(root: Element, rules: Sequence[Rule], checks: Sequence[Check]) -> tuple[bool, list[Remark]]:
    validator = schema.load()
    if not validator.validate(root):
        return False, _reasons(root, validator)
    remarks: list[Remark] = []
    if rules:
        document = Document(root)
        for rule in rules:
            remarks += (
                Remark(b.element, rule.code, rule.severity, b.message, b.help) for b in rule.check(document)
            )
    for check in checks:
        remarks += check(root)
    return True, remarks


def _reasons(root: Element, validator: etree.XMLSchema) -> list[Remark]:
    """Return why the schema says no. What explains is loaded only here."""
    namespace = etree.QName(root).namespace or ""
    if namespace != schema.NAMESPACE:
        return [_other_namespace(root, namespace)]
    from akn.validation.explaining.reasons import reasons  # noqa: PLC0415  # loaded only when needed

    return reasons(root, validator)


def _other_namespace(root: Element, namespace: str) -> Remark:
    name, called = local_name(root), namespaces.name_of(namespace)
    if not namespace:
        message = f"`{name}` is in no namespace; Akoma Ntoso 3.0 is {schema.NAMESPACE}"
        remedy = f'Write xmlns="{schema.NAMESPACE}" on the root; until then, --as-3.0 checks it as if it were there.'
        return Remark(root, "NS002", Severity.ERROR, message, remedy)
    if called is not None:
        message = (
            f"The document is in the namespace of {called} ({namespace}), not in that of Akoma Ntoso 3.0"
        )
        remedy = "Use --as-3.0 to check it as if it were in the standard’s namespace, or the checker of that version."
        return Remark(root, "NS001", Severity.ERROR, message, remedy)
    message = f"`{name}` is in the namespace {namespace}, which is no form of Akoma Ntoso"
    remedy = "Check that this is the file you meant; leave files that are no Akoma Ntoso out with “exclude”."
    return Remark(root, "NS003", Severity.ERROR, message, remedy)


def document_type(root: Element) -> str:
    """Return the type of document under `root` (``statement``, ``act`` …), or "" where there is none."""
    if local_name(root) != "akomaNtoso":
        return local_name(root)
    first = next(iter(root.iterchildren("*")), None)
    return local_name(first) if first is not None else ""
