"""Words attached to the word before them: dámelo, levantarse, donne-moi, geht's."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.recognition.index import Index
from pipeline.recognition.spelling import without_accents, without_acute
from pipeline.recognition.tokens import Candidate, How, Tolerance, VocabularyWord

MOST_ENCLITICS = 3
"""The most enclitics on one verb: póngasemelo."""

_JOINTS = re.compile(r"-|(?<=')")
_ACUTE = re.compile("[áéíóú]")
_VOWELS = re.compile("[aeiouáéíóúü]+")
_SYLLABIC = re.compile("[aeoáéíóú]")


def enclitic_readings(index: Index, lower: str) -> tuple[Candidate, ...]:
    """Return the words that, with enclitics, make up a lower-case spelling."""
    if "'" in lower:
        found = _after_apostrophe(index, lower)
        if found:
            return found
    if "-" in lower:
        return _after_hyphen(index, lower)
    return _glued(index, lower) if index.rules.enclitic_hosts else ()


def attached(index: Index, host: str, clitics: tuple[tuple[str, ...], ...]) -> tuple[Candidate, ...]:
    """Return the readings of a host with enclitics, each given as the words it may represent."""
    return tuple(_joined(index, reading, clitics) for reading in index.exact.get(host, ()))


def _joined(index: Index, reading: Candidate, clitics: tuple[tuple[str, ...], ...]) -> Candidate:
    """Return a reading with enclitics. A pronoun among them completes a reflexive verb."""
    words: list[VocabularyWord] = [reading.word]
    missing: list[str] = []
    for alternatives in clitics:
        word = index.resolve(alternatives, "pronoun")
        if word is None:
            missing.append(alternatives[0])
        else:
            words.append(word)
    pronouns = index.rules.reflexive_pronouns
    tolerated = reading.tolerated
    if any(alternative in pronouns for alternatives in clitics for alternative in alternatives):
        tolerated = tuple(one for one in tolerated if one is not Tolerance.PRONOUN)
    return replace(
        reading, how=How.ENCLITIC, tolerated=tolerated, words=tuple(words), missing=(*reading.missing, *missing)
    )


def _after_apostrophe(index: Index, lower: str) -> tuple[Candidate, ...]:
    host, _, clitic = lower.rpartition("'")
    targets = index.rules.clitics.get(f"'{clitic}")
    return attached(index, host, (targets,)) if targets else ()


def _after_hyphen(index: Index, lower: str) -> tuple[Candidate, ...]:
    """Return the readings of `donne-le-moi`, `a-t-il`, `ce jour-là`: the longest host with only enclitics after it."""
    rules = index.rules
    parts = _JOINTS.split(lower)
    for cut in range(len(parts) - 1, max(0, len(parts) - 2 - MOST_ENCLITICS), -1):
        tail = [part for part in parts[cut:] if part not in rules.euphonic]
        if not all(part in rules.enclitics for part in tail):
            break
        found = attached(index, "-".join(parts[:cut]), tuple(rules.enclitics[part] for part in tail))
        if tail and found:
            verbs = tuple(one for one in found if one.part_of_speech == "verb")
            pronouns = all(_is_pronoun(index, rules.enclitics[part][0]) for part in tail)
            return verbs if verbs and pronouns else found  # téléphone-moi is not a noun; cette porte-là may be one
    return ()


def _is_pronoun(index: Index, spelling: str) -> bool:
    """Return whether a spelling may be a pronoun (or an article that is also a pronoun, like French le)."""
    return any(one.part_of_speech in ("pronoun", "adjective") for one in index.exact.get(spelling, ()))


def _glued(index: Index, lower: str) -> tuple[Candidate, ...]:
    """Return the readings of `dámelo`: a form that takes enclitics, and the enclitics, checking the stress.

    Source: Real Academia Española, Ortografía de la lengua española (2010), § 3.4.3.1.
    """
    plain = without_acute(lower)
    written = plain != lower
    found: dict[tuple[int, int], Candidate] = {}
    for stem, clitics in _stripped(index, plain):
        for spelling, host in index.hosts.get(stem, ()):
            reading = _joined(index, host, tuple(index.rules.enclitics[one] for one in clitics))
            if index.rules.enclitic_accent and not written and stressed(spelling) + len(clitics) > 2:
                reading = replace(reading, tolerated=(*reading.tolerated, Tolerance.ACCENTS))
            known = found.get((host.word.id, len(clitics)))
            if known is not None:
                analyses = (*known.analyses, *(one for one in reading.analyses if one not in known.analyses))
                reading = replace(known, analyses=analyses)
            found[host.word.id, len(clitics)] = reading
    return tuple(found.values())


def _stripped(index: Index, plain: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be left of a word without its last one, two or three enclitics, with those enclitics."""
    open_: list[tuple[str, tuple[str, ...]]] = [(plain, ())]
    for _ in range(MOST_ENCLITICS):
        taken = [
            (stem.removesuffix(clitic), (clitic, *clitics))
            for stem, clitics in open_
            for clitic in index.rules.enclitics
            if stem.endswith(clitic) and len(stem) > len(clitic) + 1 and _may_precede(index, clitic, clitics)
        ]
        for stem, clitics in taken:
            lost = index.rules.enclitic_lost.get(clitics[0])
            if lost:
                yield stem + lost, clitics
            yield stem, clitics
        open_ = taken


def _may_precede(index: Index, clitic: str, clitics: tuple[str, ...]) -> bool:
    order = index.rules.enclitic_order
    if not clitics or not order:
        return clitic not in clitics
    return order.get(clitic, -1) < order.get(clitics[0], -1)


def stressed(form: str) -> int:
    """Return the number of the stressed syllable, counted from the end: 1 is the last.

    A written accent marks it. Otherwise it is the second-to-last if the word ends in a vowel, n or s, else the last.
    A strong or accented vowel makes a syllable; i and u beside one do not.
    """
    accent = _ACUTE.search(form)
    if accent:
        return 1 + _syllables(without_accents(form[accent.end() :])) - (_leading_glide(form, accent.end()))
    return 1 if form[-1:] not in "aeiouns" else min(2, _syllables(form))


def _syllables(text: str) -> int:
    return sum(len(_SYLLABIC.findall(group)) or 1 for group in _VOWELS.findall(text))


def _leading_glide(form: str, start: int) -> int:
    """Return 1 if the accent is followed by an i or u of the same syllable: habláis."""
    rest = _VOWELS.match(form, start)
    return int(rest is not None and not _SYLLABIC.search(rest.group()))
