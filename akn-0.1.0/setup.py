"""What is done besides when the package is built: its tables and expressions are prepared, for commands to have."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tarfile
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).parent
#: In a process of its own, for what has been imported before compiles nothing.
EXPRESSIONS = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from akn.expressions import preparing
with preparing():
    from akn.cli.prepare import exercise
    exercise(sorted(path for path in Path(sys.argv[1], "samples").rglob("*") if path.is_file()))
"""
#: In an order that is the same each time, for the wheel to be the same.
SEEDED = {**os.environ, "PYTHONHASHSEED": "0"}


class Build(build_py):
    """The build of the package, with its tables and expressions as they are in ``akn/*.msgpack``."""

    def run(self) -> None:
        """Prepare tables and expressions, then gather the package."""
        sys.path.insert(0, str(HERE))
        from akn.ready import prepare  # noqa: PLC0415  # found only now

        prepare()
        ended = subprocess.run([sys.executable, "-c", EXPRESSIONS, str(HERE)], check=False, env=SEEDED)  # noqa: S603  # our own words
        if ended.returncode:
            self.warn("the regular expressions are not prepared: a command compiles them, and takes longer")
        super().run()


class Sources(sdist):
    """The sources in one file, byte by byte the same when they are gathered again (``SOURCE_DATE_EPOCH``)."""

    def run(self) -> None:
        """Gather the sources; then write them anew, in order, of one time and of nobody."""
        super().run()
        if told := os.environ.get("SOURCE_DATE_EPOCH"):
            for name in self.get_archive_files():
                _write_again(Path(name), int(told))


def _write_again(archive: Path, time: int) -> None:
    fresh = archive.with_suffix(".fresh")
    with (
        tarfile.open(archive) as old,
        fresh.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=time) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda one: one.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = time, 0, 0, "", ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            member.pax_headers = {}
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    fresh.replace(archive)


setup(cmdclass={"build_py": Build, "sdist": Sources})
