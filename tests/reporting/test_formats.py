"""What every format must do: it can be read back, says the same, and nothing in a file can break it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import jsonschema_rs
import junitparser
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from sarif.loader import load_sarif_file
from sarif.sarif_file import SarifFile

from pipeline.model.findings import AREAS, Finding, Place, Position, Severity
from pipeline.reporting import github, sarif, text
from pipeline.reporting.capped import capped
from pipeline.reporting.formats import REPORT_FORMATS
from pipeline.reporting.report import Report
from pipeline.reporting.terminal import harmless
from pipeline.system.resources import resource
from tests.reporting.samples import PACK, place, report_of, report_of_pack, reports, rule

SCHEMA = json.loads((resource("schemas") / "findings.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)


def results(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = SarifFile(__file__, json.loads(text)).get_results()  # it asks for the file's date
    return found


def cases(text: str) -> list[tuple[junitparser.TestSuite, junitparser.TestCase]]:
    root = junitparser.JUnitXml.fromstring(text.encode())
    return [(suite, case) for suite in root for case in suite]


def rows(text: str) -> list[list[str]]:
    """The cells of a Markdown table as they are shown; nothing in them but text and our own line breaks."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    found: list[list[str]] = []
    for token, inner in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "tr_open":
            found.append([])
        elif token.type in ("th_open", "td_open"):
            assert inner is not None
            parts = inner.children or []
            assert {part.type for part in parts} <= {"text", "text_special", "html_inline"}
            assert {part.content for part in parts if part.type == "html_inline"} <= {"<br>"}
            found[-1].append("".join("\n" if part.type == "html_inline" else part.content for part in parts))
    return found[1:]


@settings(deadline=None)
@given(reports())
def test_no_text_breaks_a_format(report: Report) -> None:
    count = len(report.entries)
    payloads = {name: render(report) for name, render in REPORT_FORMATS.items()}
    for name, payload in payloads.items():
        plain = click.unstyle(payload)
        assert harmless(plain.replace("\n", "")) == plain.replace("\n", ""), name
    record = json.loads(payloads["json"])
    VALIDATOR.validate(record)
    assert [one["message"] for one in record["findings"]] == [one.finding.message for one in report.entries]
    assert len(results(payloads["sarif"])) == count
    lines = payloads["github"].splitlines()
    assert len(lines) == len(list(capped(report.entries, github.MOST_OF_A_KIND)))
    assert all(re.match(r"::(error|warning|notice) file=[^:,]*,[^:]*title=V\d{3} [a-z-]+::", line) for line in lines)
    assert sum(bool(case.result) for _, case in cases(payloads["junit"])) == count
    listed = rows(payloads["markdown"])
    assert len(listed) == count
    assert [len(cells) for cells in listed] == [4] * count
    heads = [line for line in click.unstyle(payloads["text"]).split("\n") if line and not line.startswith("    ")]
    assert len(heads) == len(list(capped(report.entries, text.MOST_OF_A_KIND)))
    assert len(payloads["concise"].splitlines()) == count
    issues = json.loads(payloads["gitlab"])
    assert [one["fingerprint"] for one in issues] == [entry.fingerprint for entry in report.entries]
    assert all(one["location"]["lines"]["begin"] >= 1 for one in issues)


def test_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.reporting.samples import report_of_pack; "
        "from pipeline.reporting.formats import REPORT_FORMATS; sys.stdout.reconfigure(encoding='utf-8'); "
        "report = report_of_pack('not-nfc', 'V113', Path(sys.argv[1])); "
        "print(*[render(report) for render in REPORT_FORMATS.values()])"
    )
    outputs = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(tmp_path / seed)]
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run(command, capture_output=True, check=True, env=surroundings)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs != {b""}


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_a_report_without_findings(name: str) -> None:
    report = report_of(files=["vocab_sources/es/pack.yaml"])
    payload = REPORT_FORMATS[name](report)
    assert payload == "" if name in ("text", "concise", "github") else payload.endswith("\n")


def many(number: int, severity: Severity = Severity.WARNING) -> list[Finding]:
    return [Finding(rule(severity), "wrong", place(f"{PACK}/A1/food.yaml", line, 1)) for line in range(1, number + 1)]


def test_people_are_shown_some_of_a_kind_and_how_many_more() -> None:
    other = Finding(rule(code="V110", slug="csv-header"), "missing", place(f"{PACK}/A1/food.yaml", 9999, 1))
    report = report_of(*many(3_710), other)
    lines = click.unstyle(REPORT_FORMATS["text"](report)).splitlines()
    assert len(lines) == text.MOST_OF_A_KIND + 2
    assert lines[-2:] == [
        f"{PACK}/A1/food.yaml: … and 3,690 more of V109 schema",
        f"{PACK}/A1/food.yaml:9999:1: error: missing [V110 csv-header]",
    ]
    lines = REPORT_FORMATS["github"](report).splitlines()
    assert len(lines) == github.MOST_OF_A_KIND + 2
    assert lines[-2] == f"::warning file={PACK}/A1/food.yaml,title=V109 schema::… and 3,700 more of V109 schema"
    assert len(json.loads(REPORT_FORMATS["json"](report))["findings"]) == 3_711
    assert len(json.loads(REPORT_FORMATS["gitlab"](report))) == 3_711


