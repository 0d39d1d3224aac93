"""How honest a conversion is: known texts, damaged as real ones are, and what comes of them.

``python -m benchmarks.honesty`` (``make honesty``) converts every gold text after every damage and prints, in per cent
and by damage:

* RIGHT: what came out is the structure that the text had before the damage (`honesty_gold`);
* LOUD: it is not, and there is an error or a refusal: nobody takes it for right;
* SILENT: it is not, and the exit code is 0. Of these, *warned* are those with a warning that the whole text has not.

An *alarm* is what would be RIGHT without the shape proof and is LOUD with it: the damage was harmless, or the structure
came out right although the text is at fault.

What a damage takes away for ever (a lost line) cannot come out right; there LOUD is the goal, and such damages are
told apart (“must be said”). Where the source itself is at fault and nothing is lost (a number twice), the structure
with the printed numbers is RIGHT if something is said of it. Matter that is put in is right where it is left out or
told as unrecognised, each with its line.

All is determined by the names of text and damage: two runs print the same.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from lxml import etree

from akn.errors import AknError
from akn.findings import Finding, Severity
from akn.pipeline import Options, convert
from akn.proof.shape import doubts
from benchmarks.honesty_breaks import BREAKS, Damage
from benchmarks.honesty_cuts import CUTS, WRONG_CUTS
from benchmarks.honesty_gold import Gold, Structure, golds, normal, rows_of, structure_of
from benchmarks.honesty_marks import MARKS, WRONG_MARKS
from benchmarks.honesty_pages import NOTED_PAGES, PAGES, WRONG_PAGES
from benchmarks.honesty_prints import PRINTS
from benchmarks.honesty_strangers import STRANGERS, WRONG_STRANGERS

_DAY = date(2026, 1, 1)
#: Damages after which gold's structure is what should come out.
RECOVERABLE: dict[str, Damage] = {**BREAKS, **PRINTS, **MARKS, **PAGES, **NOTED_PAGES, **CUTS, **STRANGERS}
#: Damages that must be said.
SAID: dict[str, Damage] = {**WRONG_MARKS, **WRONG_PAGES, **WRONG_CUTS, **WRONG_STRANGERS}
DAMAGES: dict[str, Damage] = {**RECOVERABLE, **SAID}
PROCESSES = 2
#: Kinds of part whose numbers the damage changed: the printed ones are as right as those before.
_UNLABELLED = {
    name: (kind,)
    for name in MARKS
    for kind in ("citation", "recital", "paragraph", "point")
    if name.startswith(f"{kind}s ")
    and (kind != "paragraph" or name.split(" ")[-1] in {"(I)", "I.", "–", "unmarked"})
} | {
    "points as 1.1.": ("point",),
    "page: bulleted points": ("point",),
    "page: lists with types": ("point",),
    "page: lists with styles": ("point",),
    "page: lists without types": ("point", "recital"),
}
#: Lists of a page are lettered in Latin letters, whatever the language: there the letters differ from gold's.
_OTHER_ALPHABETS = {"bul", "ell"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one text after one damage, without the shape proof and with it.

    `codes` are those of the new findings; `where` is the first row that differs.
    """

    damage: str
    text: str
    without: str
    outcome: str
    warned: bool
    codes: tuple[str, ...]
    where: str


def damaged(gold: Gold, name: str) -> str | None:
    """`gold` after the damage `name`, or None where that changes nothing."""
    text = DAMAGES[name](rows_of(gold), Random(f"{name}:{gold.name}"))  # noqa: S311  # the same for the same names
    return None if text == gold.text else text


def judge(gold: Gold, name: str, text: str) -> Outcome:
    """Convert `text` and compare it with `gold`."""
    try:
        conversion = convert(text.encode("utf-8", "surrogatepass"), Options(today=_DAY))
    except AknError as refusal:
        return _stopped(gold, name, "LOUD", refusal)
    except Exception as surprise:  # noqa: BLE001  # a traceback is an outcome that is counted
        return _stopped(gold, name, "CRASH", surprise)
    report = conversion.report
    root = etree.fromstring(conversion.xml)
    findings = [f for f in report.findings if not f.code.startswith("SHA")]
    shape = [f for f in report.findings if f.code.startswith("SHA")] or list(
        doubts(
            conversion.source,
            report.dropped,
            [root],
            report.language,
            report.institution,
            [one.line for one in report.unrecognised],
        )
    )
    structure = structure_of(root)
    new = _new(gold, [*findings, *shape])
    wrong = _difference(gold, name, structure, report.unrecognised, told=bool(new))
    return Outcome(
        name,
        gold.name,
        _outcome(findings, wrong),
        _outcome([*findings, *shape], wrong),
        any(f.severity is Severity.WARNING for f in new),
        tuple(sorted({f.code for f in new})),
        wrong,
    )


