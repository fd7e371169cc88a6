"""`babblr-vocab browse`."""

from pathlib import Path
from typing import Any

import click

from pipeline.cli.console import Console
from pipeline.system.extras import require


def _loopback(_ctx: click.Context, _param: click.Parameter, host: str) -> str:
    from pipeline.reports.browse.server import LOOPBACK  # so that `--help` does not wait for it

    if host not in LOOPBACK:
        raise click.BadParameter(
            f"“{host}” can be reached from other machines. A database may hold a learner's progress, so it is shown on "
            "this one alone: 127.0.0.1, localhost or ::1"
        )
    return host


@click.command("browse")
@click.argument("database", metavar="[DB]", type=click.Path(path_type=Path), default=Path("build/babblr.db"))
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 is any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, callback=_loopback, help="Only this machine's own.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.pass_context
def command(ctx: click.Context, *, database: Path, port: int, host: str, no_open: bool) -> None:
    """Leaf through a database in a browser, on this machine alone.

    DB is a database, plain or .gz (default: build/babblr.db). It is only read: what is shown is an indexed copy in the
    cache folder, without the learner's conversations, messages, levels and results. Ctrl-C ends it.
    """
    require("browse")
    from pipeline.database.untrusted import ContentError
    from pipeline.reporting.terminal import harmless
    from pipeline.reports.browse import server
    from pipeline.reports.browse.copy import indexed_copy

    if not database.exists():
        raise click.UsageError(f"the database {database} does not exist; build it, or name another", ctx)
    try:
        with Console().progress(1) as step, step("index"):
            copy = indexed_copy(database, fault_in)
        listener = server.listening(host, port)
    except ContentError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    except server.PortTakenError as error:
        raise click.UsageError(
            f"{error}; choose another with --port, or any that is free with --port 0", ctx
        ) from error
    address = _address(listener.getsockname())
    click.echo(f"{address} (Ctrl-C ends it)")
    server.serve(server.datasette_of(copy), listener, None if no_open else address)
    Console().say("stopped")


def fault_in(database: Path) -> str | None:
    """Return why a database must not be shown."""
    from pipeline.release.checks import Verdict, soundness

    faults = (check for check in soundness(database) if check.outcome is not Verdict.OK)
    return next((f"{check.name}: {check.detail}" for check in faults), None)


def _address(name: Any) -> str:
    from pipeline.reports.browse.server import FIRST_PAGE

    host, port = name[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{FIRST_PAGE}"
