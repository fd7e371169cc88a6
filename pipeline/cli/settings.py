"""What a run of `validate` is to report: from the command line, and from `[tool.babblr-vocab]` of pyproject.toml."""

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pipeline.cli.selection import UnknownNameError, chosen
from pipeline.model.suggestions import did_you_mean
from pipeline.reporting.baseline import Baseline, BaselineError, parse

TABLE = "babblr-vocab"
_KINDS = {"select": "a list of names", "ignore": "a list of names", "strict": "true or false", "baseline": "a path"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Options of the command line; None or empty where they are not given."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool | None = None
    baseline: Path | None = None
    no_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the run."""

    rules: frozenset[str]
    """The codes of the rules to report."""
    strict: bool = False
    baseline: Baseline | None = None


def settings(asked: Asked, paths: Sequence[Path]) -> Settings:
    """Return what holds for a run over some paths.

    What is given on the command line takes the place of the same key in pyproject.toml. With `--select`, `ignore` of
    pyproject.toml does not count either: who asks for a rule wants to see it.

    Raises:
        click.UsageError: a name is unknown, or a file is missing or malformed.
    """
    file, table = _table(paths)
    select = asked.select or tuple(table.get("select", ()))
    ignore = asked.ignore or (() if asked.select else tuple(table.get("ignore", ())))
    try:
        codes = chosen(select, ignore)
    except UnknownNameError as error:
        from_file = file and not (asked.select or asked.ignore)
        raise click.UsageError(f"{file}: {error}" if from_file else str(error)) from error
    strict = bool(table.get("strict", False)) if asked.strict is None else asked.strict
    return Settings(codes, strict, _baseline(asked, file, table))


def _baseline(asked: Asked, file: Path | None, table: dict[str, Any]) -> Baseline | None:
    path = asked.baseline
    if path is None and file and "baseline" in table:
        path = file.parent / table["baseline"]
    if path is None or asked.no_baseline:
        return None
    try:
        return parse(path.read_text("utf-8"))
    except FileNotFoundError as error:
        hint = "write one with --write-baseline, or leave it out with --no-baseline"
        raise click.UsageError(f"the baseline {path} does not exist; {hint}") from error
    except OSError as error:
        raise click.UsageError(f"the baseline {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is no baseline: it is not UTF-8 text") from error
    except BaselineError as error:
        hint = "write it anew with --write-baseline"
        raise click.UsageError(f"{path} is no baseline: {error}; {hint}") from error


def _table(paths: Sequence[Path]) -> tuple[Path | None, dict[str, Any]]:
    """Return our table of the nearest pyproject.toml that has one, from the folder that holds all paths upwards."""
    try:
        common = Path(os.path.commonpath([path.resolve() for path in paths]))
    except ValueError:  # two drives of Windows have nothing in common
        return None, {}
    for folder in (common, *common.parents):
        file = folder / "pyproject.toml"
        if not file.is_file():
            continue
        try:
            tools = tomllib.loads(file.read_text("utf-8")).get("tool", {})
        except OSError as error:
            raise click.UsageError(f"{file} cannot be read: {error.strerror}") from error
        except ValueError as error:  # TOML or UTF-8
            raise click.UsageError(f"{file} is not TOML: {error}") from error
        if isinstance(tools, dict) and TABLE in tools:
            return file, _checked(file, tools[TABLE])
    return None, {}


def _checked(file: Path, table: Any) -> dict[str, Any]:
    where = f"[tool.{TABLE}] of {file}"
    if not isinstance(table, dict):
        raise click.UsageError(f"{where} is not a table")
    for key, value in table.items():
        if key not in _KINDS:
            hint = did_you_mean(key, _KINDS, f"the keys are: {', '.join(_KINDS)}")
            raise click.UsageError(f"{where} has a key “{key}” that is not known; {hint}")
        fits = {
            "strict": isinstance(value, bool),
            "baseline": isinstance(value, str),
        }.get(key, isinstance(value, list) and all(isinstance(name, str) for name in value))
        if not fits:
            raise click.UsageError(f"{where}: {key} must be {_KINDS[key]}")
    return table
