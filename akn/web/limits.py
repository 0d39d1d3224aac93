"""What a server lets a request take."""

from __future__ import annotations

import os

from msgspec import Struct, field

#: The environment variable with the key that requests must show where the server is open to others.
KEY = "AKN_SERVE_KEY"


class Limits(Struct, frozen=True):
    """What is allowed: `megabytes` a body, `seconds` for the work on it, so many `workers` at work at once.

    So many requests as `waiting` may wait for a worker; those beyond are turned away.
    """

    megabytes: int = 10
    seconds: float = 30.0
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    waiting: int = 64
