"""The command line: one module per command, imported only when its command runs."""

import importlib
import io
import os
import sys
import traceback
from collections.abc import Sequence
from keyword import iskeyword
from typing import Any, NoReturn

import click

from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL, INTERRUPTED, USAGE
from pipeline.model.suggestions import did_you_mean, short
from pipeline.system.extras import MissingExtraError

COMMANDS = {
    "browse": "Leaf through a database in a browser, on this machine alone.",
    "build": "Build the vocabulary database from packs.",
    "concepts": "Show which concepts packs have no word for.",
    "coverage": "Show how much of a text a learner knows at a level.",
    "diff": "Show what changed between two versions of the vocabulary.",
    "draft": "Turn candidates into draft entries, with what their sources agree on.",
    "explain": "Explain what a finding means and how to fix it.",
    "export": "Export the vocabulary to Anki, tables, a dictionary, lesson sheets or a workbook.",
    "fix": "Apply safe fixes to packs: Unicode form, spaces, quotation marks, the order of fields.",
    "frequency": "Count how often lemmas occur in a corpus.",
    "homographs": "Propose words outside a pack that are spelled like forms of words in it.",
    "import": "Bring in word lists: what each row says, what the pack has already, what is set aside.",
    "inflect": "Fill in a pack's paradigm tables from the language's rules.",
    "lessons": "Propose lessons for words that are not in any.",
    "new": "Add a word to a pack, for you to fill in.",
    "new-pack": "Start a pack for a language.",
    "pronounce": "Propose pronunciations for words without one.",
    "questions": "Propose questions for assessments, and score a blind reading of them.",
    "release": "Make the files of a release.",
    "review": "Show which entries a second person has to read, and bring verdicts back.",
    "report": "Show the state of packs or of a database on one page.",
    "sample": "Draw entries for a blind reading with planted faults, and score it.",
    "schema": "Print a JSON Schema that lets an editor check and complete packs.",
    "stats": "Count words, meanings, forms and examples against the targets.",
    "upgrade": "Bring a learner's database up to the vocabulary of a release.",
    "validate": "Check packs without building.",
    "verify": "Check a released database.",
}


class _NotInstalledError(click.ClickException):
    exit_code = USAGE


class _Commands(click.Group):
    """Knows the commands by name, so that help or a wrong name imports nothing that a command needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        command: click.Command = importlib.import_module(f"pipeline.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; for a wrong name, say which one may be meant."""
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing and name[:1].isalnum():
            hint = did_you_mean(name, COMMANDS, "`babblr-vocab --help` lists the commands")
            ctx.fail(f"there is no command “{short(name)}”; {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Escape usage errors: they may quote untrusted arguments."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(_harmless(error.format_message()), error.ctx) from error
        except MissingExtraError as error:
            raise _NotInstalledError(_harmless(str(error))) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _harmless(message: str) -> str:
    from pipeline.reporting.terminal import harmless  # only errors need it

    return "\n".join(map(harmless, message.split("\n")))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 success, 1 errors in the packs, 2 usage error, 3 internal error, 4 origin not proven "
    "(verify), 130 interrupted.",
)
@click.version_option(package_name="babblr-vocab", prog_name="babblr-vocab")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Turn curated word lists into the vocabulary database of Babblr."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":  # https://no-color.org
        ctx.color = False


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _take_every_character(stream)
    sys.exit(_run(arguments))


def _take_every_character(stream: io.TextIOWrapper) -> None:
    """Write UTF-8 to files and pipes, as Python 3.15 does by default: on Windows, older defaults cannot encode IPA.

    Source: https://peps.python.org/pep-0686/
    """
    encoding = stream.encoding if stream.isatty() else "utf-8"
    stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="babblr-vocab", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing was changed", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whatever read our output has closed it (`| head`). Python would complain again while closing stdout.
        sys.stdout = None
        return CLEAN
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        click.echo(_harmless(f"error: {error.strerror or error}{where}; nothing was changed"), err=True)
        return INTERNAL
    except Exception as error:
        return _fault(error)
    return code if isinstance(code, int) else CLEAN


def _fault(error: Exception) -> int:
    """Report a fault in a profile, on the disk or else in this program; return the exit code."""
    import sqlite3  # nothing else here needs these

    from pipeline.languages.profile import ProfileError
    from pipeline.reporting.terminal import harmless

    if isinstance(error, ProfileError):
        click.echo(f"error: {harmless(str(error))}", err=True)
        return FINDINGS
    cause = getattr(error, "orig", error)  # SQLAlchemy wraps SQLite's own error
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        click.echo("error: the disk is full or failed; nothing was changed", err=True)
    else:
        click.echo("".join(traceback.format_exception(error)), err=True)
        click.echo("This is a bug in babblr-vocab, not in your files. Please report it with the lines above.", err=True)
    return INTERNAL
