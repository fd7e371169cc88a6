"""What `validate` reports, as set on the command line and in `[tool.babblr-vocab]` of pyproject.toml."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pipeline.cli.selection import UnknownNameError, chosen
from pipeline.model.findings import Place, Pointer
from pipeline.model.typed import MisfitError, record
from pipeline.reporting.baseline import Baseline, BaselineError, baseline_from
from pipeline.reporting.report import PROGRAM
from pipeline.system import toml
from pipeline.system.files import NotRegularError, TooLargeError, read_text, real, reason
from pipeline.system.toml import Fault, TomlError, TomlFile

TABLE: Pointer = ("tool", PROGRAM)
"""Where our settings are in pyproject.toml."""
MOST_BYTES = 2**24
"""The largest baseline that is read; a finding takes about 200 bytes."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Our table of pyproject.toml; the names are its keys."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    baseline: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Command-line options; None or empty where not given."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool | None = None
    baseline: Path | None = None
    no_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run."""

    rules: frozenset[str]
    """The codes of the rules to report."""
    strict: bool = False
    baseline: Baseline | None = None


def settings(asked: Asked, paths: Sequence[Path]) -> Settings:
    """Return the settings for a run over some paths.

    The command line overrides the same key in pyproject.toml. `--select` also overrides `ignore` in pyproject.toml: a
    user who asks for a rule wants to see it.

    Raises:
        click.UsageError: a name is unknown, or a file is missing or malformed.
    """
    file, table = _table(paths)
    select = asked.select or table.select
    ignore = asked.ignore or (() if asked.select else table.ignore)
    try:
        codes = chosen(select, ignore)
    except UnknownNameError as error:
        from_file = file if not (asked.select or asked.ignore) else None
        raise click.UsageError(_said(str(error), _place_of_name(error.name, from_file, table))) from error
    strict = table.strict if asked.strict is None else asked.strict
    return Settings(codes, strict, _baseline(asked, file, table))


def _said(message: str, place: Place | None) -> str:
    """Return a message prefixed with its place in pyproject.toml."""
    if place is None:
        return message
    position = f":{place.position.line}:{place.position.column}" if place.position else ""
    return f"{place.file}{position}: {message}"


def _place_of_name(name: str | None, file: TomlFile | None, table: _Table) -> Place | None:
    """Return where the settings name a rule or, without a name, the place of the whole table."""
    if file is None:
        return None
    for key, names in (("select", table.select), ("ignore", table.ignore)):
        for number, one in enumerate(names):
            if name is not None and name in one.split(","):
                return file.place((*TABLE, key, number))
    return file.place(TABLE)


def _baseline(asked: Asked, file: TomlFile | None, table: _Table) -> Baseline | None:
    """Return the baseline from the command line, or else the one from the settings, if any."""
    if asked.no_baseline:
        return None
    if asked.baseline is not None:
        return _read(asked.baseline, None)
    if file is None or table.baseline is None:
        return None
    place = file.place((*TABLE, "baseline"))
    if not table.baseline or "\0" in table.baseline:
        raise click.UsageError(_said("“baseline” is not a path", place))
    return _read(Path(file.name).parent / table.baseline, place)


def _read(path: Path, place: Place | None) -> Baseline:
    """Read a baseline. `place` is where pyproject.toml names it, if it does."""
    try:
        return baseline_from(read_text(path, MOST_BYTES))
    except NotRegularError as error:
        raise click.UsageError(_said(f"the baseline {path} is not a regular file", place)) from error
    except TooLargeError as error:
        limit = error.limit // 2**20
        raise click.UsageError(_said(f"{path} is not a baseline: it is larger than {limit} MB", place)) from error
    except FileNotFoundError as error:
        hint = "write one with --write-baseline, or leave it out with --no-baseline"
        raise click.UsageError(_said(f"the baseline {path} does not exist; {hint}", place)) from error
    except OSError as error:
        raise click.UsageError(_said(f"the baseline {path} cannot be read: {reason(error)}", place)) from error
    except UnicodeDecodeError as error:
        raise click.UsageError(_said(f"{path} is not a baseline: it is not UTF-8 text", place)) from error
    except BaselineError as error:
        hint = "rewrite it with --write-baseline"
        raise click.UsageError(_said(f"{path} is not a baseline: {error}; {hint}", place)) from error


def _table(paths: Sequence[Path]) -> tuple[TomlFile | None, _Table]:
    """Return our table from the nearest pyproject.toml with one, searching upwards from the paths' common folder."""
    try:
        common = Path(os.path.commonpath([real(path) for path in paths]))
    except ValueError:  # two Windows drives have no common parent
        return None, _Table()
    for folder in (common, *common.parents):
        path = folder / "pyproject.toml"
        if not path.is_file():
            continue
        try:
            file = toml.read(path)
        except TomlError as error:
            message = f"this is not TOML: {error}" if error.fault is Fault.SYNTAX else str(error)
            raise click.UsageError(_said(message, Place(str(path), position=error.position))) from error
        tools = file.data.get("tool")
        if isinstance(tools, dict) and PROGRAM in tools:
            return file, _checked(file, tools[PROGRAM])
    return None, _Table()


def _checked(file: TomlFile, table: Any) -> _Table:
    if not isinstance(table, dict):
        raise click.UsageError(_said(f"“{PROGRAM}” must be a table", file.place(TABLE)))
    try:
        return record(_Table, table, TABLE)
    except MisfitError as error:
        message = f"{error.message}; {error.hint}" if error.hint else error.message
        raise click.UsageError(_said(message, file.place(error.pointer, at_key=error.at_key))) from error