def _stopped(gold: Gold, name: str, outcome: str, why: Exception) -> Outcome:
    return Outcome(
        name, gold.name, outcome, outcome, warned=False, codes=(type(why).__name__,), where=str(why)[:120]
    )


def _outcome(findings: Sequence[Finding], wrong: str) -> str:
    if any(f.severity is Severity.ERROR for f in findings):
        return "LOUD"
    return "SILENT" if wrong else "RIGHT"


_CLEAN: dict[str, Counter[str]] = {}


def _new(gold: Gold, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that the whole text has not, information apart."""
    if gold.name not in _CLEAN:
        known = convert(gold.text.encode(), Options(today=_DAY)).report.findings
        _CLEAN[gold.name] = Counter(f.code for f in known)
    left = Counter(_CLEAN[gold.name])
    new = []
    for finding in findings:
        if finding.severity is Severity.INFORMATION:
            continue
        if left[finding.code] > 0:
            left[finding.code] -= 1
        else:
            new.append(finding)
    return new


def _difference(
    gold: Gold, name: str, structure: Structure, unrecognised: Sequence[object], *, told: bool
) -> str:
    """The first thing that is not as it should be, "" for nothing."""
    right = gold.structure
    if name in NOTED_PAGES or name in WRONG_PAGES:
        right, structure = _without_notes(right), _without_notes(structure)
    if name in WRONG_MARKS and told:
        right, structure = _without_labels(right), _without_labels(structure)
    if name in CUTS and "table" in name:
        right, structure = _without_strays(right, "table"), _without_strays(structure, "table")
    unplaced = {normal(getattr(one, "text", "")) for one in unrecognised}
    if told and {*structure.strays} - {*right.strays} <= unplaced:
        right, structure = _without_strays(right), _without_strays(structure)
    if told:
        structure = _without_told(structure, unplaced)
    latin = name.startswith("page: ") and gold.language in _OTHER_ALPHABETS
    for kind in (*_UNLABELLED.get(name, ()), *(("recital", "point") if latin else ())):
        right, structure = _without_labels(right, kind), _without_labels(structure, kind)
    if name.startswith("begins with") and told:
        begun = next(
            (n for n, row in enumerate(right.rows) if row[0] == name.rsplit(" ", maxsplit=1)[-1][:-1]), 0
        )
        return _first_difference(right.rows[begun:], structure.rows)
    if name == "the enacting words lost":
        right = _without_strays(right, "formula")
    if name in SAID and name not in WRONG_MARKS and not right.same(structure):
        return "what was taken away is not told"
    if different := _first_difference(right.rows, structure.rows):
        return different
    for (key, was_said), (_, said) in zip(right.facts, structure.facts, strict=True):
        if was_said != said:
            return f"{key}: “{was_said}” became “{said}”"
    return ""


def _first_difference(right: Sequence[tuple[str, ...]], rows: Sequence[tuple[str, ...]]) -> str:
    pairs = zip((*right, ("end",)), (*rows, ("end",)), strict=False)
    return next((f"{was} became {now}" for was, now in pairs if was != now), "")


def _without_notes(structure: Structure) -> Structure:
    return replace(structure, rows=tuple(row for row in structure.rows if row[0] != "note"))


def _without_strays(structure: Structure, kind: str = "stray") -> Structure:
    return replace(structure, rows=tuple(row for row in structure.rows if row[0] != kind))


def _without_told(structure: Structure, unplaced: set[str]) -> Structure:
    """`structure` without the lines of an attachment that were told as unrecognised."""
    told = {text.upper() for text in unplaced}
    return replace(
        structure, rows=tuple(row for row in structure.rows if row[0] != "attachment" or row[2] not in told)
    )


def _without_labels(structure: Structure, only: str = "") -> Structure:
    return replace(
        structure,
        rows=tuple(
            (kind, label if only and kind != only else "", text) for kind, label, text in structure.rows
        ),
    )


def outcomes(names: Sequence[str], texts: Sequence[Gold]) -> Iterator[Outcome]:
    """What comes of every text of `texts` after every damage of `names`."""
    work = [(gold.name, name) for name in names for gold in texts]
    with multiprocessing.Pool(PROCESSES) as pool:
        for outcome in pool.imap(_one, work, chunksize=16):
            if outcome is not None:
                yield outcome


def _one(pair: tuple[str, str]) -> Outcome | None:
    text, name = pair
    gold = next(g for g in golds() if g.name == text)
    changed = damaged(gold, name)
    return None if changed is None else judge(gold, name, changed)


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """The figures, line by line: first by damage, the most silent first, then in total."""
    yield f"{'damage':52} {'texts':>5} {'RIGHT':>6} {'LOUD':>6} {'SILENT':>6} {'warned':>6} {'alarm':>6}"
    by_damage: dict[str, list[Outcome]] = {}
    for one in found:
        by_damage.setdefault(one.damage, []).append(one)
    for group, heading in ((RECOVERABLE, "what may come out right"), (SAID, "what must be said")):
        yield f"\n{heading}"
        rows = [(name, of) for name, of in by_damage.items() if name in group]
        for name, of in sorted(
            rows, key=lambda row: (-_share(row[1], "SILENT"), _share(row[1], "RIGHT"), row[0])
        ):
            yield _line(name, of)
        of_group = [one for _, of in rows for one in of]
        if of_group:
            yield _line("TOTAL", of_group)
            yield _line(
                "TOTAL without the shape proof", [replace(one, outcome=one.without) for one in of_group]
            )
    yield ""
    yield _line(f"ALL, {len(by_damage)} damages", found)
    yield _line("ALL without the shape proof", [replace(one, outcome=one.without) for one in found])


def _share(of: Sequence[Outcome], outcome: str) -> float:
    return 100 * sum(one.outcome == outcome for one in of) / len(of) if of else 0.0


def _line(name: str, of: Sequence[Outcome]) -> str:
    warned = 100 * sum(one.outcome == "SILENT" and one.warned for one in of) / len(of)
    alarm = 100 * sum(one.without == "RIGHT" and one.outcome == "LOUD" for one in of) / len(of)
    crashed = sum(one.outcome == "CRASH" for one in of)
    shares = " ".join(f"{_share(of, outcome):6.1f}" for outcome in ("RIGHT", "LOUD", "SILENT"))
    return f"{name:52} {len(of):5} {shares} {warned:6.1f} {alarm:6.1f}" + (
        f"  {crashed} crashed" if crashed else ""
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.honesty", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N examples of SILENT by damage"
    )
    parser.add_argument("--loud", action="store_true", help="with --show: examples of LOUD instead")
    parser.add_argument("--alarm", action="store_true", help="with --show: examples of alarms instead")
    parser.add_argument(
        "--damage", action="append", default=[], metavar="WORD", help="only damages whose name holds it"
    )
    parser.add_argument(
        "--text", action="append", default=[], metavar="WORD", help="only texts whose name holds it"
    )
    parser.add_argument(
        "--print", dest="printed", action="store_true", help="print the damaged texts and stop"
    )
    wishes = parser.parse_args()
    names = [n for n in DAMAGES if not wishes.damage or any(word in n for word in wishes.damage)]
    texts = [g for g in golds() if not wishes.text or any(word in g.name for word in wishes.text)]
    if wishes.printed:
        for name in names:
            for gold in texts:
                if (changed := damaged(gold, name)) is not None:
                    print(f"===== {name}: {gold.name}\n{changed}")
        return
    found = list(outcomes(names, texts))
    shown: Counter[str] = Counter()
    for one in found:
        wanted = "LOUD" if wishes.loud or wishes.alarm else "SILENT"
        if wishes.alarm and one.without != "RIGHT":
            continue
        if one.outcome == wanted and shown[one.damage] < wishes.show:
            shown[one.damage] += 1
            print(f"{wanted} {one.damage}: {one.text} [{' '.join(one.codes)}]\n    {one.where}")
    for line in table(found):
        print(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
