"""Questions are proposed whose only right answer is the one stated, as far as the lexicon can tell."""

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.analyse import analyse
from pipeline.builder.discover import packs_in
from pipeline.cli import cli
from pipeline.curation.question_entries import as_yaml
from pipeline.curation.question_forms import decided_persons, other_persons
from pipeline.curation.question_options import OPTIONS, alike, told
from pipeline.curation.question_sheets import QuestionSheetError, as_key, as_sheet, score, score_lines
from pipeline.curation.questions import propose
from pipeline.languages.profile import Profile
from pipeline.model.assessments import Question, QuestionKind
from pipeline.model.lexicon import Lexicon, Word
from pipeline.rules.catalogue import catalogue
from tests.packs import committed

ROOT = Path(__file__).parents[2]
COUNT = 24
LEVEL_RULES = frozenset(code for code in catalogue() if code.startswith("V6"))
Made = tuple[Lexicon, Profile, list[Question]]


@pytest.fixture(scope="module", params=["es"])
def made(request: pytest.FixtureRequest) -> Made:
    (pack,) = packs_in(ROOT / "vocab_sources", [request.param])
    lexicon = analyse(pack, chosen=()).lexicon
    return lexicon, pack.profile, propose(lexicon, pack.profile, "A1", COUNT)


@pytest.fixture(scope="module")
def many(made: Made) -> Made:
    lexicon, profile, _ = made
    return lexicon, profile, propose(lexicon, profile, "A1", 400)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_there_are_as_many_of_each_kind_about_different_words(made: Made) -> None:
    _, _, questions = made
    assert len({question.word for question in questions}) == len(questions) == COUNT
    assert set(Counter(question.kind for question in questions).values()) == {COUNT // 3}


def test_other_options_are_like_the_answer_and_not_near_it(made: Made) -> None:
    lexicon, _, questions = made
    words = {word.base_form: word for word in lexicon.words}
    near = {(one.base_form, other) for one in lexicon.words for other in one.contrasts}
    near |= {(one.base_form, one.other) for one in lexicon.relations}
    for question in (one for one in questions if one.kind is QuestionKind.DEFINITION):
        answer = words[question.answer]
        for other in (words[option] for option in question.options if option != question.answer):
            assert (other.part_of_speech, other.gender) == (answer.part_of_speech, answer.gender)
            assert other.levels[0].level == answer.levels[0].level == "A1"
            assert not {(answer.base_form, other.base_form), (other.base_form, answer.base_form)} & near
            meant = [
                {part for one in word.meanings for part in one.translation.split(", ")} for word in (answer, other)
            ]
            assert not meant[0] & meant[1]


def meant(word: Word) -> set[str]:
    return {part for one in word.meanings for part in one.translation.split(", ")}


def test_of_the_forms_in_a_gap_only_the_answer_agrees(made: Made) -> None:
    lexicon, _, questions = made
    words = {word.base_form: word for word in lexicon.words}
    for question in (one for one in questions if one.kind is QuestionKind.GAP):

        def persons(text: str) -> set[tuple[str | None, str | None]]:
            return {
                (one.get("Person"), one.get("Number"))
                for form in words[question.word or ""].forms  # noqa: B023  called in this turn of the loop
                if form.text == text
                for one in form.features
                if one.get("Person")
            }

        right = persons(question.answer)
        assert right
        others = [persons(option) for option in question.options if option != question.answer]
        assert all(right - other for other in others)


def test_answers_are_at_each_place_as_often(made: Made) -> None:
    _, _, questions = made
    assert set(Counter(one.options.index(one.answer) for one in questions).values()) == {COUNT // 4}


def test_nobody_guesses_the_place_of_an_answer_from_those_before(many: Made) -> None:
    _, _, questions = many
    places = [one.options.index(one.answer) for one in questions]
    after = Counter(pairwise(places))
    same = sum(after[place, place] for place in range(OPTIONS))
    assert same > len(places) / OPTIONS / 2
    assert any(len({*places[at : at + OPTIONS]}) < OPTIONS for at in range(0, len(places) - OPTIONS, OPTIONS))


def test_a_word_of_a_kind_of_its_own_is_no_option_for_others(many: Made) -> None:
    lexicon, _, questions = many
    assert lexicon.pack is not None
    kinds = [{*words} for words in lexicon.pack.series.values() if len(words) > 10]
    for question in (one for one in questions if one.kind is QuestionKind.DEFINITION):
        its = set().union(*(words for words in kinds if question.answer in words))
        foreign = set().union(*kinds) - its
        assert its or not foreign & {*question.options}, question.options


@pytest.mark.parametrize("longest", [max, min])
def test_who_picks_by_length_scores_as_by_chance(longest: Callable[[list[int]], int], many: Made) -> None:
    _, _, questions = many
    for kind in (QuestionKind.TRANSLATION, QuestionKind.DEFINITION):
        lengths = [([*map(len, one.options)], len(one.answer)) for one in questions if one.kind is kind]
        score = sum(1 / options.count(its) for options, its in lengths if its == longest(options))
        assert 0.15 < score / len(lengths) < 0.33


def test_no_option_falls_out_by_itself(many: Made) -> None:
    _, _, questions = many
    for question in questions:
        assert len({option.startswith("to ") for option in question.options}) == 1
        if question.kind is QuestionKind.DEFINITION:
            said = question.question.casefold().split()
            assert not {option.casefold() for option in question.options} & {*said}


def test_options_are_no_look_alikes_and_not_told() -> None:
    assert alike("parent", "parent")
    assert alike("inviter", "to invite")
    assert not alike("main", "hand")
    assert told("Polizist", "Ein Mann, der bei der Polizei arbeitet.")
    assert told("siebzig", "Zehn mal sieben.")
    assert told("petit-fils", "Le fils de votre fils.")
    assert not told("Bruder", "Der Sohn der Eltern.")


def test_wir_and_ich_decide_the_forms_of_verbs() -> None:
    lexicon = committed("de").lexicon
    persons = decided_persons(lexicon)
    assert persons["ich"] == {("1", "Sing")}
    assert persons["wir"] == {("1", "Plur"), ("3", "Plur")}
    assert "das" not in persons  # Das glaube ich. Das schmeckt gut.
    believe = next(word for word in lexicon.words if word.base_form == "glauben")
    assert [*other_persons(believe, "glaube", persons["ich"])] == ["glaubst", "glaubt", "glauben"]


def test_a_word_of_a_series_is_not_the_only_one_of_it(many: Made) -> None:
    lexicon, _, proposed = many
    assert lexicon.pack is not None
    series = {one: set(words) for words in lexicon.pack.series.values() if len(words) > 5 for one in words}
    questions = [one for one in proposed if one.kind is QuestionKind.DEFINITION and one.answer in series]
    assert len(questions) > 3
    assert all(len({*one.options} & series[one.answer]) > 1 for one in questions)


def test_a_form_that_needs_another_word_behind_it_is_no_option() -> None:
    lexicon = committed("pt").lexicon
    buy = next(word for word in lexicon.words if word.base_form == "comprar")
    others = [*other_persons(buy, "comprou", {("3", "Sing")})]
    assert "comprámos" in others
    assert "comprámo" not in others


def test_the_same_seed_proposes_the_same(made: Made) -> None:
    lexicon, profile, questions = made
    assert propose(lexicon, profile, "A1", COUNT) == questions
    assert propose(lexicon, profile, "A1", 1, "2")[0] != questions[0]


def test_what_is_proposed_passes_the_findings(made: Made, tmp_path: Path) -> None:
    lexicon, _, questions = made
    pack = tmp_path / lexicon.language
    shutil.copytree(ROOT / "vocab_sources" / lexicon.language, pack)
    (pack / "assessments").mkdir(exist_ok=True)
    text = as_yaml(questions).replace("FIXME", "Test 1", 1).replace("FIXME", "Test 2")
    (pack / "assessments" / "proposed.yaml").write_text(text, "utf-8")
    (again,) = packs_in(tmp_path, [lexicon.language])
    analysis = analyse(again, chosen=LEVEL_RULES)
    assert any(one.id == "proposed" and one.questions for one in analysis.lexicon.assessments)
    found = [one for one in analysis.findings if one.place.file.endswith("assessments/proposed.yaml")]
    assert [(one.rule.code, one.message) for one in found if "questions" in one.place.pointer] == []


def filled(sheet: str, key: dict[str, str], also: dict[str, str] = {}) -> str:  # noqa: B006  it is only read
    rows = list(csv.DictReader(io.StringIO(sheet)))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    for row in rows:
        number = row["number"]
        writer.writerow({**row, "answer": key.get(number, ""), "also_right": also.get(number, "")})
    return out.getvalue()


def test_a_sheet_does_not_say_the_answers_and_is_scored_by_its_key(made: Made) -> None:
    _, _, questions = made
    sheet, key = as_sheet(questions), as_key(questions)
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [tuple(row[letter] for letter in "abcd") for row in rows] == [question.options for question in questions]
    assert {row["answer"] for row in rows} == {""}
    letters = json.loads(key)
    assert score(filled(sheet, letters), key, "x").good
    wrong = {**letters, "1": "a" if letters["1"] != "a" else "b"}
    found = score(filled(sheet, {**wrong, "7": ""}, {"3": "c"}), key, "x")
    assert (found.wrong, found.doubtful, found.good) == ((1, 7), (3,), False)
    assert "two answers: 3" in score_lines(found)


@pytest.mark.parametrize(
    ("sheet", "key", "said"),
    [
        ("number,answer\n1,a\n", "[]", "the key is not one"),
        ("number,answer\n1,a\n", '{"1": "e"}', "the key is not one"),
        ("number,answer\n1,x\n", '{"1": "a"}', "question 1: answer with one of the letters"),
        ("number,answer\n1,a\n", '{"1": "a", "2": "b"}', "has no question 2"),
    ],
)
def test_what_is_no_sheet_or_key_is_refused(sheet: str, key: str, said: str) -> None:
    with pytest.raises(QuestionSheetError, match=said):
        score(sheet, key, "x")


def test_a_sheet_is_read_as_other_programs_write_it() -> None:
    found = score("sep=;\nNumber;Answer;Also right;comment;\n1;A;;seems fine;\n;;;;\n", '{"1": "a"}', "x")
    assert found.good


def test_a_sheet_that_cannot_be_read_is_refused_with_its_line() -> None:
    long = "x" * 200_000
    with pytest.raises(QuestionSheetError, match=r"^x:3: this row cannot be read"):
        score(f"number,answer,also_right\n1,a,\n2,a,{long}\n", '{"1": "a", "2": "a"}', "x")


def test_the_command_writes_a_sheet_once_and_scores_it(tmp_path: Path) -> None:
    sheet = tmp_path / "es.csv"
    arguments = ("questions", "es", "-s", ROOT / "vocab_sources", "-n", "4")
    assert run(*arguments, "--sheet", sheet).exit_code == 0
    again = run(*arguments, "--sheet", sheet)
    assert (again.exit_code, "may be filled in" in again.output) == (2, True)
    assert run(*arguments, "--score", sheet).exit_code == 1
    letters = json.loads((tmp_path / "keys" / "es.json").read_text("utf-8"))
    sheet.write_text(filled(sheet.read_text("utf-8"), letters), "utf-8")
    scored = run(*arguments, "--score", sheet)
    assert (scored.exit_code, scored.stdout.splitlines()[0]) == (0, "right: 4 of 4 (at least 98% wanted)")
    (tmp_path / "keys" / "es.json").unlink()
    assert run(*arguments, "--score", sheet).exit_code == 2
