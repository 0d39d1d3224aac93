"""The verdict on one document: what the schema says, what the rules say, in one list of findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from akn.findings import Finding, Severity
from akn.schema import official
from akn.schema.official import NAMESPACE
from akn.schema.standard import STANDARD, Schema
from akn.tree import Element, local_name, namespace_of
from akn.tree.parse import Parsed, parse_all
from akn.validation import namespaces
from akn.validation.explaining.positions import locate
from akn.validation.explaining.remarks import Remark, findings
from akn.validation.suppressing import by_prefix, suppressions

if TYPE_CHECKING:
    from datetime import date

    from akn.validation.rules.rule import Rule

#: A further check of a valid document, such as a Schematron: a tree in, remarks out.
Check: TypeAlias = Callable[[Element], Sequence[Remark]]


class Verdict(Struct, frozen=True):
    """What is to be said of one document.

    `schema_valid` is the schema's yes or no, None where it could not be asked.
    `namespace` and `document_type` (``statement``, ``act`` …) are "" where
    there is no document. `rules_run` is false where the rules beyond the schema
    were not asked, because they were switched off or the schema said no. `is_other`
    is true of XML that is no Akoma Ntoso of any kind. `light` findings were only counted.
    """

    schema_valid: bool | None
    namespace: str
    document_type: str
    findings: tuple[Finding, ...]
    rules_run: bool = False
    is_other: bool = False
    light: int = 0


class Asked(Struct, frozen=True):
    """What documents are asked: `schemas`, of which each must fulfil one; then `rules` and `checks`.

    With `as_standard` a document is read as if in the standard's namespace. `huge` takes the limits of depth and
    length off. `today` is the day against which dates are called future, by default the clock's. What is lighter than
    `lightest` is only counted; of what has one cause only the first gets its path where it is to be `brief`.
    """

    rules: Sequence[Rule] = ()
    checks: Sequence[Check] = ()
    schemas: Sequence[Schema] = field(default=(STANDARD,))
    as_standard: bool = False
    huge: bool = False
    today: date | None = None
    lightest: Severity = Severity.INFORMATION
    brief: bool = False


def judge(
    data: bytes,
    *,
    rules: Sequence[Rule] = (),
    checks: Sequence[Check] = (),
    as_standard: bool = False,
    today: date | None = None,
) -> Verdict:
    """Return the verdict on the document in `data` by the official schema, and then by `rules` and `checks`."""
    return judge_by(Asked(rules, checks, as_standard=as_standard, today=today), data)


def judge_by(asked: Asked, data: bytes, ignore: Sequence[str] = ()) -> Verdict:
    """Return the verdict on the document in `data`.

    Rules and checks are asked once the schema is content, never before: what
    breaks the schema would only be said again in other words. What is to be ignored, by
    its code (`ignore`, in capitals) or by the document's own instructions, does not count there.
    """
    read = parse_all(data, large=asked.huge)
    if isinstance(read, Finding):
        other = read.code not in {"XML001", "XML004"} and not namespaces.is_mentioned(data)
        kept = () if read.code.startswith(tuple(ignore) or ("-",)) else (read,)
        return Verdict(schema_valid=False, namespace="", document_type="", findings=kept, is_other=other)
    root, namespace = read.root, namespace_of(read.root)
    held = namespaces.as_standard(root) if asked.as_standard and namespace not in _known(asked) else root
    own = suppressions(root, data, None if held is root else held)

    def said(remarks: Sequence[Remark]) -> list[Remark]:
        kept = by_prefix(remarks, ignore)
        return kept if own is None else own.kept(kept)

    valid, remarks = _by_schema(held, asked.schemas, data if held is root else None)
    remarks = said([*_twice(read, held), *remarks])
    asking = (valid or not any(one.code.startswith(("XSD", "NS")) for one in remarks)) and _is_akn(
        held, asked
    )
    if asking:
        remarks += said(_beyond(held, asked))
    if own is not None:
        remarks += by_prefix(own.wrong, ignore)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    every = len(remarks)
    remarks = [remark for remark in remarks if remark.severity.at_least(asked.lightest)]
    positions = locate((remark.element for remark in remarks), held, data, encoding) if remarks else {}
    return Verdict(
        schema_valid=valid,
        namespace=namespace,
        document_type=document_type(root),
        findings=tuple(findings(remarks, positions, brief=asked.brief)),
        rules_run=asking and bool(asked.rules or asked.checks),
        light=every - len(remarks),
        is_other=not valid and not _is_akn(root, asked) and namespaces.is_other(root),
    )


def judge_tree(root: Element, *, rules: Sequence[Rule] = (), today: date | None = None) -> list[Finding]:
    """Return the findings on a tree in memory; lines are given where the tree was read from a file."""
    valid, remarks = _by_schema(root, (STANDARD,))
    if valid:
        remarks += _beyond(root, Asked(rules, today=today))
    return findings(remarks)


def _known(asked: Asked) -> frozenset[str]:
    return frozenset[str]().union(*(one.namespaces for one in asked.schemas))


def _is_akn(root: Element, asked: Asked) -> bool:
    return namespace_of(root) in _known(asked)


def _beyond(root: Element, asked: Asked) -> list[Remark]:
    if not asked.rules and not asked.checks:
        return []
    from akn.validation.rules.document import Document  # noqa: PLC0415  # the schema alone needs no rules
    from akn.validation.rules.rule import run  # noqa: PLC0415  # likewise

    words = frozenset[str]().union(*(one.prescribed for one in asked.schemas))
    remarks = run(Document(root, asked.today, words), asked.rules) if asked.rules else []
    for check in asked.checks:
        remarks += check(root)
    return remarks


def _by_schema(
    root: Element, schemas: Sequence[Schema], data: bytes | None = None
) -> tuple[bool, list[Remark]]:
    """Return whether one of `schemas` accepts the tree, read from `data`, and else what the one that fits best says."""
    if (
        data is not None
        and len(data) > official.LARGE
        and len(schemas) == 1
        and namespace_of(root) in schemas[0].namespaces
    ):
        many = official.faults(schemas[0].validator, data)
        if not many:
            return True, []
        if many > official.MANY:
            from akn.validation.explaining.reasons import reasons  # noqa: PLC0415  # loaded only when needed

            return False, reasons(root, schemas[0], whole=False)
    for schema in schemas:
        if schema.accepts(root):
            return True, []
    namespace = namespace_of(root)
    fitting = [schema for schema in schemas if namespace in schema.namespaces]
    if not fitting:
        return False, [_other_namespace(root, namespace, schemas[0])]
    # What explains is loaded only here.
    from akn.validation.explaining.reasons import reasons  # noqa: PLC0415  # loaded only when needed

    if len(schemas) == 1:  # its log is that of the no just said
        return False, reasons(root, fitting[0])
    said = []
    for schema in fitting:
        schema.validator.validate(root)
        said.append(reasons(root, schema))
    return False, min(said, key=lambda remarks: (_of_root(remarks, root), len(remarks)))


def _of_root(remarks: Sequence[Remark], root: Element) -> bool:
    """Whether a schema has not even the type of document that stands under `root`."""
    return any(one.element is root or one.element.getparent() is root for one in remarks)


def _twice(read: Parsed, root: Element) -> list[Remark]:
    """Return what is to be said of each ``xml:id`` that was given before."""
    found, seen = [], set()
    for element in root.iter("*") if read.repeated else ():
        identifier = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if identifier is not None and identifier in seen:
            found.append(Remark.of(element, Finding.of("XML011", identifier=identifier)))
        seen.add(identifier)
    return found


def _other_namespace(root: Element, namespace: str, schema: Schema) -> Remark:
    name, called = local_name(root), namespaces.name_of(namespace)
    if schema is not STANDARD:
        wanted = " or ".join(f"“{one}”" for one in sorted(schema.namespaces)) or "no namespace"
        finding = Finding.of("NS005", name=name, namespace=namespace, schema=schema.title, wanted=wanted)
        return Remark.of(root, finding)
    if namespace.rstrip("/") == NAMESPACE:
        return Remark.of(root, Finding.of("NS004", namespace=namespace, standard=NAMESPACE))
    code = "NS003" if called is None else "NS001"
    if not namespace:
        code = "NS003" if namespaces.is_other(root) else "NS002"
    shown = namespace and f"the namespace {namespace}"
    finding = Finding.of(
        code,
        name=name,
        namespace=namespace,
        where=shown or "no namespace",
        called=called,
        standard=NAMESPACE,
    )
    return Remark.of(root, finding)


def document_type(root: Element) -> str:
    """Return the type of document under `root` (``statement``, ``act`` …), or "" where there is none."""
    if local_name(root) != "akomaNtoso":
        return local_name(root)
    first = next(iter(root.iterchildren("*")), None)
    return local_name(first) if first is not None else ""
