"""Several depositors that make the same SQLite file at once: none is turned away."""

from __future__ import annotations

import threading
from pathlib import Path

from akn.repositories import open_repository


def test_nobody_who_makes_the_file_is_turned_away(tmp_path: Path) -> None:
    refused: list[str] = []

    def make(url: str, together: threading.Barrier) -> None:
        together.wait()
        try:
            with open_repository(url, create=True, durable=False):
                pass
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told below
            refused.append(str(error))

    for number in range(40):
        together = threading.Barrier(3)
        url = f"sqlite:///{tmp_path}/{number}.db"
        makers = [threading.Thread(target=make, args=(url, together)) for _ in range(3)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join()
    assert refused == []
