"""``python -m akn`` is the command line."""

from akn.cli import main

main()
