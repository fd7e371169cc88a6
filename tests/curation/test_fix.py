"""`fix` fixes what it says, and changes nothing else: not a byte of a sound file, not a word of a damaged one."""

import random
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.curation import fix
from pipeline.curation.fields import each_text, is_taught, key_order
from pipeline.curation.typography import fixed
from pipeline.curation.yaml_order import ordered
from pipeline.languages.profile import Profile, profile
from pipeline.model.lexicon import Lexicon
from pipeline.reading import csv_rows, yaml_events
from pipeline.stages import Context, extract
from tests.curation.damage import RECORD, Writer, as_csv, damaged_record, document
from tests.packs import DATA

ROOT = Path(__file__).parent.parent.parent
SPANISH = profile("es")
PACKS = [path.parent for path in sorted([*ROOT.glob("vocab_sources/*/pack.yaml"), *DATA.glob("valid/*/pack.yaml")])]
COMMENT = re.compile(r"# comment \d+  here’s “it”")


def read(text: str) -> Any:
    data, findings = yaml_events.parse(text, "")
    assert findings == []
    return data


def fixed_text(text: str) -> str:
    return fix.fix(document(text, read(text)), SPANISH)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: "-".join(pack.parts[-2:]))
def test_not_a_byte_of_a_sound_pack_changes(pack: Path) -> None:
    context = Context(pack, pack.as_posix(), profile(pack.name))
    documents = extract.run(Lexicon(pack.name), context).documents
    faulty = {finding.place.file for finding in context.findings}
    assert len(documents) > 2
    for one in documents:
        if one.file not in faulty:
            assert fix.fix(one, context.profile) == one.text, one.file


def in_order(data: Any, pointer: tuple[str | int, ...] = ()) -> bool:
    if isinstance(data, list):
        return all(in_order(item, (*pointer, index)) for index, item in enumerate(data))
    if isinstance(data, dict):
        order = [key for key in key_order("words", pointer) if key in data]
        return (not order or list(data) == order) and all(in_order(data[key], (*pointer, key)) for key in data)
    return True


@given(st.randoms(use_true_random=False))
def test_damaged_yaml_comes_back(rnd: random.Random) -> None:
    text = Writer(rnd).text(damaged_record(RECORD, "words", rnd))
    result = fixed_text(text)
    assert read(result) == RECORD
    assert in_order(read(result))
    assert sorted(COMMENT.findall(result)) == sorted(COMMENT.findall(text))
    assert result.count("#") == text.count("#")
    assert fixed_text(result) == result


@given(st.randoms(use_true_random=False))
def test_order_moves_lines_whole(rnd: random.Random) -> None:
    text = Writer(rnd).text(RECORD)
    result = fixed_text(text)
    assert sorted("".join(text.split())) == sorted("".join(result.split()))


@given(st.randoms(use_true_random=False))
def test_damaged_csv_comes_back(rnd: random.Random) -> None:
    sound = csv_rows.parse(as_csv(RECORD, random.Random(1)), "", "A1", "food")[0]
    expected = each_text(sound, lambda at, text: fixed(text, SPANISH, taught=is_taught("words", at)))
    text = as_csv(RECORD, rnd)
    data, findings = csv_rows.parse(text, "", "A1", "food")
    assert findings == []
    result = fix.fix(document(text, data, "csv"), SPANISH)
    assert csv_rows.parse(result, "", "A1", "food") == (expected, [])
    assert result.count("\n") == text.count("\n")
    assert fix.fix(document(result, expected, "csv"), SPANISH) == result


SNIPPETS = [
    "\r",
    "\n",
    "\r\n",
    "\x85",
    "\u2028",
    '"',
    "'",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "|",
    ">",
    "#",
    " #",
    "\t",
    "  ",
    "? ",
    "\u00a0",
    "’",
    "e\u0301",
    "\n    ",
    "\n  - ",
    "|+\n",
    "\\",
    "~",
    "!",
    "&",
    "*",
    "null",
]


@given(st.randoms(use_true_random=False), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(SNIPPETS)), max_size=6))
@example(random.Random(0), [(0.5, "\r")])
def test_whatever_can_be_read_is_fixed_faithfully(rnd: random.Random, snippets: list[tuple[float, str]]) -> None:
    text = Writer(rnd).text(damaged_record(RECORD, "words", rnd))
    for place, snippet in snippets:
        at = int(place * len(text))
        text = text[:at] + snippet + text[at + rnd.choice([0, 0, 1, 3]) :]
    data, findings = yaml_events.parse(text, "")
    if findings or data is None:
        return
    result = fix.fix(document(text, data), SPANISH)  # refuses what would say something else
    assert fix.fix(document(result, read(result)), SPANISH) == result