def test_code_scanning_gets_the_most_severe_findings_that_it_accepts() -> None:
    report = report_of(*many(sarif.MOST_RESULTS), *many(10, Severity.ERROR))
    (run,) = json.loads(REPORT_FORMATS["sarif"](report))["runs"]
    assert len(run["results"]) == sarif.MOST_RESULTS
    assert sum(one["level"] == "error" for one in run["results"]) == 10
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "10 of 25,010 findings are left out, the least severe first"
    assert "invocations" not in json.loads(REPORT_FORMATS["sarif"](report_of(*many(3))))["runs"][0]


def test_text_shows_both_places(tmp_path: Path) -> None:
    head, *lines = click.unstyle(REPORT_FORMATS["text"](report_of_pack("level-twice", "V602", tmp_path))).splitlines()
    assert head == ("vocab_sources/es/A1/food.yaml:11:9: error: “pan” is already at A1 [V602 level-twice]")
    assert lines == [
        "    at words[0].levels[0]",
        "    11 |       - {level: A1, priority: 9}",
        "       |         ^",
        "    first placed here: vocab_sources/es/A1/food.yaml:9:15",
        "        9 |     priority: 1",
        "          |               ^",
    ]


def test_schema_lists_the_areas_and_severities_there_are() -> None:
    fields = SCHEMA["$defs"]["finding"]["properties"]
    assert fields["area"]["enum"] == list(AREAS.values())
    assert fields["severity"]["enum"] == [severity.value for severity in Severity]


def test_json_follows_its_schema(tmp_path: Path) -> None:
    record = json.loads(REPORT_FORMATS["json"](report_of_pack("impossible-value", "V109", tmp_path)))
    VALIDATOR.validate(record)
    assert record["summary"] == {
        "failed": True,
        "files": 6,
        "errors": 1,
        "warnings": 0,
        "infos": 0,
        "waived": 0,
        "in_baseline": 0,
        "stale_in_baseline": 0,
    }
    (finding,) = record["findings"]
    assert finding | {"fingerprint": ""} == {
        "code": "V109",
        "slug": "schema",
        "area": "files",
        "severity": "error",
        "message": "“nuon” is not a valid part_of_speech",
        "suggestion": "did you mean “noun”?",
        "word": "pan",
        "location": {
            "file": "vocab_sources/es/A1/food.yaml",
            "line": 6,
            "column": 21,
            "end_column": 25,
            "path": "words[0].part_of_speech",
            "pointer": ["words", 0, "part_of_speech"],
        },
        "references": [],
        "fingerprint": "",
    }


def test_every_property_of_the_schema_is_described() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for name, inner in node.get("properties", {}).items():
                assert inner.get("description"), name
            for inner in node.values():
                walk(inner)

    jsonschema_rs.meta.validate(SCHEMA)
    walk(SCHEMA)


def test_github_escapes() -> None:
    odd = Finding(rule(), "50 %: a,b\r\nc", place("a:b,c%\n.yaml", 2, 3), suggestion="fix, it: now")
    assert REPORT_FORMATS["github"](report_of(odd)) == (
        "::error file=a%3Ab%2Cc%25%0A.yaml,line=2,col=3,title=V109 schema::50 %25: a,b%0D%0Ac%0Afix, it: now\n"
    )


def test_github_names_weights_in_its_own_words() -> None:
    found = [Finding(rule(severity), "x", Place("a")) for severity in Severity]
    commands = [line.split(" ")[0] for line in REPORT_FORMATS["github"](report_of(*found)).splitlines()]
    assert commands == ["::error", "::warning", "::notice"]


def test_markdown_is_a_table(tmp_path: Path) -> None:
    payload = REPORT_FORMATS["markdown"](report_of_pack("duplicate-word", "V301", tmp_path))
    assert payload.startswith("1 error\n\n| severity | rule | place | finding |\n")
    assert rows(payload) == [
        [
            "error",
            "V301 duplicate-word",
            "vocab_sources/es/A1/greetings.csv:3:1",
            (
                "“pan” is defined twice\nfirst defined here: vocab_sources/es/A1/food.yaml:5:16\n"
                "Merge them into one entry with both meanings; `levels` names further levels"
            ),
        ]
    ]
    assert REPORT_FORMATS["markdown"](report_of()) == "no findings\n"


