"""Many files: blocks that stay what they are, a list by which a run goes on, poison set aside, nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path, PurePosixPath

import pytest

from akn.errors import AknError
from akn.jobs.bundles import blocks, named
from akn.jobs.engines import Dask, Here, Local, engine
from akn.jobs.manifest import Manifest
from akn.jobs.many import Job, run
from akn.jobs.walking import Shard, Wanted, walk
from tests.conftest import ROOT
from tests.jobs.verbs_for_tests import Copying, Counting, walked


def below(*names):
    return [(Path("/in", name), PurePosixPath(name)) for name in names]


# ------------------------------------------------------------------------------ blocks


def test_every_file_is_in_one_block_and_no_block_is_larger_than_four_times_what_was_asked():
    cut = list(blocks(walked(5000), size=16))
    assert [item.below for block in cut for item in block.items] == [one for _, one in walked(5000)]
    assert max(len(block.items) for block in cut) <= 64
    assert 5000 / 32 < len(cut) < 5000 / 8


def test_a_file_that_comes_or_goes_changes_its_own_block_and_no_other():
    names = [f"{n:04}.txt" for n in range(2000)]
    before = {block.name: block for block in blocks(below(*names), size=16)}
    after = {block.name: block for block in blocks(below(*names[:777], "0776a.txt", *names[778:]), size=16)}
    changed = [name for name, block in after.items() if before.get(name) != block]
    assert len(changed) <= 2


def test_parts_of_all_files_share_no_file_and_miss_none():
    shares = [
        {item.below for block in blocks(walked(2000), Shard(k, 5)) for item in block.items}
        for k in range(1, 6)
    ]
    assert sum(map(len, shares)) == len(set.union(*shares)) == 2000
    assert max(map(len, shares)) < 2 * min(map(len, shares))


@pytest.mark.parametrize(
    ("names", "bare"),
    [
        (["a.txt", "b.txt"], ["a", "b"]),
        (["a.html", "a.txt", "b.txt"], ["a.html", "a.txt", "b"]),
        (["a.html", "a.i/x.txt", "a.txt"], ["a.html", "a.i/x", "a.txt"]),
        (["a.v1.txt", "a.v2.txt"], ["a.v1", "a.v2"]),
        (["letter", "letter-1.txt", "letter.txt"], ["letter", "letter-1", "letter.txt"]),
        (["x/a.txt", "y/a.txt"], ["x/a", "y/a"]),
    ],
)
def test_two_files_that_would_become_one_keep_their_endings(names, bare):
    assert [str(item.bare) for item in named(below(*names))] == bare


# ------------------------------------------------------------------------------ runs


@pytest.fixture
def house(tmp_path):
    for folder in ("in", "out", "notes"):
        (tmp_path / folder).mkdir()
    return tmp_path


def fill(house, *names):
    for name in names:
        (house / "in" / name).write_text(f"words of {name}")


def do(house, who, *, size=4, wish="", shard=None, seconds=0.0):
    verb = Copying(house / "out", house / "notes", wish)
    job = Job(verb, Manifest.of(house / "out", verb.asked, shard), seconds)
    files = walk([house / "in"], Wanted((".txt",), "text"), {})
    told = []
    count = run(job, blocks(files, shard, size), who, told.append)
    assert sum(told) == count.total
    return count


def fates(house):
    lines = (house / "out" / "manifest.jsonl").read_text().splitlines()
    return {fate["below"]: fate for fate in map(json.loads, lines)}


def worked_on(house):
    return sorted(line for file in (house / "notes").iterdir() for line in file.read_text().splitlines())


@pytest.mark.parametrize("who", [Here(), Local(2)], ids=["here", "processes"])
def test_a_run_that_is_repeated_does_nothing_again(house, who):
    names = [f"{n}.txt" for n in range(30)]
    fill(house, *names)
    assert do(house, who).verdicts == {"clean": 30}
    assert sorted(worked_on(house)) == sorted(names)
    again = do(house, who)
    assert (again.verdicts, again.again) == ({"clean": 30}, 30)
    assert len(worked_on(house)) == 30
    assert {*fates(house)} == {*names}


@pytest.mark.parametrize(
    ("change", "redone"),
    [
        (lambda h: (h / "in" / "7.txt").write_text("other words"), ["7.txt"]),
        (lambda h: (h / "out" / "7.out").unlink(), ["7.txt"]),
        (lambda h: (h / "in" / "new.txt").write_text("new words"), ["new.txt"]),
        (lambda h: (h / "in" / "7.txt").unlink(), []),
        (lambda h: (h / "out" / "7.out").write_text("somebody's work"), []),
    ],
    ids=["another text", "a result gone", "a new file", "a file gone", "a result that somebody worked on"],
)
def test_only_what_changed_is_done_again(house, change, redone):
    fill(house, *(f"{n}.txt" for n in range(20)))
    do(house, Here())
    change(house)
    for note in (house / "notes").iterdir():
        note.unlink()
    do(house, Here())
    # A name that ends a block and comes or goes takes some neighbours with it.
    assert set(redone) <= set(worked_on(house))
    assert len(worked_on(house)) <= len(redone) + 16
    assert {*fates(house)} == {one.name for one in (house / "in").iterdir()}


def test_what_somebody_worked_on_is_never_written_over(house):
    fill(house, "a.txt", "b.txt")
    do(house, Here())
    (house / "out" / "a.out").write_text("somebody's work")
    (house / "in" / "a.txt").write_text("another text")
    for _ in range(2):
        count = do(house, Here())
        assert count.verdicts == {"clean": 1, "failed": 1}
        assert "a.out, made of it, was changed since" in count.named[0]
        assert (house / "out" / "a.out").read_text() == "somebody's work"


def test_other_wishes_are_another_run(house):
    fill(house, "a.txt")
    do(house, Here())
    assert do(house, Here(), wish="other").again == 0


def test_what_failed_is_tried_again_and_costs_the_others_nothing(house):
    fill(house, "a.txt", "wrong.txt", "b.txt")
    for _ in range(2):
        count = do(house, Here())
        assert count.verdicts == {"clean": 2, "failed": 1}
        assert count.named == [f"{house}/in/wrong.txt: failed: {house}/in/wrong.txt: it is wrong"]


def test_a_damaged_list_is_made_anew(house):
    fill(house, "a.txt", "b.txt")
    do(house, Here())
    for part in (house / "out" / ".akn-parts").iterdir():
        part.write_bytes(part.read_bytes()[:-30] + b"\xff{[")
    assert do(house, Here()).verdicts == {"clean": 2}
    assert {*fates(house)} == {"a.txt", "b.txt"}


def test_a_file_at_which_processes_die_is_set_aside_and_named(house):
    fill(house, *(f"{n}.txt" for n in range(20)), "poison.txt")
    count = do(house, Local(2))
    assert count.verdicts == {"clean": 20, "set aside": 1}
    assert count.named == [f"{house}/in/poison.txt: set aside: the process that worked on it died (SIGKILL)"]
    again = do(house, Local(2))
    assert (again.verdicts, again.again) == ({"clean": 20, "set aside": 1}, 21)


def test_a_file_that_never_ends_is_set_aside_and_named(house):
    fill(house, *(f"{n}.txt" for n in range(12)), "endless.txt")
    count = do(house, Local(2), seconds=1.0)
    assert count.verdicts == {"clean": 12, "set aside": 1}
    assert count.named == [f"{house}/in/endless.txt: set aside: it took longer than 1 seconds"]
    again = do(house, Local(2), seconds=1.0)
    assert again.again == 13


@pytest.mark.parametrize("threads", [1, 3])
def test_a_process_watches_all_its_threads_and_is_ended_by_the_first_that_is_late(threads):
    """And by none that was in time, however many there were before."""
    code = f"""
