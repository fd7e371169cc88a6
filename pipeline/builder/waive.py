"""After the stages: remove the findings that the pack waives, and report waivers that waive nothing."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.model.findings import Finding, Rule
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import Suggestions
from pipeline.model.waivers import Waiver
from pipeline.reading import yaml_events
from pipeline.rules.catalogue import catalogue, rule_named
from pipeline.rules.packs import UNUSED_WAIVER, VOID_WAIVER


class Parted(NamedTuple):
    """Findings split by the pack's waivers."""

    kept: list[Finding]
    """The findings to report, including those about the waivers themselves."""
    waived: list[Finding]


def part(lexicon: Lexicon, findings: Sequence[Finding], chosen: Collection[str] | None = None) -> Parted:
    """Return the findings that the pack's waivers leave, and those that they cover.

    `chosen` holds the codes of the selected rules (None: all). Other rules did not run, and none looked at drafts that
    are left out, so their waivers are not reported as unused.
    """
    wanted = [finding for finding in findings if chosen is None or finding.rule.code in chosen]
    numbers: defaultdict[tuple[str, str | None], defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    """The findings by what a waiver names: rule, word and file."""
    for number, finding in enumerate(wanted):
        numbers[finding.rule.code, finding.word][finding.place.file].append(number)
    covered: set[int] = set()
    about: list[Finding] = []
    known = _Known(lexicon, findings)
    words = {draft.base_form for draft in lexicon.unfinished}
    files = {None, *(draft.place.file for draft in lexicon.unfinished_practice)} if lexicon.unfinished_practice else ()
    for waiver in waivers(lexicon):
        rule = _rule(waiver, known)
        if isinstance(rule, Finding):
            about.append(rule)
            continue
        near = numbers[rule.code, waiver.word]
        places = [*near] if waiver.file is None else [waiver.file]
        found = [number for file in places for number in near.pop(file, ()) if waiver.covers(wanted[number], rule)]
        covered.update(found)
        looked = lexicon.complete and (chosen is None or rule.code in chosen)
        if looked and not found and waiver.word not in words and waiver.file not in files:
            about.append(_unused(waiver, rule, known))
    kept = [finding for number, finding in enumerate(wanted) if number not in covered]
    kept += [finding for finding in about if chosen is None or finding.rule.code in chosen]
    return Parted(kept, [wanted[number] for number in sorted(covered)])


def waivers(lexicon: Lexicon) -> Iterator[Waiver]:
    """Yield the waivers in pack.yaml, if the pack could be read.

    The record is read a second time: it was discarded once the words had been made from it.
    """
    if lexicon.pack is None:
        return
    place = lexicon.pack.place
    text = next(document.text for document in lexicon.documents if document.file == place.file)
    record, _ = yaml_events.parse(text, place.file)
    for index, fields in enumerate(record.get("waivers", ())):
        given = {name: unicodedata.normalize("NFC", value).strip() for name, value in fields.items()}
        if "file" in given:
            given["file"] = _folder(place.file) + given["file"]
        yield Waiver(**given, place=place.at("waivers", index))


class _Known:
    """What a waiver may name, and suggestions for what it names by mistake."""

    def __init__(self, lexicon: Lexicon, findings: Sequence[Finding]) -> None:
        self._lexicon = lexicon
        self._findings = findings
        self.release = lexicon.pack.release_date if lexicon.pack else ""
        self.rules = Suggestions(name for one in catalogue().values() for name in (one.code, one.slug))

    @cached_property
    def words(self) -> tuple[frozenset[str], Suggestions]:
        """The words of the pack."""
        words = self._lexicon.base_forms | {row.base_form for row in self._lexicon.paradigms}
        return words, Suggestions(sorted(words))

    @cached_property
    def files(self) -> tuple[frozenset[str], Suggestions]:
        """The files of the pack, by their paths inside it."""
        read = {document.file for document in self._lexicon.documents}
        folder = _folder(self._lexicon.pack.place.file) if self._lexicon.pack else ""
        files = {name.removeprefix(folder) for name in read | {finding.place.file for finding in self._findings}}
        return frozenset(files), Suggestions(sorted(files))


def _rule(waiver: Waiver, known: _Known) -> Rule | Finding:
    """Return the waived rule, or a finding about what is wrong with the waiver itself."""
    place = waiver.place.at("rule")
    rule = rule_named(waiver.rule)
    if rule is None:
        message = f"there is no rule “{waiver.rule}” to waive"
        hint = known.rules.hint(waiver.rule, "`babblr-vocab explain` lists the rules")
    elif not rule.waivable:
        message = (
            f"{rule.code} {rule.slug} cannot be waived: it is an error, and only warnings and info findings can be"
        )
        hint = f"Fix what it reports; `babblr-vocab explain {rule.code}` says how"
    elif waiver.word is None and waiver.file is None:
        message = f"this waiver of {rule.code} {rule.slug} names neither a word nor a file"
        hint = "Name the word with `word`; for a finding about no word, name the file with `file`"
    elif waiver.expired(known.release):
        place = waiver.place.at("expires")
        what = f"the waiver of {_what(waiver, rule)}"
        message = f"{what} was valid until {waiver.expires}; this release is dated {known.release}"
        hint = "Fix what it waives, or review it and set a later date"
    else:
        return rule
    return Finding(VOID_WAIVER, message, place, waiver.word, hint)


def _unused(waiver: Waiver, rule: Rule, known: _Known) -> Finding:
    place, hint = waiver.place, "Remove it"
    for key, name, (names, suggestions) in (
        ("word", waiver.word, known.words),
        ("file", waiver.file and _inner(waiver.file, waiver), known.files),
    ):
        if name is not None and name not in names:
            place, hint = waiver.place.at(key), suggestions.hint(name) or hint
            break
    message = f"this waiver waives nothing: there is no finding {_what(waiver, rule)}"
    return Finding(UNUSED_WAIVER, message, place, waiver.word, hint)


def _what(waiver: Waiver, rule: Rule) -> str:
    word = f" about “{waiver.word}”" if waiver.word is not None else ""
    file = f" in {_inner(waiver.file, waiver)}" if waiver.file is not None else ""
    return f"{rule.code} {rule.slug}{word}{file}"


def _inner(file: str, waiver: Waiver) -> str:
    """Return the path of a file inside the pack."""
    return file.removeprefix(_folder(waiver.place.file))


def _folder(file: str) -> str:
    return file[: file.rfind("/") + 1]
