"""What the entry of a draft says.

Where nothing may be written, a field that an entry needs has the marker of what is still to be written. One that it can
do without is left out: a person who cannot fill it in must not have to.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.intake.candidates import Candidate
from pipeline.intake.drafts import Drafted, DraftWord
from pipeline.intake.drafts.examples import Chosen
from pipeline.intake.drafts.facts import Facts
from pipeline.intake.drafts.translations import Translation
from pipeline.languages.profile import Profile
from pipeline.model.fields import EXAMPLE, MEANING, WORD, Record, fields_of
from pipeline.model.placeholders import MARKER
from pipeline.model.values import STATUSES

_AT_MOST = 6
"""Translations that are named because they are not taken."""
_LONGEST = 200
"""Characters of a text that is taken over."""


class Content(NamedTuple):
    """What was decided on for a word."""

    facts: Facts
    translation: Translation
    examples: Sequence[Chosen]


def drafted(word: DraftWord, content: Content, band: int, profile: Profile) -> Drafted:
    """Return the entry of a word, and what its curator should know."""
    facts, translation, examples = content
    noun = facts.part_of_speech == "noun"
    meaning = _meaning(word, translation, examples)
    record = {
        "base_form": word.base_form,
        "part_of_speech": facts.part_of_speech or MARKER,
        "gender": facts.gender or (MARKER if noun and profile.describes_words and profile.genders else ""),
        "pronunciation": facts.pronunciation,
        "priority": band,
        "meanings": [meaning],
        "forms": [{"type": "plural", "text": facts.plural}] if facts.plural else [],
        "source": facts.source,
        "status": STATUSES[0],
    }
    doubts = list(facts.doubts)
    if translation.text and not translation.confirmed:
        doubts.append(f"translation: only {translation.source} has “{translation.text}”")
    doubts += (f"translation: only {translation.source} has “{one}” too" for one in translation.alone)
    if translation.others:
        more = [f"and {len(translation.others) - _AT_MOST} more"] * (len(translation.others) > _AT_MOST)
        doubts.append(f"translation: not taken: {', '.join([*translation.others[:_AT_MOST], *more])}")
    doubts += (f"example: also new: {', '.join(one.unknown)}" for one in examples if not one.fits)
    sources = dict.fromkeys(filter(None, (facts.source, meaning.get("source"), *(one.source for one in examples))))
    return Drafted(word, _ordered(record, WORD), doubts, sources)


def _meaning(word: DraftWord, translation: Translation, examples: Sequence[Chosen]) -> dict[str, Any]:
    said = translation if len(translation.text) <= _LONGEST else Translation("")
    definition, source = _definition(word.allowed, said.source)
    return _ordered(
        {
            "meaning": _proposed(definition),
            "translation": said.text if said.confirmed else _proposed(said.text),
            "concept": word.concept.id if word.concept else "",
            "examples": [*map(_example, examples)] or [{"text": MARKER, "translation": MARKER}],
            "source": said.source or source,
        },
        MEANING,
    )


def _definition(allowed: Candidate, source: str) -> tuple[str, str]:
    """Return a definition and its source, which has to be the one of the translation: a meaning names one."""
    for claim in allowed.claims.get("definition", ()):
        if source in ("", claim.source) and len(str(claim.value)) <= _LONGEST:
            return str(claim.value), claim.source
    return "", ""


def _example(one: Chosen) -> dict[str, Any]:
    text = one.text if one.fits else _proposed(one.text)
    return _ordered({"text": text, "translation": one.translation or MARKER, "source": one.source}, EXAMPLE)


def _proposed(text: str) -> str:
    """Return a text that a person has to confirm, in the state of one that is still to be written."""
    return f"{MARKER} {text}" if text else MARKER


def _ordered(values: Mapping[str, Any], record: Record) -> dict[str, Any]:
    order = [one.name for one in fields_of(record)]
    given: Iterator[tuple[str, Any]] = ((name, value) for name, value in values.items() if value not in ("", []))
    return dict(sorted(given, key=lambda item: order.index(item[0])))
