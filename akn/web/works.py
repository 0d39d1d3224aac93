"""What the server does with what is sent, each a function from the values of a request to those of an answer."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from akn.errors import AknError
from akn.findings import Finding, Severity
from akn.model.source import Grid, Source
from akn.model.standing import standings
from akn.pipeline import Conversion, Options, convert_source
from akn.readers import read_bytes
from akn.recognition import Wishes
from akn.recognition.hints import hints_in
from akn.rendering import as_bytes, render
from akn.rendering.findings import FileReport, Inspection
from akn.tree.parse import parse, root_in
from akn.tree.root import demand_document
from akn.validation.checker import Checker, Request
from akn.web.kept import KEPT
from akn.web.media import Made

#: What a user may say of a text.
_WISHES = ("institution", "language", "kind", "number", "date")


def convert(values: Mapping[str, Any]) -> dict[str, Any]:
    """Convert the `body` of a request: the XML, its report, and which line each part comes from.

    With `split` a document for each resolution, else one for all.
    """
    source = read_bytes(values["body"], name=values["name"], encoding=values.get("encoding"))
    said = {key: values[key] for key in _WISHES if values.get(key)}
    hints = hints_in(values["hints"]) if values.get("hints") else ()
    options = Options(Wishes(**said, hints=hints), enrich=values.get("enrich", True))
    made = convert_source(source, options, apart=values.get("split", False))
    traced = values.get("trace", False)
    answer: dict[str, Any] = {"read": _read(source)} if traced else {}
    if values.get("split", False):
        return answer | {"documents": [_document(one, traced=traced) for one in made]}
    return answer | _document(made[0], traced=traced)


def _document(conversion: Conversion, *, traced: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "xml": conversion.xml.decode(),
        "report": conversion.report.as_json(),
        "clean": conversion.clean,
        "lines": dict(conversion.lines),
    }
    if traced:
        roles: dict[int, str] = {}
        for resolution in conversion.resolutions:
            for line, role in standings(resolution):
                roles.setdefault(line, role)
        answer |= {"roles": roles, "html": render(conversion.tree.getroot(), "html")}
    return answer


def _read(source: Source) -> list[list[Any]]:
    """The lines as they were read: number and text, in order; what was left out has its place in the report."""
    rows: list[list[Any]] = []
    for piece in source.pieces:
        if isinstance(piece, Grid):
            rows += [[line.number, line.text] for row in piece.rows for cell in row for line in cell.lines]
        else:
            rows.append([piece.number, piece.text])
    return rows


def validate(values: Mapping[str, Any]) -> dict[str, Any]:
    """Check the `body` of a request, anybody's Akoma Ntoso; with `fix` what can be mended, with `trace` its page."""
    checker = Checker(Request(profile=values.get("profile") or "akn"))
    body = values["body"]
    verdict = checker.judge(body)
    file = FileReport(
        values["name"],
        verdict.schema_valid,
        verdict.namespace,
        verdict.document_type,
        verdict.findings,
        verdict.rules_run,
    )
    inspection = Inspection((file,), shown=Severity.INFORMATION)
    report: dict[str, Any] = json.loads(render(inspection, "json"))["files"][0]
    answer = {**report, "valid": not inspection.failed(file)}
    if values.get("fix"):
        from akn.validation.fixing import fixed  # noqa: PLC0415  # 30 ms, and only this wants it

        answer["mends"] = list(_mends(body, fixed(body, checker.rules)))
    if values.get("trace"):
        answer["html"] = _page_of(body, values["name"])
    return answer


def _mends(old: bytes, new: bytes) -> Iterator[dict[str, Any]]:
    """What differs, piece by piece: the line where it stands, and its lines as they are and as they would be."""
    before, after = (text.decode("utf-8", "replace").split("\n") for text in (old, new))
    if before == after:
        return
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield {"line": a + 1, "old": before[a:b], "new": after[c:d]}


def _page_of(body: bytes, name: str) -> str:
    """The page of the document, "" where it is none."""
    root = parse(body)
    if isinstance(root, Finding):
        return ""
    try:
        return render(demand_document(root, name), "html")
    except AknError:
        return ""


