"""The positions of findings: line and column of each value, and the end of each key and scalar."""

import csv
import io
import tracemalloc

import pytest
import yaml

from pipeline.languages.profile import profile
from pipeline.model.findings import Finding, Place, Pointer, Position
from pipeline.model.lexicon import Document, Lexicon
from pipeline.model.lines import Lines
from pipeline.model.nodes import Node
from pipeline.reading import yaml_events
from pipeline.reading.files import decode
from pipeline.reading.locate import locate, tree
from pipeline.rules.files.reading import SCHEMA
from pipeline.stages import Context, extract
from tests.packs import COMMITTED, LANGUAGES


def located(
    text: str, *pointer: str | int, at_key: bool = False, name: str = "food.yaml", kind: str = "words"
) -> Place:
    document = Document(name, kind, name.rpartition(".")[2], text, "")
    (finding,) = locate([Finding(SCHEMA, "", Place(name, pointer, at_key=at_key))], {name: document})
    return finding.place


def underlined(text: str, place: Place) -> str | None:
    """Return what is between the start and the end of a place, if it is on one line."""
    line = Lines(text, place.file.rpartition(".")[2]).line((place.position or (0,))[0])
    return (
        line[place.position.column - 1 : place.end_column - 1] if line and place.position and place.end_column else None
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x: nuon", "nuon"),
        ("x: nuon   # a noun", "nuon"),
        ('x: "Dice: hola."  # yes', '"Dice: hola."'),
        ("x: 'it''s'", "'it''s'"),
        ("{w: 1, x: plurals, text: buenos}", "plurals"),
        ("{x: buenos días}", "buenos días"),
        ("x: alegre, feliz [sic]", "alegre, feliz [sic]"),
        ("x: https://example.org/a#b", "https://example.org/a#b"),
        ("x: a\u00a0", "a\u00a0"),
        ("x: -12", "-12"),
        ("x:", None),
        ("x: []", None),
        ("x:\n  y: 1", None),
        ("x: two\n  lines", None),
        ('x: "two\n  lines"', None),
        ("x: |\n  text", None),
    ],
)
def test_value_in_yaml_ends_where_the_parser_ends_it(text: str, value: str | None) -> None:
    place = located(text, "x")
    assert underlined(text, place) == value
    assert place.position is not None
    assert not value or text[place.position.column - 1 :].startswith(value)


def test_values_of_several_lines_have_their_end() -> None:
    assert located("x: two\n  lines  # c", "x").end == Position(2, 8)
    assert located('x: "two\r\n  lines" # c', "x").end == Position(2, 9)
    assert located("x: |\n  text\ny: 1", "x").end == Position(3, 1)


def test_keys() -> None:
    text = "a:\n  'b c' : [x]"
    assert underlined(text, located(text, "a", "b c", at_key=True)) == "'b c'"
    # A missing value is placed at the closest enclosing key.
    place = located(text, "a", "nowhere", 1)
    assert (place.position, place.end) == (Position(1, 1), None)
    assert located(text, "a", "b c", 7).position == Position(2, 3)
    assert located(text, "a", "b c", 0).position == Position(2, 12)


CSV = """base_form;synonyms;meaning;translation;example_3;example;part_of_speech;priority
pan;one | two;"a; ""b\""";bread;later; first ;noun;1
pan;;"two
lines";;;other;;
sal;;m;t;;"e";noun;2
"""


@pytest.mark.parametrize(
    ("pointer", "line", "value"),
    [
        (("words", 0), 2, None),
        (("words", 0, "synonyms"), 2, "one | two"),
        (("words", 0, "synonyms", 1), 2, "one | two"),
        (("words", 0, "meanings", 0, "meaning"), 2, '"a; ""b"""'),
        (("words", 0, "meanings", 0, "examples", 0, "text"), 2, " first"),
        (("words", 0, "meanings", 0, "examples", 1, "text"), 2, "later"),
        (("words", 0, "meanings", 1), 3, None),
        (("words", 0, "meanings", 1, "meaning"), 3, None),
        (("words", 0, "meanings", 1, "translation"), 3, None),
        (("words", 0, "meanings", 1, "examples", 0, "text"), 4, "other"),
        (("words", 1, "meanings", 0, "examples", 0, "text"), 5, '"e"'),
        (("words", 1, "gender"), 5, None),
        (("words", 2), 1, None),
    ],
)
def test_values_in_csv_are_cells_and_the_rest_are_rows(pointer: Pointer, line: int, value: str | None) -> None:
    place = located(CSV, *pointer, name="food.csv")
    assert place.position is not None
    assert place.position.line == line
    assert underlined(CSV, place) == value
    if value is None and pointer[-1] != "meaning":
        assert place.position.column == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_cells_end_as_they_like(end: str) -> None:
    text = CSV.replace("\n", end)
    place = located(text, "words", 1, "priority", name="food.csv")
    assert place.position == Position(5, 20)
    assert place.end_column == 21
    place = located(text, "words", 0, "meanings", 1, "meaning", name="food.csv")
    assert (place.position, place.end) == (Position(3, 6), Position(4, 7))


def test_cells_of_a_paradigm_table() -> None:
    text = 'Number=Sing,base_form,Number=Plur\npan,pan,\n\n"año, ",año,años|anos\n'

    def at(*pointer: str | int) -> tuple[Position | None, str | None]:
        place = located(text, *pointer, name="noun.csv", kind="paradigm")
        return place.position, underlined(text, place)

    assert at("rows", 0, "base_form") == (Position(2, 5), "pan")
    assert at("rows", 0, "cells", "Number=Plur") == (Position(2, 9), None)
    assert at("rows", 1, "cells", "Number=Plur") == (Position(4, 13), "años|anos")
    assert at("rows", 1, "cells", "Number=Plur", 1) == (Position(4, 13), "años|anos")
    assert at("rows", 1, "cells", "Number=Sing") == (Position(4, 1), '"año, "')
    assert at("rows", 1, "cells", "Number=Dual") == (Position(4, 1), None)
    assert at("rows", 1) == (Position(4, 1), None)
    assert at("rows", 7) == (Position(1, 1), None)


