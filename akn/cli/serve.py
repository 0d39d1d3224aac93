"""``akn serve``."""

from __future__ import annotations

import ipaddress
import os
from contextlib import suppress

import click

from akn.cli.forms import repository_option
from akn.errors import AknError, Interrupted

_EXAMPLES = """\b
Examples:
  akn serve                                    then open http://127.0.0.1:8000
  akn serve --library library/ --port 8080     search and read a library, too
  curl --data-binary @motion.txt http://127.0.0.1:8000/convert
"""


@click.command(epilog=_EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0: any free one."
)
@repository_option("--library", required=False)
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes that work; by default one a core.")
@click.option(
    "--max-size",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    metavar="MB",
    help="Largest body taken.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Longest work on one document.",
)
def serve(  # one parameter an option
    host: str, port: int, url: str, jobs: int | None, max_size: int, timeout: float
) -> None:
    """Open a page and an API on this machine: convert, check, compare, find.

    Nothing is fetched and nothing leaves the machine; pages of other sites are
    turned away. With --library, what was made can be deposited there. Where
    --host lets others in, the key in AKN_SERVE_KEY is wanted of every request.
    Exit codes: 0 stopped; 2 could not run.
    """
    try:
        from akn.web import Limits, application  # noqa: PLC0415  # an extra
        from akn.web.limits import KEY  # noqa: PLC0415  # likewise
        from akn.web.listening import listen  # noqa: PLC0415  # likewise
    except ImportError:
        raise AknError("the page needs a server; install it with “pip install 'akn[serve]'”") from None
    key = os.environ.get(KEY, "")
    if not key and not _is_own(host):
        raise AknError(f"{host} lets others in; set a key in {KEY}, which every request must then show")
    limits = Limits(max_size, timeout, jobs or Limits().workers)
    app = application(limits, library=url, key=key, hosts=() if key else {*_OWN, host})
    opened = True
    with suppress(Interrupted):  # that is how it ends
        opened = listen(
            app, host, port, lambda address: click.echo(f"akn is open at {address} (stop: Ctrl-C)")
        )
    if not opened:
        raise AknError(f"{host}:{port} cannot be listened at; is it taken? choose another with --port")


#: How a browser on this machine calls it; under any other name it is called by a page from elsewhere.
_OWN = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_own(host: str) -> bool:
    """Whether `host` is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
