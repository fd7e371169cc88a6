"""After the stages: remove the findings that the pack waives, and report waivers that waive nothing."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline.model.findings import Finding, Rule
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import did_you_mean
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

    `chosen` holds the codes of the selected rules (None: all). Other rules did not run, so their waivers are not
    reported as unused.
    """
    wanted = [finding for finding in findings if chosen is None or finding.rule.code in chosen]
    numbers: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, finding in enumerate(wanted):
        numbers[finding.rule.code, finding.word].append(number)
    covered: set[int] = set()
    about: list[Finding] = []
    for waiver in waivers(lexicon):
        rule = _rule(waiver, lexicon)
        if isinstance(rule, Finding):
            about.append(rule)
            continue
        near = numbers[rule.code, waiver.word]
        found = {number for number in near if number not in covered and waiver.covers(wanted[number], rule)}
        covered |= found
        if not found and lexicon.complete and (chosen is None or rule.code in chosen):
            about.append(_unused(waiver, rule, lexicon, findings))
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


def _rule(waiver: Waiver, lexicon: Lexicon) -> Rule | Finding:
    """Return the waived rule, or a finding about what is wrong with the waiver itself."""
    place = waiver.place.at("rule")
    rule = rule_named(waiver.rule)
    release = lexicon.pack.release_date if lexicon.pack else ""
    if rule is None:
        names = [name for one in catalogue().values() for name in (one.code, one.slug)]
        message = f"there is no rule “{waiver.rule}” to waive"
        hint = did_you_mean(waiver.rule, names, "`babblr-vocab explain` lists the rules")
    elif not rule.waivable:
        message = (
            f"{rule.code} {rule.slug} cannot be waived: it is an error, and only warnings and info findings can be"
        )
        hint = f"Fix what it reports; `babblr-vocab explain {rule.code}` says how"
    elif waiver.word is None and waiver.file is None:
        message = f"this waiver of {rule.code} {rule.slug} names neither a word nor a file"
        hint = "Name the word with `word`; for a finding about no word, name the file with `file`"
    elif waiver.expired(release):
        place = waiver.place.at("expires")
        message = (
            f"the waiver of {_what(waiver, rule)} was valid until {waiver.expires}; this release is dated {release}"
        )
        hint = "Fix what it waives, or review it and set a later date"
    else:
        return rule
    return Finding(VOID_WAIVER, message, place, waiver.word, hint)


def _unused(waiver: Waiver, rule: Rule, lexicon: Lexicon, findings: Sequence[Finding]) -> Finding:
    words = sorted(lexicon.base_forms | {row.base_form for row in lexicon.paradigms})
    known = {document.file for document in lexicon.documents} | {finding.place.file for finding in findings}
    files = sorted(_inner(file, waiver) for file in known)
    place, hint = waiver.place, "Remove it"
    if waiver.word is not None and waiver.word not in words:
        place, hint = place.at("word"), did_you_mean(waiver.word, words) or hint
    elif waiver.file is not None and _inner(waiver.file, waiver) not in files:
        place, hint = place.at("file"), did_you_mean(_inner(waiver.file, waiver), files) or hint
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