def test_comments_go_with_their_keys() -> None:
    text = """\
# about the file
level: A1
topic: food
words:
  # about the first word
  - priority: 1  # behind
    # above, of two lines
    # the second
    part_of_speech: noun
      # deeper: of the part of speech

    base_form: pan
    # at the end
  # about the second word
  - {priority: 2, base_form: sal}
"""
    assert (
        fixed_text(text)
        == """\
# about the file
level: A1
topic: food
words:
  # about the first word

  - base_form: pan
    # at the end
    # above, of two lines
    # the second
    part_of_speech: noun
      # deeper: of the part of speech
    priority: 1  # behind
  # about the second word
  - {base_form: sal, priority: 2}
"""
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 'Dice \"sí\".'", "a: 'Dice «sí».'"),
        ("a: x  y # z", "a: x y # z"),
        ('a: "x  \\u00e9"', 'a: "x é"'),
        ("a: |\n  x  y\n\n  z\n# c\n", "a: |\n  x y\n\n  z\n# c\n"),
        ("a: >-\n  x  y\n  z\nb: c", "a: >-\n  x y\n  z\nb: c"),
        ("a: x\n  y \u00a0 z\n", "a: x\n  y z\n"),
        ("a: ' x\n\n  y'\n", 'a: "x\\ny"\n'),  # the one style that does not stay: two lines in quotation marks
        ('a: [x  y, "z "]', 'a: [x y, "z"]'),
        ("a: x\u00a0\nb: 1", "a: x\nb: 1"),
        ("a: ' no '", "a: 'no'"),
        ('a: " 12 "', 'a: "12"'),
    ],
)
def test_style_of_a_text_stays(text: str, expected: str) -> None:
    result = fix.fix(document(text, read(text), kind="paradigm"), SPANISH)
    assert result == expected


def test_text_that_becomes_special_is_quoted() -> None:
    text = "a: x\u00a0#y"
    assert read(fix.fix(document(text, read(text)), SPANISH)) == read(text)
    assert fixed_text("a: Hola,\u00a0#amigo") == "a: Hola,\u00a0#amigo"
    assert fixed_text("a: b \u00a0# c") == "a: b\u00a0# c"


def test_mapping_whose_lines_cannot_be_moved_stays() -> None:
    text = "words:\n  - ? priority\n    : 1\n    ? base_form\n    : pan\n"
    assert fixed_text(text) == text
    text = "words:\n  - {priority: 1, # one\n     base_form: pan}\n"
    assert fixed_text(text) == text


def test_comment_does_not_become_text() -> None:
    text = """\
words:
  - base_form: a
    notes: |
      one
  - notes: b

      # deep
    base_form: c
"""
    assert (
        fixed_text(text)
        == """\
words:
  - base_form: a
    notes: |
      one

  # deep
  - base_form: c
    notes: b
"""
    )


def test_blank_lines_of_a_text_go_with_it() -> None:
    text = "words:\n  - notes: |+\n      a  b\n\n    priority: 1\n\n    base_form: c\n"
    assert fixed_text(text) == "words:\n\n  - base_form: c\n    priority: 1\n    notes: |+\n      a b\n\n"


def test_order_that_cannot_be_had_is_left() -> None:
    text = "words:\n  - notes: |+\n      a  b\n\n    base_form: c"  # last, the notes would need another line break
    assert fixed_text(text) == text.replace("a  b", "a b")


def test_unfaithful_result_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fix, "rewritten", lambda *_, **__: "x")
    with pytest.raises(fix.UnfaithfulError):
        fixed_text("a: b  c\n")


def test_large_file_takes_linear_time() -> None:
    entry = "- priority: 1\n  base_form: pan  bueno\n  meanings:\n  - {translation: a, meaning: b}\n"
    text = "level: A1\nwords:\n" + entry * 5000
    assert fixed_text(text).count("pan bueno\n  priority") == 5000


def test_paradigm_table() -> None:
    table = 'base_form,Number=Plur\n"pan ", panes |d’été\n'
    assert fix.fix(document(table, None, "csv", "paradigm"), SPANISH) == 'base_form,Number=Plur\n"pan",panes|d\'été\n'


def test_quotes_need_a_profile() -> None:
    text = 'words:\n  - base_form: pan "x"\n'
    assert fix.fix(document(text, read(text)), Profile("eu", "Basque")) == text


@given(st.randoms(use_true_random=False))
def test_diff_is_what_patch_takes(tmp_path_factory: pytest.TempPathFactory, rnd: random.Random) -> None:
    text = Writer(rnd).text(damaged_record(RECORD, "words", rnd))
    result = fixed_text(text)
    folder = tmp_path_factory.mktemp("diff")
    (folder / "food.yaml").write_bytes(text.encode())
    patch = fix.diff("food.yaml", text, result).encode()
    if patch:
        subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=patch, cwd=folder, check=True)
    assert (folder / "food.yaml").read_bytes() == result.encode()


def test_keys_whose_order_is_free_stay() -> None:
    text = "b: [x, {z: 'z', y: y}]\na:\n  - |\n    l\n  - c  # d\n\n# e\n"
    assert ordered(text, lambda _: ()) == text


LESSONS = """\
lessons:
  - id: quoi
    topic: food
    title: C’est quoi ?
    title_en: What is "it" ?
    oneliner: Demande ce que c'est!
    items:
      - l’eau
      - { word: été, meaning: the "summer" }
      - { phrase: Ça va?, translation: How's "life" ?, example: Ça va bien? }
"""


def test_texts_of_lessons_are_fixed_in_the_language_taught() -> None:
    lessons = replace(document(LESSONS, read(LESSONS)), kind="lessons")
    fixed_lessons = fix.fix(lessons, profile("fr"))
    assert fixed_lessons == (
        LESSONS.replace("C’est quoi ?", "C'est quoi\u202f?")
        .replace("c'est!", "c'est\u202f!")
        .replace("l’eau", "l'eau")
        .replace("Ça va?", "Ça va\u202f?")
        .replace("bien?", "bien\u202f?")
    )