def rendered(values: Mapping[str, Any]) -> Made:
    """Write the `bodies` of a request in another form: one document, versions side by side, or rows of several."""
    roots = _roots(values["bodies"])
    form = values["to"]
    if values.get("beside"):
        from akn.comparing import align  # noqa: PLC0415  # only where it is asked for

        if form != "html":
            raise AknError(f"versions side by side are a page; ask “to” html, and not {form}")
        return Made.of(as_bytes(align([root for _, root in roots], _names(roots)), "html"), "html")
    if form in ("jsonl", "csv", "parquet"):
        from akn.model.clause_table import ClauseTable  # noqa: PLC0415  # likewise
        from akn.rendering.clauses.columns import rows_of  # noqa: PLC0415  # likewise

        rows = (row for name, root in roots for row in rows_of(root, name, whole=values.get("whole", False)))
        return Made.of(as_bytes(ClauseTable(rows), form), form)
    if len(roots) > 1:
        raise AknError(
            f"each of {len(roots)} documents becomes one of {form}: send one at a time, or ask jsonl, csv or “beside”"
        )
    return Made.of(as_bytes(roots[0][1], form), form)


def compare(values: Mapping[str, Any]) -> Made:
    """Tell what became of each clause, from the first of the `bodies` of a request to the last."""
    roots = _roots(values["bodies"])
    return compared([root for _, root in roots], _names(roots), values)


def compared(roots: Sequence[Any], names: Sequence[str], values: Mapping[str, Any]) -> Made:
    """Compare documents, two by their clauses, more as a lineage, in the form that `values` ask for."""
    form = values["to"]
    if len(roots) < 2:
        raise AknError("one document has nothing to be compared with; send two or more")
    if values.get("lineage") or len(roots) > 2:
        from akn.comparing.lineage import lineage  # noqa: PLC0415  # only where it is asked for

        return Made.of(as_bytes(lineage(roots, names), form), form)
    from akn.comparing.linking import compare as linked  # noqa: PLC0415  # likewise

    return Made.of(as_bytes(linked(roots[0], roots[1], names), form), form)


def pages(values: Mapping[str, Any]) -> Made | dict[str, Any]:
    """Where the lines of the PDF in the `body` of a request stand, or one `page` of it as a picture."""
    from akn.readers import pdf  # noqa: PLC0415  # only PDFs want it
    from akn.readers.pdf.sight import picture_of, sight_of  # noqa: PLC0415  # likewise

    if not pdf.claims(values["body"]):
        raise AknError(f"{values['name']}: this is no PDF, and only PDFs have pages that can be shown")
    if values.get("page"):
        return Made.of(picture_of(values["body"], values["page"]), "png")
    sight = sight_of(values["body"])
    return {
        "pages": [list(size) for size in sight.pages],
        "lines": {n: list(s) for n, s in sight.lines.items()},
    }


def _roots(bodies: Sequence[tuple[str, bytes]]) -> list[tuple[str, Any]]:
    return [(name, demand_document(root_in(body, name), name)) for name, body in bodies]


def _names(roots: Sequence[tuple[str, Any]]) -> list[str]:
    return [name for name, _ in roots]


def kept_compared(values: Mapping[str, Any]) -> Made:
    """Compare documents of the library by their clauses; without `b`, the language versions of `a` side by side."""
    from akn.web.kept import both_of, versions_of  # noqa: PLC0415  # they stand beside the others of the library

    if values.get("b"):
        return compared(both_of(values), (values["a"], values["b"]), values)
    from akn.comparing import align  # noqa: PLC0415  # only where it is asked for

    roots, names = versions_of(values)
    if len(roots) < 2:
        raise AknError(f"“{values['a']}” is kept in one language; name another document with “b”")
    form = values["to"] if values["to"] in ("html", "csv", "json", "table") else "html"
    return Made.of(as_bytes(align(roots, names), form), form)


WORKS: Final[Mapping[str, Callable[[Mapping[str, Any]], Any]]] = MappingProxyType(
    {
        "convert": convert,
        "validate": validate,
        "render": rendered,
        "compare": compare,
        "pages": pages,
        "kept_compared": kept_compared,
        **KEPT,
    }
)
