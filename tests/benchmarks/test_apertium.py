"""The words of an automaton, as `lt-print` prints it, and their cells."""

import subprocess
import sys
from pathlib import Path

from benchmarks.linguistics.apertium import cells, words

AUTOMATON = """\
0	1	a	a	0.000000
1	2	m	m	0.000000
2	3	o	a	0.000000
3	4	ε	r	0.000000
4	5	ε	e	0.000000
5	6	ε	<vblex>	0.000000
6	7	ε	<pri>	0.000000
7	8	ε	<p1>	0.000000
8	9	ε	<sg>	0.000000
9	10	l	+	0.000000
2	2	m	m	0.000000
9	0.000000
--
0	1	d	d	0.000000
1	2	à	a	0.000000
2	3	ε	<n>	0.000000
3	4	ε	<f>	0.000000
4	5	ε	<sp>	0.000000
2	6	'	<n>	0.000000
6	4	ε	<f>	0.000000
5	0.000000
"""


def test_every_form_is_found_although_there_is_a_loop() -> None:
    found = dict(words(AUTOMATON.splitlines()))
    assert found["amo"] == "amare<vblex><pri><p1><sg>"
    assert found["ammo"] == "ammare<vblex><pri><p1><sg>"
    assert found["dà"] == "da<n><f><sp>"


def test_analyses_have_cells() -> None:
    assert [*cells(["vblex", "pii", "p3", "pl"])] == ["V;IND;PST;IPFV;3;PL"]
    assert [*cells(["vbser", "pp", "mf", "sg"])] == ["V;V.PTCP;PST;MASC;SG", "V;V.PTCP;PST;FEM;SG"]
    assert [*cells(["n", "f", "sp"])] == ["N;SG", "N;PL"]
    assert [*cells(["adj", "sup", "m", "sg"])] == []
    assert [*cells(["adv"])] == []


def test_analyses_of_dutch_have_cells() -> None:
    assert [*cells(["vblex", "sep", "fs", "past", "p2", "sg"])] == ["V;IND;PST;2;SG"]
    assert [*cells(["vbmod", "pres", "pl"])] == ["V;IND;PRS;1;PL", "V;IND;PRS;2;PL", "V;IND;PRS;3;PL"]
    assert [*cells(["vblex", "pp"]), *cells(["vblex", "pprs"])] == ["V;V.PTCP;PST", "V;V.PTCP;PRS"]
    assert [*cells(["vblex", "imp", "sg"])] == ["V;IMP"]
    assert [*cells(["adj", "sint", "pred"]), *cells(["adj", "attr"])] == ["ADJ", "ADJ;DEF"]
    assert [*cells(["adj", "sint", "comp", "part"]), *cells(["adj", "sint", "sup", "pred", "nt"])] == [
        *("ADJ;GEN;CMPR", "ADJ;SPRL"),
    ]


def test_what_is_printed_leaves_out_tolerated_spellings(tmp_path: Path) -> None:
    file = tmp_path / "x.att"
    file.write_text(AUTOMATON, "utf-8")
    program = [sys.executable, "-m", "benchmarks.linguistics.apertium", file]
    printed = subprocess.run(program, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
    assert "amare\tamo\tV;IND;PRS;1;SG" in printed
    assert [one for one in printed if one.startswith("da")] == ["da\tdà\tN;SG", "da\tdà\tN;PL"]