def test_sarif_is_read_back(tmp_path: Path) -> None:
    report = report_of_pack("duplicate-word", "V301", tmp_path)
    payload = REPORT_FORMATS["sarif"](report)
    log = json.loads(payload)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("babblr-vocab", "1.2.3")
    assert [one["id"] for one in driver["rules"]] == [one.code for one in report.rules]
    (result,) = [one for one in results(payload) if one["ruleId"] == "V301"]
    named = driver["rules"][result["ruleIndex"]]
    assert (named["id"], named["name"]) == ("V301", "DuplicateWord")
    assert named["help"]["markdown"].count("```yaml") == 2
    assert named["defaultConfiguration"]["level"] == result["level"] == "error"
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "vocab_sources/es/A1/greetings.csv", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 3, "startColumn": 1, "endColumn": 4}
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "first defined here"
    assert related["physicalLocation"]["region"]["startLine"] == 5
    path = tmp_path / "report.sarif"
    path.write_text(payload, "utf-8")
    statistics = load_sarif_file(str(path)).get_report()
    assert statistics.get_severities()[0] == "error"
    assert sum(statistics.get_issue_type_histogram_for_severity("error").values()) == report.count(Severity.ERROR)


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("./A1/food.yaml", {"uri": "A1/food.yaml", "uriBaseId": "%SRCROOT%"}),
        ("A1/el niño.yaml", {"uri": "A1/el%20ni%C3%B1o.yaml", "uriBaseId": "%SRCROOT%"}),
        ("A1/a:b.yaml", {"uri": "A1/a%3Ab.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../es/pack.yaml", {"uri": "../es/pack.yaml"}),
        ("/srv/es/pack.yaml", {"uri": "file:///srv/es/pack.yaml"}),
        ("A1/\udcff.yaml", {"uri": "A1/%FF.yaml", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_sarif_names_files_by_uri(file: str, uri: dict[str, str]) -> None:
    (result,) = results(REPORT_FORMATS["sarif"](report_of(Finding(rule(), "x", Place(file)))))
    assert result["locations"][0]["physicalLocation"] == {"artifactLocation": uri}


def test_value_of_several_lines_has_its_region_where_a_format_has_a_place_for_it() -> None:
    where = place("a.yaml", 2, 5, "notes")._replace(end=Position(4, 1))
    report = report_of(Finding(rule(), "x", where))
    (result,) = results(REPORT_FORMATS["sarif"](report))
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 5, "endLine": 4, "endColumn": 1}
    (finding,) = json.loads(REPORT_FORMATS["json"](report))["findings"]
    assert finding["location"]["end_column"] is None
    assert REPORT_FORMATS["github"](report).startswith("::error file=a.yaml,line=2,col=5,title=")


def test_sarif_doubles_braces() -> None:
    (result,) = results(REPORT_FORMATS["sarif"](report_of(Finding(rule(), "{0}", Place("a")))))
    assert result["message"]["text"] == "{{0}}"


def test_junit_is_read_back(tmp_path: Path) -> None:
    report = report_of_pack("level-twice", "V602", tmp_path)
    root = junitparser.JUnitXml.fromstring(REPORT_FORMATS["junit"](report).encode())
    assert [suite.name for suite in root] == report.files
    errors = report.count(Severity.ERROR)
    assert (root.failures, root.errors, root.skipped) == (errors, 0, len(report.entries) - errors)
    assert root.tests == sum(suite.tests for suite in root) == len(cases(REPORT_FORMATS["junit"](report)))
    suite, case = cases(REPORT_FORMATS["junit"](report))[0]
    assert suite.name == case.classname == "vocab_sources/es/A1/food.yaml"
    assert case.name == "V602 level-twice: pan: words[0].levels[0]"
    (failure,) = case.result
    assert isinstance(failure, junitparser.Failure)
    assert failure.message == "“pan” is already at A1"
    assert "    11 |       - {level: A1, priority: 9}\n       |         ^\n" in failure.text
    clean = [case for suite, case in cases(REPORT_FORMATS["junit"](report)) if suite.name.endswith("pack.yaml")]
    assert [(case.name, case.result) for case in clean] == [("no findings", [])]


def test_junit_fails_only_what_fails_the_run() -> None:
    warning = Finding(rule(Severity.WARNING), "x", Place("a"))
    (_, lenient), (_, strict) = (
        cases(REPORT_FORMATS["junit"](report))[0]
        for report in (report_of(warning), report_of(warning, fails=frozenset({Severity.WARNING})))
    )
    assert isinstance(lenient.result[0], junitparser.Skipped)
    assert isinstance(strict.result[0], junitparser.Failure)


def test_astral_format_characters_are_escaped_in_json() -> None:
    payload = REPORT_FORMATS["json"](report_of(Finding(rule(), "a\U000e0041b", Place("a"))))
    assert "a\\udb40\\udc41b" in payload
    assert json.loads(payload)["findings"][0]["message"] == "a\U000e0041b"
