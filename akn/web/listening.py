"""The application behind a socket, and the word when it listens."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from akn.web.patience import patient

#: So many connections may be open; those beyond get 503 at once.
_MOST = 1000


class _Told(uvicorn.Server):
    """A server that tells its address once it listens: the port may have been any free one."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[str], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers if self.started else ():
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                self._tell(f"http://{f'[{host}]' if ':' in host else host}:{port}/")


def listen(app: Starlette, host: str, port: int, tell: Callable[[str], None]) -> bool:
    """Serve `app` until a signal ends it; `tell` is given the address. Returns whether it could listen at all."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=patient(),
        log_level="error",
        server_header=False,
        access_log=False,
        limit_concurrency=_MOST,
    )
    server = _Told(config, tell)
    try:
        server.run()
    except SystemExit:  # it could not bind, and has said so
        return False
    return server.started
