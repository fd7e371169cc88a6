"""Candidates and sentences as lines of JSON."""

import json
from collections.abc import Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]  # it is there, if not described
from typing import Any

from pipeline.intake.candidates import Candidate, Claim, Sentence
from pipeline.intake.candidates.claims import as_line, encoded
from pipeline.intake.sources import Source
from pipeline.intake.statements import Sample

_BEGINNING = b'{"base_form":"'


class NotALineError(ValueError):
    """A line is not one of a file of candidates."""


def candidate_line(base_form: str, language: str, claims: str, *, in_pack: bool) -> bytes:
    """Return the line of a candidate. Its base form and its claims are given as JSON."""
    flag = "true" if in_pack else "false"
    return f'{{"base_form":{base_form},"language":"{language}","in_pack":{flag},"claims":{claims}}}\n'.encode()


def sentence_line(language: str, record: Mapping[str, str]) -> bytes:
    """Return the line of a sentence."""
    return f"{as_line(encoded({'language': language} | dict(record)))}\n".encode()


def base_form_in(content: bytes) -> str:
    """Return the base form in the line of a candidate, without reading the rest of it.

    Raises:
        NotALineError: there is none.
    """
    if content.startswith(_BEGINNING):
        try:
            return str(scanstring(content.decode(), len(_BEGINNING))[0])
        except ValueError as error:
            raise NotALineError("it is not JSON") from error
    raise NotALineError("it is not a candidate")


def record_in(content: bytes) -> dict[str, Any]:
    """Return the record in a line.

    Raises:
        NotALineError: there is none.
    """
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotALineError("it is not JSON") from error
    if not isinstance(record, dict):
        raise NotALineError("it is not a candidate")
    return record


def candidate_of(record: Mapping[str, Any], sources: Mapping[str, Source]) -> Candidate:
    """Return the candidate in a record. What its sources' licences are is said by `sources`.

    Raises:
        NotALineError: it is not a candidate.
    """
    try:
        claims = {name: [_claim(one, sources) for one in ones] for name, ones in record["claims"].items()}
        return Candidate(record["language"], record["base_form"], claims, in_pack=record["in_pack"])
    except (LookupError, TypeError, AttributeError) as error:
        raise NotALineError("it is not a candidate") from error


def sentence_of(record: Mapping[str, Any], sources: Mapping[str, Source]) -> Sentence:
    """Return the sentence in a record.

    Raises:
        NotALineError: it is not a sentence.
    """
    try:
        return Sentence(**{**record, "licence": _licence(record["source"], sources)})
    except (LookupError, TypeError) as error:
        raise NotALineError("it is not a sentence") from error


def _claim(record: Mapping[str, Any], sources: Mapping[str, Source]) -> Claim:
    value = record["value"]
    if isinstance(value, dict):
        value = Sample(value["text"], value.get("translation", ""))
    elif isinstance(value, list):
        value = tuple(value)
    source = record["source"]
    return Claim(value, source, _licence(source, sources), record["confidence"], record["place"])


def _licence(source: str, sources: Mapping[str, Source]) -> str:
    """Return the licence of a source: unknown if it is not declared, so that nothing of it is written."""
    known = sources.get(source)
    return known.licence if known else ""
