"""``akn validate``: is this Akoma Ntoso right, and if not, what is to be done."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from akn.cli import CLEAN, COULD_NOT_RUN, FINDINGS
from akn.cli.forms import NAMED, fetch_option, form_option, output_option, put_out
from akn.cli.many import Many, do_many, many_options
from akn.errors import UnreadableError
from akn.findings import Finding, Severity
from akn.jobs.checking import inspect, judged
from akn.jobs.walking import CHECKED, Shard, Wanted, find, is_excluded
from akn.output import write_atomically
from akn.places import STANDARD_INPUT, Place
from akn.rendering import FORMS
from akn.rendering.findings import BRIEF, SUMMED_UP, Inspection
from akn.rendering.findings.grouping import statistics
from akn.rendering.findings.plain import summary
from akn.terminal import Progress, note, put, say
from akn.validation import settings
from akn.validation.baseline import Baseline, written
from akn.validation.checker import SECONDS, Checker, Request, packed, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.validation.settings import Settings

_EXAMPLES = """\b
Examples:
  akn validate file.xml
  akn validate repo/ --jobs 4 --exclude 'build/*'
  akn validate - --stdin-filename docs/act.xml < act.xml
  akn validate docs/ --format sarif > akn.sarif
  akn validate docs/ --select EID,REF001 --ignore META003 --severity warning
  akn validate docs/ --write-baseline known.json   begin in an old collection
  akn validate docs/ --baseline known.json         what is new since
  akn validate file.xml --fix                      show what can safely be mended
  akn validate file.xml --fix --write              and mend it