from concurrent.futures import ThreadPoolExecutor
import re
from akn.jobs.watching import within

def quick(n):
    with within(60):
        return n

def late(n):
    with within(0.3 if n == 1 else 60):
        re.match(r"(a|a)+$", "a" * (60 if n == 1 else 5) + "b")

with ThreadPoolExecutor({threads}) as pool:
    print(sum(pool.map(quick, range(300))), flush=True)
    list(pool.map(late, range(3)))
print("here", flush=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, f"{sum(range(300))}\n", "")


def test_a_process_that_is_killed_loses_nothing(house):
    fill(house, *(f"{n}.txt" for n in range(20)), "7 once.txt")
    assert do(house, Local(2)).verdicts == {"clean": 21}
    assert {one.name for one in (house / "out").glob("*.out")} == {f"{n}.out" for n in range(20)} | {
        "7 once.out"
    }


def test_parts_of_one_work_share_a_folder(house):
    fill(house, *(f"{n}.txt" for n in range(40)))
    counts = [do(house, Here(), shard=Shard(k, 3)) for k in (1, 2, 3)]
    assert sum(count.total for count in counts) == 40
    assert len(list((house / "out").glob("*.out"))) == 40
    assert len(list((house / "out").glob("manifest-*-of-3.jsonl"))) == 3