@pytest.mark.parametrize(
    ("text", "pointer", "at_key", "value"),
    [
        ('x = ["el", "l\\"a"] # the', ("x", 1), False, '"l\\"a"'),
        ("x = ['el', 'la']", ("x", 0), False, "'el'"),
        ("a.b = true # yes", ("a", "b"), False, "true"),
        ("x = [1,-2.5 ,3]", ("x", 1), False, "-2.5"),
        ("x = 1979-05-27 07:32:00", ("x",), False, "1979-05-27 07:32:00"),
        ('"a b" = 1', ("a b",), True, '"a b"'),
        ("a-b.c = 1", ("a-b",), True, "a-b"),
        ("[paradigms.noun]", ("paradigms", "noun"), False, "noun"),
        ("[[a]]\nb = 1\n[[a]]", ("a", 1), False, "a"),
        ('x = ["el",\n"la"]', ("x",), False, None),
        ('x = """el\nla"""', ("x",), False, None),
        ("[a]\nb = 1", ("a", "c"), False, None),
    ],
)
def test_values_of_toml(text: str, pointer: Pointer, at_key: bool, value: str | None) -> None:
    place = located(text, *pointer, at_key=at_key, name="profile.toml", kind="profile")
    assert underlined(text, place) == value


def test_byte_order_marks_do_not_move_anything() -> None:
    text = decode("\ufeff\ufeffa: 1\nb: 2".encode(), "f")
    assert text == "a: 1\nb: 2"


def documents(language: str) -> tuple[Document, ...]:
    context = Context(COMMITTED / language, language, profile(language))
    return extract.run(Lexicon(language), context).documents


def marks(node: yaml.Node, pointer: Pointer = ()) -> dict[Pointer, tuple[yaml.Mark, yaml.Mark]]:
    """Return where PyYAML's own composer puts each scalar."""
    found = {pointer: (node.start_mark, node.end_mark)} if isinstance(node, yaml.ScalarNode) else {}
    for step, inner in enumerate(node.value) if isinstance(node, yaml.SequenceNode) else ():
        found |= marks(inner, (*pointer, step))
    for key, inner in node.value if isinstance(node, yaml.MappingNode) else ():
        found |= marks(inner, (*pointer, key.value))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scalar_of_the_packs_is_where_its_text_is(language: str) -> None:
    counts = []
    for document in documents(language):
        scalars = [(pointer, node) for pointer, node in tree(document).walk() if node.is_scalar]
        findings = [Finding(SCHEMA, str(number), Place(document.file, way)) for number, (way, _) in enumerate(scalars)]
        places = {finding.place.pointer: finding.place for finding in locate(findings, {document.file: document})}
        assert len(places) == len(scalars) > 0
        if document.format == "yaml":
            of_yaml(document, dict(scalars), places)
        else:
            of_csv(document, dict(scalars), places)
        counts.append(len(scalars))
    assert sum(counts) > 5 * len(counts)


def of_yaml(document: Document, scalars: dict[Pointer, Node], places: dict[Pointer, Place]) -> None:
    expected = marks(yaml.compose(document.text, yaml.CSafeLoader))
    assert places.keys() == expected.keys()
    for pointer, (start, end) in expected.items():
        node, place = scalars[pointer], places[pointer]
        assert (node.start, node.end) == (start.index, end.index)
        assert place.position == (start.line + 1, start.column + 1)
        assert place.end == (end.line + 1, end.column + 1)
        assert yaml_events.parse(document.text[node.start : node.end], "")[0] == node.value
        if document.text[node.start] in "|>":
            continue  # it ends where the next line begins
        rest = document.text[node.end :].partition("\n")[0].strip()
        assert rest[:1] in ("", "#", ",", "]", "}"), place


def of_csv(document: Document, scalars: dict[Pointer, Node], places: dict[Pointer, Place]) -> None:
    # No cell in the packs spans several lines, so positions can be counted line by line.
    lines = document.text.split("\n")
    for pointer, place in places.items():
        assert place.position is not None
        line = lines[place.position.line - 1]
        value = scalars[pointer].value
        if value:
            cell = line[place.position.column - 1 : (place.end_column or 0) - 1]
            assert [[value]] == list(csv.reader(io.StringIO(cell)))
        before, after = line[: place.position.column - 1], line[(place.end_column or place.position.column) - 1 :]
        assert before[-1:] in ("", ",")
        assert after[:1] in ("", ",")


def test_documents_are_located_one_at_a_time() -> None:
    """The tree of a document takes fifty times as much memory as its text."""

    def most_memory(count: int) -> int:
        text = "".join(f"- {{base_form: word{number}, meanings: [a, b, c]}}\n" for number in range(500))
        documents = {name: Document(name, "words", "yaml", text, "") for name in map(str, range(count))}
        findings = [Finding(SCHEMA, "", Place(name, (number, "base_form"))) for name in documents for number in (3, 1)]
        tracemalloc.start()
        located = locate(findings, documents)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [finding.place.position and finding.place.position.line for finding in located] == [2, 4] * count
        return peak

    most_memory(1)
    assert most_memory(8) < 1.5 * most_memory(1)