\b
Settings come from akn.toml, or [tool.akn] in pyproject.toml, at or above the
current directory: the names of the options, and the tables severity
(REF001 = "error") and per-file-ignores ("drafts/*" = ["REF"]). An option of the
command line overrules them. They may come from a stranger: rules and
schematron in them want --trust-settings. In a document,
<?akn ignore REF001?> before an element holds for it and all in it.
"""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=NAMED, metavar="PATH...")
@fetch_option
@many_options
@form_option("findings", "Form of the report; by default text.", default=None)
@output_option
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Ask only these rules: codes or how they begin (EID,REF001).",
)
@click.option(
    "--ignore", multiple=True, metavar="CODES", help="Leave these findings out: codes or how they begin."
)
@click.option(
    "--severity",
    type=click.Choice([s.value for s in Severity]),
    help="Exit with 1 from this severity up; by default error. Warnings are always shown, information only "
    "with “--severity information”.",
)
@click.option(
    "--profile",
    metavar="NAME",
    help="Add the rules of a profile, such as resolution; by default akn. “strict” makes warnings errors; "
    "“conformance” says which level of the standard each file reaches.",
)
@click.option("--no-rules", is_flag=True, help="Ask the schema alone, none of the rules beyond it.")
@click.option(
    "--rules", "rule_files", multiple=True, metavar="FILE", help="Add the rules in a Python file of your own."
)
@click.option(
    "--schema",
    multiple=True,
    metavar="FILE",
    help="Hold documents to this XSD instead of the official one; of several, to one of them.",
)
@click.option("--schematron", multiple=True, metavar="FILE", help="Add the rules of an ISO Schematron file.")
@click.option(
    "--as-3.0",
    "as_standard",
    is_flag=True,
    help="Read other namespaces (drafts, LegalDocML.de) as the standard’s.",
)
@click.option("--isolated", is_flag=True, help="Look for no settings.")
@click.option("--trust-settings", is_flag=True, help="Run the rules and Schematron that the settings name.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Skip such files in directories.")
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Treat named files as found in directories: skip what --exclude says, and XML that is no Akoma Ntoso.",
)
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this file knows.")
@click.option(
    "--write-baseline", metavar="FILE", help="Write all findings into this file, to be known from now on."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also where there are findings.")
@click.option(
    "--statistics", "counted", is_flag=True, help="Print how often each code was met, and nothing else."
)
@click.option(
    "--max-findings", "most", type=click.IntRange(0), metavar="N", help="Print so many, and count the rest."
)
@click.option("--stdin-filename", "stdin_name", metavar="NAME", help="What standard input is called.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes that share the files; by default 1.")
@click.option(
    "--max-size", type=click.IntRange(1), metavar="MB", help="Refuse larger files unread; by default 32."
)
@click.option(
    "--huge", is_flag=True, help="Read documents nested deeper than 256 elements, and texts over 10 MB."
)
@click.option(
    "--max-seconds",
    type=click.IntRange(1),
    default=SECONDS,
    metavar="SECONDS",
    help="End rules (--rules) and Schematron that take longer for one file; by default 60.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Show as a diff what can safely be mended: no word changes, nothing is made up.",
)
@click.option("--diff", is_flag=True, help="The same as --fix without --write.")
@click.option("--write", is_flag=True, help="With --fix: mend the files, then report what is left.")
def validate(paths: tuple[Place, ...], form: str | None, output: Place | None, **given: Any) -> None:
    """Check Akoma Ntoso files: the official schema in plain words, then the rules beyond it.

    PATH is a file, a directory (every .xml and .akn in it, packed by gzip or not), or “-” for
    standard input. Findings go to standard output, progress and the summary of machine
    formats to standard error. XML in directories that is no Akoma Ntoso is skipped and counted.

    The rules beyond the schema are asked of what the schema accepts. Exit
    codes: 0 nothing of the chosen severity or above; 1 findings; 2 could not
    run, or some file could not be read.
    """
    _refuse(given)
    fixing = given["fix"] or given["diff"]
    chosen = _chosen(given)
    chosen = replace(chosen, form=form or chosen.form or "text")
    whole = bool(given["write_baseline"] or chosen.baseline or given["counted"])
    request = _request(chosen, given["stdin_name"] or "", given["max_seconds"], whole=whole)
    very_many = Many(given["engine"], given["shard"], given["manifest"], given["file_seconds"])
    if output is not None and (
        very_many.wanted or given["counted"] or given["write_baseline"] or (fixing and not given["write"])
    ):
        raise click.UsageError(
            "-o is for the report, and --on, --manifest, --statistics, --write-baseline and --fix without --write "
            "make none"
        )
    if very_many.wanted:
        sys.exit(_very_many(paths, chosen, request, very_many, given))
    files, named = _files(paths, chosen, given["shard"])
    if fixing:
        _fix(files, request, write=given["write"])
    known = Baseline.read(Path(chosen.baseline)) if chosen.baseline and not given["write_baseline"] else None
    with Progress(len(files), "validating") as progress:
        report = inspect(files, request, named=named, jobs=chosen.jobs, baseline=known, tell=progress.tell)
    report = judged(report, Severity(chosen.severity), given["most"])
    if given["write_baseline"]:
        _begin(report, Path(given["write_baseline"]))
        sys.exit(COULD_NOT_RUN if report.unread else CLEAN)
    if given["counted"]:
        put(statistics(report))
        note(summary(report))
    elif not fixing or given["write"]:
        put_out(report, chosen.form, output, files)
        if chosen.form not in SUMMED_UP:
            note(summary(report))
    if known is not None and (gone := known.gone(file.file for file in report.files)):
        say(f"{gone} of the baseline {'is' if gone == 1 else 'are'} gone; --write-baseline writes it anew")
    if report.unread:
        sys.exit(COULD_NOT_RUN)
    failed = any(report.failed(file) for file in report.files) and not chosen.exit_zero
    sys.exit(FINDINGS if failed else CLEAN)


def _refuse(given: dict[str, Any]) -> None:
    """Refuse options that contradict each other."""
    if given["write"] and (given["diff"] or not given["fix"]):
        raise click.UsageError("--write applies what --fix finds: give both, and not --diff")
    if given["isolated"] and given["trust_settings"]:
        raise click.UsageError("--isolated looks for no settings that --trust-settings could trust")
    if given["schema"] and given["as_standard"]:
        raise click.UsageError(
            "--as-3.0 reads documents as if of the standard; with --schema that is not asked"
        )


def _chosen(given: dict[str, Any]) -> Settings:
    """Return the settings of the project, overruled by the command line where it says something."""
    place = None if given["isolated"] else settings.find(Path.cwd())
    held = settings.load(place, trusted=given["trust_settings"])
    single = ("severity", "profile", "jobs", "max_size", "baseline")
    switches = ("no_rules", "as_standard", "exit_zero", "force_exclude", "huge")
    changes: dict[str, Any] = {name: given[name] for name in (*single, *switches) if given[name]}
    for name in ("select", "ignore"):
        if given[name]:
            changes[name] = tuple(c.strip() for value in given[name] for c in value.split(",") if c.strip())
    for name, option in (
        ("rules", "rule_files"),
        ("schematron", "schematron"),
        ("exclude", "exclude"),
        ("schema", "schema"),
    ):
        if given[option]:
            changes[name] = tuple(given[option])
    chosen = replace(held, **changes)
    if chosen.form and chosen.form not in FORMS["findings"]:
        raise click.UsageError(
            f"the settings name the format “{chosen.form}”; known are {', '.join(FORMS['findings'])}"
        )
    return chosen


def _request(chosen: Settings, stdin_name: str, seconds: int, *, whole: bool) -> Request:
    """Return what is asked of each file; `whole` findings are wanted, also of those that are only counted."""
    shown = max(Severity(chosen.severity), Severity.WARNING, key=lambda severity: severity.rank)
    return Request(
        profile=chosen.profile,
        with_rules=not chosen.no_rules,
        select=chosen.select,
        ignore=chosen.ignore,
        rule_files=chosen.rules,
        schematron=chosen.schematron,
        as_standard=chosen.as_standard and not chosen.schema,
        max_size=chosen.max_size,
        schemas=chosen.schema,
        severities=chosen.severities,
        per_file_ignores=chosen.per_file_ignores,
        home=chosen.home,
        stdin_name=stdin_name,
        huge=chosen.huge,
        seconds=seconds,
        lightest=(Severity.INFORMATION if whole else shown).value,
        brief=not whole and chosen.form in BRIEF,
    )


def _files(
    paths: Sequence[Place], chosen: Settings, shard: Shard | None = None
) -> tuple[list[Place], frozenset[Place]]:
    """Return the files to look at, and those of them that were named and are looked at whatever they are."""
    inputs = list(paths)
    if chosen.force_exclude:
        inputs = [path for path in inputs if path.is_dir() or not is_excluded(path, chosen.exclude)]
        if not inputs:
            say("all files that were named are excluded")
            sys.exit(CLEAN)
    found = find(
        inputs, CHECKED, "XML file to validate", exclude=chosen.exclude, must_exist=False, shard=shard
    )
    note(found.left_alone)
    named: frozenset[Place] = frozenset()
    if not chosen.force_exclude:
        named = frozenset(path for path in inputs if not path.is_dir())
    return list(found.files), named


def _very_many(
    paths: Sequence[Place], chosen: Settings, request: Request, many: Many, given: dict[str, Any]
) -> int:
    """Check as many files as there are; what is found is in the list, and not on standard output."""
    for option in (
        "fix",
        "diff",
        "baseline",
        "write_baseline",
        "counted",
        "form",
        "rule_files",
        "schematron",
    ):
        if given.get(option):
            name = {"counted": "statistics", "form": "format", "rule_files": "rules"}.get(option, option)
            raise click.UsageError(
                f"--{name.replace('_', '-')} does not go with --on and --manifest, which keep a list of their own"
            )
    from akn.jobs.verbs import Validating  # noqa: PLC0415  # only where there are many

    wanted = Wanted(CHECKED, "XML file to validate", exclude=chosen.exclude)
    code = do_many(paths, wanted, Validating(request, Severity(chosen.severity)), many, jobs=chosen.jobs)
    return CLEAN if chosen.exit_zero and code == FINDINGS else code


def _begin(report: Inspection, place: Path) -> None:
    """Write all that was found to `place`, as a baseline."""
    write_atomically(place, written(place, [(file.file, file.findings) for file in report.files]))
    count = sum(len(file.findings) for file in report.files)
    say(
        f"{place}: {count} {'finding is' if count == 1 else 'findings are'} known from now on; give it as --baseline"
    )


def _fix(files: Sequence[Place], request: Request, *, write: bool) -> None:
    """Show what can safely be mended in `files`, as a diff on standard output; with `write`, mend them.

    Files are replaced whole or not at all. Which were mended, which could not be
    read, and how many there were goes to standard error.
    """
    from akn.validation.fixing import fixed  # noqa: PLC0415  # 30 ms, and only --fix wants it
    from akn.validation.mending.applying import diff  # noqa: PLC0415  # likewise

    if request.schemas:
        raise UnreadableError("--fix knows the official schema alone; leave --schema out")
    checker = Checker(request)
    if write and STANDARD_INPUT in files:
        raise UnreadableError("standard input cannot be mended in place; name the file")
    changed = 0
    for file in files:
        data = read(file, request.max_size)
        if isinstance(data, Finding):
            say(f"{file}: {data.message}")
            continue
        better = fixed(data, checker.rules, leave=[term.upper() for term in request.ignore])
        changed += better != data
        if better != data and write:
            write_atomically(file, packed(better, like=file))
            note(f"{file}: mended")
        elif better != data:
            put(diff(data, better, str(file)))
    done = "mended" if write else "could be mended; --write does it"
    note(f"{changed} of {len(files)} {'file' if len(files) == 1 else 'files'} {done}")
