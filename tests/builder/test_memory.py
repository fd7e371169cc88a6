"""A process that goes from language to language, its collector off, does not grow: nothing big is in a cycle."""

import gc
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from pipeline.builder.analyse import analyse
from pipeline.builder.discover import PackFolder
from pipeline.lemmas import spacy_itself
from pipeline.lemmas import tables as lemma_tables
from pipeline.reading import csv_rows, paradigm_rows, yaml_events, yaml_tree
from pipeline.stages.lemmatize import forget
from tests.packs import broken_pack

YAML = "words: [&anchor {base_form: pan, base_form: vino}]\n"


@contextmanager
def collector_off() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def check_pack() -> None:
    with TemporaryDirectory() as folder:
        pack = broken_pack("duplicate-word", Path(folder))
        found = analyse(PackFolder(pack, "es"), chosen={"V301"})
        assert found.findings  # with positions, for which a file is read again


@pytest.mark.parametrize(
    "work",
    [
        check_pack,
        lambda: yaml_events.parse(YAML, "f"),
        lambda: yaml_events.parse("a: [", "f"),
        lambda: yaml_events.parse("\0", "f"),
        lambda: yaml_tree.compose(YAML),
        lambda: csv_rows.parse('base_form,"x\n', "f", "A1", "t"),
        lambda: csv_rows.tree("base_form,priority\npan,1\n"),
        lambda: paradigm_rows.parse("base_form,x\npan,1\n", "f", ["x"]),
    ],
)
def test_what_was_read_goes_with_its_last_reference(work: Callable[[], Any]) -> None:
    work()  # what is made once stays
    with collector_off():
        gc.set_debug(gc.DEBUG_SAVEALL)
        work()
        gc.collect()
        assert gc.garbage == []


def test_the_tables_of_one_language_go_before_the_next_ones_come() -> None:
    forget()
    with collector_off():
        tables = [weakref.ref(lemma_tables.lemma_tables(code, "rule").data) for code in ("es", "fr")]
        assert [table() is None for table in tables] == [True, False]
        forget()
        assert tables[1]() is None


def test_what_is_made_of_spacy_for_a_language_goes_with_its_tables() -> None:
    forget()
    with collector_off():
        # A language's pipeline is in a cycle with what spaCy made it by.
        made = []
        for code in ("es", "en"):
            lemma_tables.lemma_tables(code, "rule")
            made.append(weakref.ref(spacy_itself.pipeline(code)))
        assert [pipeline() is None for pipeline in made] == [True, False]
        forget()
        assert made[1]() is None
