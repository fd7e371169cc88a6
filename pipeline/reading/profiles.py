"""Check the profile of a language against its schema before the first stage: every rule depends on it."""

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.languages.profile import Profile, of_table, profile_file
from pipeline.model.findings import Finding, Place, Reference, Rule
from pipeline.model.lexicon import Document
from pipeline.model.typed import MisfitError
from pipeline.reading.conformity import faults
from pipeline.rules.files import reading as rules
from pipeline.rules.packs import FAULTY_PROFILE
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
    """The file, if the language has one."""
    findings: tuple[Finding, ...] = ()


def check_profile(language: str, folder: Path | None = None) -> CheckedProfile:
    """Return the profile of a language (an empty one, if it has no file), or what is wrong with it.

    `folder` contains the folders of the languages; by default it is this program's.
    """
    path = profile_file(language, folder)
    return check_file(path, language) if path else CheckedProfile(Profile(language, language))


def check_file(path: Path, language: str) -> CheckedProfile:
    """Return the profile in a file, or what is wrong with it. Findings name the file as the path does."""
    name = path.as_posix()
    try:
        file = toml.read(path)
    except TomlError as error:
        return CheckedProfile(None, _document(name, ""), (_unreadable(error, name),))
    document = _document(name, file.text, file.data)
    findings = faults(document)
    if not findings:
        try:
            return CheckedProfile(of_table(language, file.data), document)
        except MisfitError as error:  # a schema cannot express it, or the two disagree: trust the one that rejects
            place = Place(name, error.pointer, at_key=error.at_key)
            findings = [Finding(FAULTY_PROFILE, error.message, place, suggestion=error.hint)]
    return CheckedProfile(None, document, tuple(findings))


def _document(name: str, text: str, data: dict[str, Any] | None = None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(file=name, kind="profile", format="toml", text=text, digest=digest, data=data)


def _unreadable(error: TomlError, name: str) -> Finding:
    first = (Reference("first given here", Place(name, position=error.first)),) if error.first else ()
    message = f"this is not valid TOML: {error.message}" if error.fault is Fault.SYNTAX else error.message
    return Finding(_RULES[error.fault], message, Place(name, position=error.position), references=first)
