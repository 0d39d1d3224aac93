"""What is done besides when the package is built: its tables and expressions are prepared, for commands to have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

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


setup(cmdclass={"build_py": Build})
