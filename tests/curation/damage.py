"""Sound word lists written in any style and damaged in ways that `fix` knows how to fix."""

import csv
import io
import random
import unicodedata
from typing import Any

from pipeline.curation.fields import each_text, is_taught, key_order
from pipeline.curation.yaml_scalars import _double, written
from pipeline.model.findings import Pointer
from pipeline.model.lexicon import Document

RECORD: dict[str, Any] = {
    "level": "A1",
    "topic": "food",
    "words": [
        {
            "base_form": "pan",
            "part_of_speech": "noun",
            "gender": "masculine",
            "pronunciation": "pan",
            "priority": 3,
            "meanings": [
                {
                    "meaning": "Alimento de harina y agua: se cuece.",
                    "translation": "bread",
                    "explanation": "First line.\nSecond line.",
                    "examples": [
                        {"text": "Dice «el pan» y «la sal».", "translation": "He says “bread” - and “salt”."},
                        {"text": "- No, 'no' # es así.", "translation": "It's not like that."},
                    ],
                },
                {"meaning": "Lo que se come.", "translation": "food", "examples": [{"text": "Mi pan."}]},
            ],
            "levels": [{"level": "B1", "priority": 9}],
            "forms": [{"type": "plural", "text": "panes", "features": {"Number": "Plur"}}],
            "synonyms": ["hogaza", "d'ici"],
            "notes": "null",
            "status": "reviewed",
        },
        {
            "base_form": "año d'été",
            "part_of_speech": "noun",
            "priority": 7,
            "meanings": [{"meaning": "Ça y est: ¿qué?", "translation": "year, 12:30", "examples": [{"text": "1999"}]}],
            "status": "draft",
        },
    ],
}


def damaged(text: str, rnd: random.Random, *, taught: bool) -> str:
    """Return a text that means the same, and that fixing brings back."""
    if rnd.random() < 0.5:
        return text
    if taught and text.count("«") == text.count("»") and rnd.random() < 0.5:
        text = text.replace("«", '"').replace("»", '"')
    if taught and rnd.random() < 0.5 and " '" not in text:
        text = text.replace("'", "’")
    if rnd.random() < 0.5:
        text = "".join(
            rnd.choice([" ", "  ", " \t ", "\u00a0", " \u00a0"])
            if character == " " and text[place - 1].isalpha() and text[place + 1].isalpha()
            else rnd.choice([" ", "   "])
            if character == " "
            else character
            for place, character in enumerate(text)
        )
    if rnd.random() < 0.3:
        text = f" {text}\u00a0 "
    return unicodedata.normalize("NFD", text) if rnd.random() < 0.5 else text


def damaged_record(record: Any, kind: str, rnd: random.Random) -> Any:
    """Return a record with some of its texts damaged."""
    return each_text(record, lambda pointer, text: damaged(text, rnd, taught=is_taught(kind, pointer)))


