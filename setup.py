"""What is done besides when the package is built: its tables are prepared, so that a command has them at once."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class Build(build_py):
    """The build of the package, with ``akn/tables.msgpack`` made from the tables as they are."""

    def run(self) -> None:
        """Prepare the tables, then gather the package."""
        sys.path.insert(0, str(HERE))
        from akn.ready import prepare  # noqa: PLC0415  # found only now

        prepare()
        super().run()


setup(cmdclass={"build_py": Build})
