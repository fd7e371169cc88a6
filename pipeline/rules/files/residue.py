"""Placeholders, and markup or error values that other programs leave in exported texts."""

import re
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.placeholders import is_placeholder
from pipeline.model.suggestions import short
from pipeline.model.texts import all_but_plain
from pipeline.rules.catalogue import Scope, checks

PLACEHOLDER = Rule(
    code="V125",
    slug="placeholder",
    severity=Severity.ERROR,
    title="A text is a placeholder",
    reason="Learners would read FIXME. Until an entry is filled in, it is a draft, and stays out of the database.",
    bad="- base_form: limón\n  meanings:\n    - meaning: FIXME\n  status: reviewed",
    good="- base_form: limón\n  meanings:\n    - meaning: FIXME\n  status: draft",
)


@checks(PLACEHOLDER, Scope.FILE)
def placeholder(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for marks such as FIXME, and for texts that are nothing but dots or a dash."""
    for text in all_but_plain(lexicon, lambda text: not is_placeholder(text)):
        message = f"“{short(text.text)}” is a placeholder"
        hint = "Leave the cell empty" if text.pointer[0] == "cells" else "Write it"
        if text.word is not None and text.pointer[0] != "cells":
            hint += ", or make the entry a draft"
        yield Finding(PLACEHOLDER, message, text.place, text.word, hint)


_MARKUP = re.compile(
    r"""
    </?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>                  # <b>, </b>, <br/>, <img src=…>
    | <!--
    | &(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});   # &nbsp; &#039;
    | \[sound:[^\]]*\] | \{\{[^{}]*\}\}                      # what Anki has in its cards
    | \\[nrt](?![A-Za-z])                                    # a line break as programs write it
    | \[\[[^\[\]]*\]\] | '''
    """,
    re.VERBOSE,
)
_SIGNS = frozenset("<&[{\\'")

MARKUP = Rule(
    code="V126",
    slug="markup",
    severity=Severity.ERROR,
    title="A text contains markup",
    reason="Texts are shown as they are, so learners would see <b>, &nbsp; or {{c1::…}} on the screen.",
    bad="text: <b>Compro</b>&nbsp;pan.",
    good="text: Compro pan.",
)


@checks(MARKUP, Scope.FILE)
def markup(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for tags and entities of HTML, fields of cards, links of wikis, and escaped line breaks."""
    for text in all_but_plain(lexicon, lambda text: _SIGNS.isdisjoint(text) or not _MARKUP.search(text)):
        found = _MARKUP.search(text.text)
        shown = short(found[0]) if found else ""
        yield Finding(MARKUP, f"“{shown}” is markup, not text", text.place, text.word, "Write what it stands for")


_MONTHS = (
    "Jan|Feb|Mar|Mär|Mrz|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez|Ene|ene|Abr|abr|Ago|ago|Dic|dic|"
    "janv|févr|mars|avr|juin|juil|sept"
)
_RESIDUE = re.compile(
    rf"""
    \#(?:NAME|REF|N/A|VALUE|DIV/0|NULL|NUM|SPILL|CALC|NV|WERT|BEZUG|ZAHL|NOM|VALEUR|VALOR|NOMBRE|¡REF|¡VALOR|¿NOMBRE)[!?]*
    | \#{{3,}}
    | =[A-Za-z(+\-@"].*                                       # a formula
    | [+\-@][A-Z]{{1,3}}\d+(?:[+\-*/].*)?
    | TRUE | FALSE | WAHR | FALSCH | VRAI | FAUX | VERDADERO | FALSO | VERO
    | \d{{1,2}}[.\-/\ ](?:{_MONTHS})[a-z]*\.?(?:[.\-/\ ]\d{{2,4}})?   # a fraction or a form that became a date
    | \d(?:[.,]\d+)?E[+\-]?\d+                                # a long number
    """,
    re.VERBOSE | re.DOTALL,
)

SPREADSHEET_RESIDUE = Rule(
    code="V127",
    slug="spreadsheet-residue",
    severity=Severity.ERROR,
    title="A spreadsheet has replaced a text",
    reason="#REF! or 01.Feb is what is left of a formula, a fraction, or a word that was taken for a date.",
    bad="translation: '#NAME?'",
    good="translation: half",
)


@checks(SPREADSHEET_RESIDUE, Scope.FILE)
def spreadsheet_residue(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for texts that are an error value, a formula, a truth value, a date or a number of a spreadsheet."""
    for text in all_but_plain(lexicon, lambda text: len(text) > _LONGEST or not _RESIDUE.fullmatch(text.strip())):
        message = f"“{short(text.text)}” was left by a spreadsheet; it is not a text"
        hint = "Type it again, in a column formatted as text"
        yield Finding(SPREADSHEET_RESIDUE, message, text.place, text.word, hint)


_LONGEST = 60
"""Characters of what a spreadsheet leaves, formulas included."""
