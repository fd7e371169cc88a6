"""Pairs of sentences, in the columns in which Tatoeba exports them."""

from pipeline.intake.readers.registry import family_for
from pipeline.intake.roles import Role
from pipeline.intake.statements import Aside, Pair
from tests.intake.readers.reading import read_one

DETAILED = "".join(f"{n}\teng\tI like “{n}”.\t{n + 50}\tspa\tMe gusta «{n}».\n" for n in range(1, 6))
PLAIN = "1\tThe house is big.\t2\tLa casa es grande.\n3\tI do not know.\t4\tNo lo sé.\n"


def test_the_language_may_be_on_either_side() -> None:
    assert read_one(DETAILED.encode(), "es").rows[0].statements == (Pair("Me gusta «1».", "I like “1”.", "51", "en"),)
    assert read_one(DETAILED.encode(), "en").rows[0].statements == (Pair("I like “1”.", "Me gusta «1».", "1", "es"),)
    assert read_one(DETAILED.encode(), "de").rows[0].statements == (Aside("I like “1”.", "another language (en)"),)
    assert read_one(DETAILED.encode()).rows[0].statements == (Pair("I like “1”.", "Me gusta «1».", "1", "es"),)


def test_sides_without_a_language_are_told_apart_by_common_words() -> None:
    assert family_for(PLAIN.encode()).name == "sentences"
    found = read_one(PLAIN.encode(), "es")
    assert found.rows[0].statements == (Pair("La casa es grande.", "The house is big.", "2"),)
    assert found.table.columns == (Role.IGNORE, Role.SENTENCE_TRANSLATION, Role.IGNORE, Role.SENTENCE)
    assert read_one(PLAIN.encode(), "en").rows[0].statements == (Pair("The house is big.", "La casa es grande.", "1"),)


def test_quotation_marks_are_of_the_sentence() -> None:
    text = '1\tspa\t"Hola", dijo.\t2\teng\t"Hello," he said.\n3\tspa\t"Sí."\t4\teng\t"Yes."\n'
    assert [row.statements[0] for row in read_one(text.encode(), "es").rows] == [
        Pair('"Hola", dijo.', '"Hello," he said.', "1", "en"),
        Pair('"Sí."', '"Yes."', "3", "en"),
    ]


def test_what_is_no_pair_is_set_aside() -> None:
    text = DETAILED + "7\tspa\tQuiero sopa\t\t\t\n8\tspa\t \t9\teng\tSoup.\n10\tspa\n"
    assert [row.statements[0] for row in read_one(text.encode(), "es").rows][-3:] == [
        Aside("Quiero sopa", "no translation"),
        Aside("Soup.", "no sentence"),
        Aside("10", "no sentence"),
    ]


def test_frequency_lists_and_words_are_no_sentences() -> None:
    assert family_for(b"1\tcasa\t123\thouse x\tx\n2\tpan\t120\tbread\tx\n").name == "separated"
