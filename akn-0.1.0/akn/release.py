"""Which release of akn this is: the one place where it is written, and where ``pyproject.toml`` reads it."""

VERSION = "0.1.0"