class Writer:
    """Writes a record as YAML in a random style, keys in a random order, with comments."""

    def __init__(self, rnd: random.Random) -> None:
        self.rnd = rnd
        self.comments = 0
        self.end = rnd.choice(["\n", "\n", "\r\n"])

    def text(self, record: Any) -> str:
        lines = self.mapping(record, (), 0)
        text = self.end.join(lines) + self.end
        return text if self.rnd.random() < 0.7 or lines[-1].startswith("   ") else text.removesuffix(self.end)

    def comment(self) -> str:
        self.comments += 1
        return f"# comment {self.comments}  here’s “it”"

    def mapping(self, record: dict[str, Any], pointer: Pointer, column: int) -> list[str]:
        keys = list(record)
        if key_order("words", pointer):
            self.rnd.shuffle(keys)
        lines = []
        for key in keys:
            if self.rnd.random() < 0.2:
                lines.append(" " * column + self.comment())
            elif self.rnd.random() < 0.1:
                lines.append("")
            lines += self.field(key, record[key], (*pointer, key), column)
        if not lines[0].strip() or lines[0].lstrip().startswith("#"):
            lines.pop(0)  # the first line may have to stand behind a dash
        return lines

    def field(self, key: str, value: Any, pointer: Pointer, column: int) -> list[str]:
        indent = " " * column
        if self.rnd.random() < 0.25 and column and "\n" not in str(value):
            return [f"{indent}{key}:  {self.flow(value)}{self.trailing()}"]
        if isinstance(value, dict):
            return [f"{indent}{key}:{self.trailing()}", *self.mapping(value, pointer, column + 2)]
        if isinstance(value, list):
            lines = [f"{indent}{key}:{self.trailing()}"]
            deeper = column + self.rnd.choice([0, 2, 4])
            for index, item in enumerate(value):
                lines += self.item(item, (*pointer, index), deeper)
            return lines
        return self.scalar(f"{indent}{key}: ", value, column)

    def item(self, item: Any, pointer: Pointer, column: int) -> list[str]:
        dash = " " * column + "-" + " " * self.rnd.choice([1, 1, 3])
        if isinstance(item, dict):
            if self.rnd.random() < 0.2 and "\n" not in str(item):
                return [dash + self.flow(item)]
            lines = self.mapping(item, pointer, len(dash))
            return [dash + lines[0].lstrip(" "), *lines[1:]]
        return [dash + self.quoted(item, flow=False) + self.trailing()]

    def scalar(self, start: str, value: Any, column: int) -> list[str]:
        if isinstance(value, str) and "\n" in value:
            inner = " " * (column + 2)
            if value == value.strip() and self.rnd.random() < 0.6:
                return [f"{start}|-", *(inner + line for line in value.split("\n"))]
            return [start + _double(value)]
        if isinstance(value, str) and value == value.strip() and value.count(" ") > 2 and self.rnd.random() < 0.3:
            head, _, tail = value.partition(" ")
            if value[0].isalpha() and not any(mark in value for mark in ":#\t\u00a0") and "  " not in value:
                return [start + head, " " * (column + 3) + tail]
        return [start + self.quoted(value, flow=False) + self.trailing()]

    def quoted(self, value: Any, *, flow: bool) -> str:
        if not isinstance(value, str):
            return str(value)
        style = self.rnd.random()
        if style < 0.3 and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        return _double(value) if style < 0.5 else written(value, flow=flow)

    def flow(self, value: Any) -> str:
        if isinstance(value, list):
            return "[" + self.rnd.choice([",", ", "]).join(map(self.flow, value)) + "]"
        if isinstance(value, dict):
            keys = list(value)
            self.rnd.shuffle(keys)
            return "{" + ", ".join(f"{key}: {self.flow(value[key])}" for key in keys) + " }"
        return self.quoted(value, flow=True)

    def trailing(self) -> str:
        return f"   {self.comment()}" if self.rnd.random() < 0.15 else ""


def as_csv(record: Any, rnd: random.Random) -> str:
    """Return the words of a record as CSV, in a random style and damaged."""
    columns = [
        "base_form",
        "part_of_speech",
        "priority",
        "meaning",
        "translation",
        "example",
        "example_translation",
        "example_2",
        "example_2_translation",
        "synonyms",
        "notes",
        "explanation",
    ]
    rnd.shuffle(columns)
    columns.sort(key=lambda name: name.startswith("example_2"))  # the first example comes first
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out,
        columns,
        delimiter=rnd.choice(",;\t"),
        quoting=rnd.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        lineterminator=rnd.choice(["\n", "\r\n"]),
    )
    writer.writeheader()
    for index, entry in enumerate(record["words"]):
        base_form = damaged(entry["base_form"], rnd, taught=True)
        for number, meaning in enumerate(entry["meanings"]):
            row = {"base_form": base_form, "meaning": meaning["meaning"], "translation": meaning["translation"]}
            row["explanation"] = meaning.get("explanation", "")
            for which, example in enumerate(meaning["examples"]):
                name = "example" if which == 0 else "example_2"
                row |= {name: example["text"], f"{name}_translation": example.get("translation", "")}
            if number == 0:
                row |= {name: str(entry[name]) for name in ("part_of_speech", "priority")}
                row["synonyms"] = "|".join(entry.get("synonyms", []))
                row["notes"] = entry.get("notes", "")
            taught = {"meaning", "example", "example_2", "synonyms"}
            row |= {
                name: damaged(value, rnd, taught=name in taught) for name, value in row.items() if name != "base_form"
            }
            writer.writerow(row)
        if index == 0 and rnd.random() < 0.3:
            out.write("\n")
    return out.getvalue()


def document(text: str, data: Any, format_: str = "yaml", kind: str = "words") -> Document:
    """Return a text as the extract stage gives it."""
    return Document(f"A1/food.{format_}", kind, format_, text, "", data, "A1", "food")
