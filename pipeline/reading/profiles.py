"""Check the profile of a language, and what a pack states over it, before the first stage: every rule depends on it."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.languages.pack_profile import LANGUAGE_FILE, ExpressionError, Stated, over
from pipeline.languages.profile import Profile, ProfileError, of_table, profile_file
from pipeline.model.findings import Finding, Place, Reference, Rule
from pipeline.model.lexicon import Document
from pipeline.model.typed import MisfitError
from pipeline.reading.conformity import faults
from pipeline.reading.files import OUTSIDE, leads_out
from pipeline.reading.locate import locate
from pipeline.rules.files import reading as rules
from pipeline.rules.packs import EXPRESSION_IN_PACK, FAULTY_PROFILE
from pipeline.system import toml
from pipeline.system.toml import Fault, TomlError

_RULES: dict[Fault, Rule] = {
    Fault.FILE: rules.UNREADABLE,
    Fault.LARGE: rules.TOO_LARGE,
    Fault.ENCODING: rules.ENCODING,
    Fault.SYNTAX: rules.TOML_SYNTAX,
    Fault.REPEATED: rules.DUPLICATE_KEY,
    Fault.DEEP: rules.TOO_DEEP,
}


class CheckedProfile(NamedTuple):
    """A profile, or the findings that explain why there is none."""

    profile: Profile | None
    document: Document | None = None
    """The file that was read last: the pack's, or else the program's; None if there is neither."""
    findings: tuple[Finding, ...] = ()
    stated: Stated | None = None
    """What the pack states; None if it has no file."""


def check_profile(language: str, folder: Path | None = None) -> CheckedProfile:
    """Return the profile of a language (an empty one, if it has no file), or what is wrong with it.

    `folder` contains the folders of the languages; by default it is this program's.
    """
    path = profile_file(language, folder)
    return check_file(path, language) if path else CheckedProfile(Profile(language, language))


def check_profile_of(pack: Path, name: str, language: str) -> CheckedProfile:
    """Return the profile of a pack's language with what the pack states over it, or what is wrong with either.

    Findings show the pack under a name.
    """
    its = check_profile(language)
    path, file = pack / LANGUAGE_FILE, f"{name}/{LANGUAGE_FILE}"
    own = its.profile
    if own is None or not os.path.lexists(path):
        return its
    if leads_out(path, pack):
        return CheckedProfile(None, _document(file, ""), (Finding(rules.UNREADABLE, OUTSIDE, Place(file)),))
    found = _check(path, file, lambda table: over(own, table), {"name": own.name} if own.known else {})
    return found._replace(stated=found.document.data if found.document else None)


def profile_of(pack: Path, name: str, language: str) -> Profile:
    """Return the profile of a pack's language with what the pack states over it.

    Raises:
        ProfileError: one of the two is unusable.
    """
    checked = check_profile_of(pack, name, language)
    if checked.profile is not None:
        return checked.profile
    documents = {one.file: one for one in (checked.document,) if one}
    first = locate(checked.findings, documents)[0]
    raise ProfileError(first.message, first.place, first.suggestion)


def check_file(path: Path, language: str) -> CheckedProfile:
    """Return the profile in a file, or what is wrong with it. Findings name the file as the path does."""
    return _check(path, path.as_posix(), lambda table: of_table(language, table), {})


def _check(path: Path, name: str, made: Callable[[Stated], Profile], given: Stated) -> CheckedProfile:
    """Return what is made of the table in a file; `given` are keys that the file need not state."""
    try:
        file = toml.read(path)
    except TomlError as error:
        return CheckedProfile(None, _document(name, ""), (_unreadable(error, name),))
    document = _document(name, file.text, file.data)
    findings = faults(replace(document, data={**given, **file.data}))
    if not findings:
        try:
            return CheckedProfile(made(file.data), document)
        except MisfitError as error:  # a schema cannot express it, or the two disagree: trust the one that rejects
            rule = EXPRESSION_IN_PACK if isinstance(error, ExpressionError) else FAULTY_PROFILE
            place = Place(name, error.pointer, at_key=error.at_key)
            findings = [Finding(rule, error.message, place, suggestion=error.hint)]
    return CheckedProfile(None, document, tuple(findings))


def _document(name: str, text: str, data: dict[str, Any] | None = None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(file=name, kind="profile", format="toml", text=text, digest=digest, data=data)


def _unreadable(error: TomlError, name: str) -> Finding:
    first = (Reference("first given here", Place(name, position=error.first)),) if error.first else ()
    message = f"this is not valid TOML: {error.message}" if error.fault is Fault.SYNTAX else error.message
    return Finding(_RULES[error.fault], message, Place(name, position=error.position), references=first)