def test_who_leads_a_hundred_thousand_holds_few_of_them(house):
    """Measured in a process of its own, for what ran before in this one holds memory, too."""
    done = subprocess.run(
        [sys.executable, "-c", "from tests.jobs.test_many import grown; import sys; print(grown(sys.argv[1]))", house],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout) < 2_000_000  # five times as many files


def grown(house):
    """By how many bytes the peak is higher where five times as many files are led."""
    house = Path(house)
    job = Job(Copying(house / "out", house / "notes"), Manifest.of(house / "out", "x"))
    list(blocks(walked(1000)))
    tracemalloc.start()
    run(job, blocks(walked(20_000)), Counting(), lambda _: None)
    _, small = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    count = run(job, blocks(walked(100_000)), Counting(), lambda _: None)
    _, large = tracemalloc.get_traced_memory()
    assert count.total == 100_000
    return large - small


@pytest.mark.parametrize(
    ("name", "is_"), [("local:8", Local(8)), ("dask://host:8786", Dask("tcp://host:8786"))]
)
def test_engines_are_called_by_name(name, is_):
    assert engine(name) == is_


@pytest.mark.parametrize(
    "name", ["", "local", "local:0", "local:-1", "dask:host", "spark://x", "local:99999"]
)
def test_an_engine_of_no_name_is_told(name):
    with pytest.raises(AknError, match="write local:8"):
        engine(name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_list_that_cannot_be_written_stops_the_work(house):
    fill(house, "a.txt")
    (house / "out").chmod(0o500)
    with pytest.raises(AknError, match="cannot be written"):
        do(house, Here())


def test_the_list_is_as_its_schema_says(house):
    import jsonschema

    from akn.jobs.verbs import Converting
    from akn.pipeline import Options

    schema = json.loads(
        (Path(__file__).parents[2] / "schemas" / "manifest.schema.json").read_text(encoding="utf-8")
    )
    fill(house, "no resolution.txt")
    for name in ("harbour-noise", "shortest"):
        text = (Path(__file__).parents[2] / "samples" / "eng" / f"{name}.txt").read_bytes()
        (house / "in" / f"{name}.txt").write_bytes(text)
    job = Job(Converting(Options(), house / "out"), Manifest.of(house / "out", "x"))
    files = walk([house / "in"], Wanted((".txt",), "text"), {})
    count = run(job, blocks(files), Here(), lambda _: None)
    assert count.verdicts == {"clean": 2, "failed": 1}
    for fate in fates(house).values():
        jsonschema.validate(fate, schema)


def test_a_picture_is_drawn_of_the_list_alone(house):
    from click.testing import CliRunner

    from akn.cli import akn
    from akn.cli.overview import _listed

    fill(house, "a.txt", "wrong.txt")
    do(house, Here())
    drawn = CliRunner().invoke(
        akn, ["overview", str(house / "out" / "manifest.jsonl"), "-o", str(house / "x.html")]
    )
    assert drawn.exit_code == 2, drawn.output  # one could not be read
    assert (house / "x.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    told = {one.file.rpartition("/")[2]: one.unread for one in _listed(house / "out" / "manifest.jsonl")}
    assert told["a.txt"] == ""
    assert told["wrong.txt"].startswith("failed: ")
    (house / "bad.jsonl").write_text("[1]\n")
    refused = CliRunner().invoke(akn, ["overview", str(house / "bad.jsonl")])
    assert "no line of the list of a run" in str(refused.exception)
