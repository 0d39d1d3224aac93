from __future__ import annotations

from importlib.util import find_spec

import pytest

from tests.consumers.documents import Made, make

#: The modules of the programs that not every machine has: the extra “consumers” brings them.
NEEDS = {"test_bluebell.py": "bluebell", "test_docpipe.py": "docpipe", "test_rdflib.py": "rdflib"}
collect_ignore = [file for file, module in NEEDS.items() if find_spec(module) is None]


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    return make(tmp_path_factory.mktemp("consumers"))
