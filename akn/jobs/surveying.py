"""Files of Akoma Ntoso to what is counted of them, by one process or by several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from akn.bounded import read_bounded
from akn.errors import AknError
from akn.findings import Finding, Severity
from akn.jobs.pool import in_order
from akn.jobs.work import Lost
from akn.model.overview import Surveyed
from akn.places import STANDARD_INPUT, Place, bound_to_process
from akn.rendering.about import document_of, facts_of
from akn.tree import Element
from akn.tree.identification import identifications
from akn.tree.iri import Iri
from akn.tree.parse import root_in
from akn.tree.pointers import kind_of, links, unresolved
from akn.tree.root import demand_document
from akn.tree.text import words
from akn.validation.checker import Checker, Request


def survey(files: Sequence[Place], jobs: int, megabytes: int, *, checked: bool = True) -> Iterator[Surveyed]:
    """Yield what is counted of each of `files`, in their order; with `checked` also what the checker finds."""
    several = 1 if STANDARD_INPUT in files or bound_to_process(files) else jobs
    done = in_order(partial(_surveyor, megabytes, checked), files, processes=several)
    for file, outcome in zip(files, done, strict=True):
        yield Surveyed(str(file), unread=outcome.reason) if isinstance(outcome, Lost) else outcome


def _surveyor(megabytes: int, checked: bool) -> Callable[[Place], Surveyed]:  # noqa: FBT001  # partial passes it so
    checker = Checker(Request(max_size=megabytes)) if checked else None

    def surveyed(place: Place) -> Surveyed:
        file = str(place)
        try:
            data = read_bounded(place, megabytes)
            root = demand_document(root_in(data, file), file)
        except (AknError, OSError, ValueError) as error:
            return Surveyed(file, unread=str(error))
        found = checker.judge(data).findings if checker else ()
        return of_document(root, file, found)

    return surveyed


def of_document(root: Element, file: str, findings: Sequence[Finding] = ()) -> Surveyed:
    """Return what is counted of the document under `root`, on which the checker said `findings`."""
    facts = facts_of(root)
    said: dict[str, str] = {}
    cited: Counter[str] = Counter()
    for element, target in links(root):
        if kind_of(target) == "global":
            address = Iri.read(target).work if target.startswith("/") else target.partition("#")[0]
            cited[address] += 1
            said.setdefault(address, words(element))
    names = {facts.work, facts.expression}
    for one in identifications(root):
        for level in (one.work, one.expression):
            if level is not None:
                names |= {level.uri, *(a.get("value", "") for a in level.all("FRBRalias"))}
    return Surveyed(
        file=file,
        work=facts.work,
        title=facts.title,
        number=facts.number,
        kind=facts.document,
        language=facts.language,
        year=facts.date[:4],
        groups=_groups(root),
        names=frozenset(filter(None, names)),
        cited=dict(cited),
        said=said,
        unresolved=sum(1 for _ in unresolved(root)),
        findings=dict(Counter(f.code for f in findings if f.severity is not Severity.INFORMATION)),
    )


def _groups(root: Element) -> tuple[str, ...]:
    """The bodies that tabled the document, by their short names where they have one."""
    declared = {
        e.get("eId", ""): e.get("shortForm") or e.get("showAs") or ""
        for e in root.iterfind(".//{*}references/{*}TLCOrganization")
    }
    pointers = (e.get("refersTo", "").removeprefix("#") for e in document_of(root).iter("{*}docProponent"))
    return tuple(dict.fromkeys(declared[p] for p in pointers if declared.get(p)))
