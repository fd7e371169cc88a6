"""Datasette over the indexed copy, on the loopback interface alone.

Plugins that happen to be installed are turned off; ours gives the page of a word its values. The copy is opened as
immutable, so there is nothing to write with. Every answer carries a policy that lets a browser load nothing from
elsewhere, and only requests that name this machine are answered: otherwise a page of the web could have its own name
lead here, and read along (https://en.wikipedia.org/wiki/DNS_rebinding).
"""

import errno
import json
import socket
import threading
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.database.untrusted import opened
from pipeline.reporting.terminal import harmless
from pipeline.reports.browse.metadata import DATABASE, LEXICON, metadata
from pipeline.reports.browse.word import Row, word_page
from pipeline.system.resources import resource

if TYPE_CHECKING:
    from datasette.app import Datasette

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The hosts that may be listened on, and named by a request."""
_PLUGIN = "babblr_vocab_pages"
_PACKS = "SELECT language, version, licence, attribution FROM release_packs ORDER BY language"
FIRST_PAGE = f"/{DATABASE}/{LEXICON}"

_SETTINGS = {
    "allow_download": False,
    "allow_facet": True,
    "default_cache_ttl": 0,  # another copy may be served at the same address tomorrow
    "default_page_size": 50,
    "facet_time_limit_ms": 1000,
    "num_sql_threads": 2,
    "sql_time_limit_ms": 2000,
    "suggest_facets": False,
}
_HEADERS = {
    b"content-security-policy": b"default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; "
    b"frame-ancestors 'none'; img-src 'self' data:; script-src 'self' 'unsafe-inline'; "
    b"style-src 'self' 'unsafe-inline'",
    b"referrer-policy": b"same-origin",
    b"x-content-type-options": b"nosniff",
}

Message = MutableMapping[str, Any]
App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]


class PortTakenError(Exception):
    """Another program listens on the port."""


def datasette_of(copy: Path) -> "Datasette":
    """Return Datasette with an indexed copy, which it shows as the database `babblr`."""
    from datasette.app import Datasette
    from datasette.database import Database
    from jinja2 import ChoiceLoader, FileSystemLoader

    _only_our_plugin()
    templates = resource("templates")
    with opened(copy) as connection:
        rows = connection.execute(_PACKS)
        names = [column[0] for column in rows.description]
        packs = [dict(zip(names, row, strict=True)) for row in rows]
    shown = Datasette(
        [],
        memory=False,
        metadata=metadata(packs),
        settings=_SETTINGS,
        template_dir=str(templates / "browse"),
    )
    shown.remove_database("_memory")
    shown.add_database(Database(shown, path=str(copy), is_mutable=False), name=DATABASE)
    shown.jinja_env.filters |= {"from_json": json.loads, "harmless": harmless}
    shown.jinja_env.loader = ChoiceLoader([shown.jinja_env.loader, FileSystemLoader(templates)])
    return shown


def _only_our_plugin() -> None:
    """Turn off plugins that other packages registered, and register ours once."""
    from datasette.plugins import pm

    for plugin, _ in pm.list_plugin_distinfo():
        with suppress(AssertionError, ValueError):
            pm.unregister(plugin)
    if not pm.has_plugin(_PLUGIN):
        pm.register(_pages(), _PLUGIN)


def _pages() -> object:
    """Return our plugin: what the templates of words need."""
    from datasette import hookimpl

    class Pages:
        __name__ = _PLUGIN

        @hookimpl  # type: ignore[untyped-decorator]
        def extra_template_vars(self, table: str | None, view_name: str, request: Any, datasette: "Datasette") -> Any:
            """Give the page of a word its values."""
            if view_name != "row" or table not in ("words", LEXICON):
                return {}

            async def values() -> dict[str, Any]:
                async def ask(sql: str, parameters: Any) -> list[Row]:
                    return list((await datasette.get_database(DATABASE).execute(sql, parameters)).rows)

                return await word_page(int(request.url_vars["pks"]), ask)

            return values

    return Pages()


def guarded(app: App) -> App:
    """Return an application that answers only requests to this machine by its own name, with our headers."""

    async def answer(scope: Message, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if not _names_this_machine(scope):
            await _refuse(send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS.items()]}
            await send(message)

        await app(scope, receive, sending)

    return answer


def _names_this_machine(scope: Message) -> bool:
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"host"]
    if len(hosts) != 1:
        return False
    host, colon, port = hosts[0].rpartition(":")
    name = host if colon and port.isdigit() else hosts[0]
    return name.lower().strip("[]") in LOOPBACK


async def _refuse(send: Callable[[Message], Awaitable[None]]) -> None:
    text = b"This page is only for the machine that it is on: open it as http://127.0.0.1 with its port.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": text})


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the loopback interface; port 0 is any that is free.

    Raises:
        PortTakenError: another program listens on the port.
        OSError: the port cannot be had for another reason.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)):
            raise PortTakenError(f"port {port} is in use by another program") from error
        raise


def serve(shown: "Datasette", listener: socket.socket, open_at: str | None) -> None:
    """Serve until Ctrl-C; `open_at` is the address to open in the user's browser, if any."""
    import uvicorn

    config = uvicorn.Config(guarded(shown.app()), log_level="warning", lifespan="on", server_header=False)
    if open_at is not None:  # some browsers block until they are closed; the socket takes requests already
        threading.Thread(target=webbrowser.open, args=(open_at,), daemon=True).start()
    with closing(listener), suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
