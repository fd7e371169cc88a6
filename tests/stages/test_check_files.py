"""What is found in a file depends on nothing but the file and what all files share."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Lexicon
from pipeline.reading.profiles import check_profile_of
from pipeline.rules.catalogue import CHECKS, SCOPES, Scope
from pipeline.stages import Context, check_files, conform, extract, normalize
from tests.packs import copy_of_valid
from tests.rules.cases_of import FOLDER, Case, cases_in
from tests.stages.through import FOOD, GREETINGS, PACK, Kept, before, context_of, edited, told

OF_A_FILE = [code for code in CHECKS if SCOPES[code] is Scope.FILE]
CASES = [
    pytest.param(case, id=f"{case.rule}-{case.case}")
    for cases in (cases_in(FOLDER / f"{code}.yaml") for code in OF_A_FILE)
    for case in (*cases.faults, *cases.near_misses)
]


def test_a_sound_pack_gives_no_finding_and_the_lexicon_itself(tmp_path: Path) -> None:
    context = context_of(copy_of_valid(tmp_path))
    lexicon = before(check_files, context)
    assert check_files.run(lexicon, context) is lexicon
    assert context.findings == []


@pytest.mark.parametrize("case", CASES)
def test_a_rule_that_says_so_looks_at_one_file_at_a_time(case: Case, tmp_path: Path) -> None:
    """The rest of the language makes no difference: other files, and other entries of a word list.

    If this fails for a new rule, its scope is the language.
    """
    lexicon, profile = written_in(case.lay(tmp_path))

    def found(part: Lexicon) -> list[Finding]:
        return list(CHECKS[case.rule](part, profile))

    whole = found(lexicon)
    assert bool(whole) == (case.rule in [one["code"] for one in case.finds])
    for file in (document.file for document in lexicon.documents):
        assert of_file(file, found(check_files.only(lexicon, {file}))) == of_file(file, whole)
    for word in lexicon.words:
        alone = replace(check_files.only(lexicon, {word.place.file}), words=(word,))
        assert of_entry(word.place, found(alone)) == of_entry(word.place, whole)


def written_in(pack: Path) -> tuple[Lexicon, Profile]:
    """Return what the files of a pack say, and its profile."""
    profile, document, _, stated = check_profile_of(pack, pack.name, pack.name)
    assert profile
    context = Context(pack, pack.name, profile)
    lexicon = Lexicon(
        pack.name, documents=(document,) if document and stated is not None else (), stated_profile=stated
    )
    for stage in (extract, conform, normalize):
        lexicon = stage.run(lexicon, context)
    return lexicon, profile


def of_file(file: str, findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.place.file == file]


def of_entry(entry: Place, findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in of_file(entry.file, findings) if one.place.pointer[:2] == entry.pointer]


def test_only_files_that_have_changed_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = edited(tmp_path, (FOOD, "source: babblr", "source: unimorph"), (GREETINGS, "Adiós, hasta", "Adiós,  hasta"))
    memory, asked = Kept(), list[list[str]]()
    faults = check_files.faults

    def noted(scope: Scope, lexicon: Lexicon, profile: Profile) -> Iterable[Finding]:
        asked.append(sorted({word.place.file.partition("/")[2] for word in lexicon.words}))
        return faults(scope, lexicon, profile)

    def check() -> list[tuple[str, str, str]]:
        context = context_of(pack, memory)
        check_files.run(before(check_files, context), context)
        return told(context.findings)

    monkeypatch.setattr(check_files, "faults", noted)
    both = [("V901", FOOD, "words[0].source"), ("V121", GREETINGS, "words[1].meanings[0].examples[0].text")]
    assert sorted(check()) == sorted(both)
    assert sorted(check()) == sorted(both)
    edit(pack / FOOD, "source: unimorph", "source: babblr")
    assert check() == both[1:]
    assert asked == [[FOOD, GREETINGS], [FOOD]]
    edit(pack / PACK, "sources:", "sources:  ")  # all files share it
    assert check() == both[1:]
    assert asked[2:] == [[FOOD, GREETINGS]]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
