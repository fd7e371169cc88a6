"""Can the file be read at all? These rules are reported while it is being read."""

from pipeline.model.findings import Rule, Severity
from pipeline.rules.catalogue import reported

UNREADABLE = Rule(
    code="V101",
    slug="unreadable-file",
    severity=Severity.ERROR,
    title="The file cannot be read",
    reason="A file that cannot be opened, is not a regular file, or is outside the pack would silently be left "
    "out of the database.",
    bad="A1/food.yaml that only another user can read, or that links to a file outside the pack.",
    good="A1/food.yaml, a regular file inside the pack.",
)
reported(
    UNREADABLE,
    by={"pipeline.reading", "pipeline.stages.extract", "pipeline.reading.profiles", "pipeline.intake.columns.kept"},
)

TOO_LARGE = Rule(
    code="V102",
    slug="file-too-large",
    severity=Severity.ERROR,
    title="The file is too large for a word list",
    reason="A person can review a file of 20 to 50 words. A file of many megabytes is something else that ended up "
    "in the folder.",
    bad="A1/food.yaml of 50 MB.",
    good="A1/food.yaml of 40 words.",
)
reported(TOO_LARGE, by={"pipeline.reading", "pipeline.reading.profiles"})

ENCODING = Rule(
    code="V103",
    slug="encoding",
    severity=Severity.ERROR,
    title="The file is not UTF-8 text",
    reason="In any other encoding, accented letters turn into other letters.",
    bad="A file saved as Latin-1 or UTF-16, or a picture.",
    good="The same file, saved as UTF-8.",
)
reported(ENCODING, by={"pipeline.reading", "pipeline.reading.profiles"})

EMPTY = Rule(
    code="V104",
    slug="empty-file",
    severity=Severity.ERROR,
    title="The file is empty",
    reason="An empty file is usually an accident: the words that used to be in it would be retired.",
    bad="A1/food.yaml with no lines.",
    good="level: A1\ntopic: food\nwords: [...]",
)
reported(EMPTY, by={"pipeline.reading", "pipeline.stages.extract"})

YAML_SYNTAX = Rule(
    code="V105",
    slug="yaml-syntax",
    severity=Severity.ERROR,
    title="The file is not valid YAML",
    reason="A file that cannot be parsed cannot be checked or loaded.",
    bad="meaning: Saludo: se dice al llegar.",
    good='meaning: "Saludo: se dice al llegar."',
)
reported(YAML_SYNTAX, by={"pipeline.reading"})

DUPLICATE_KEY = Rule(
    code="V106",
    slug="duplicate-key",
    severity=Severity.ERROR,
    title="A key is given twice",
    reason="Only one of the two values would reach the learner, and it is unclear which.",
    bad="gender: masculine\ngender: feminine",
    good="gender: feminine",
)
reported(DUPLICATE_KEY, by={"pipeline.reading", "pipeline.reading.profiles"})

YAML_FEATURE = Rule(
    code="V107",
    slug="yaml-feature",
    severity=Severity.ERROR,
    title="Anchors, aliases, tags and second documents are not allowed",
    reason="Word lists are plain data that a person reads from top to bottom; a few aliases can also expand to "
    "gigabytes.",
    bad="notes: &n Formal.\nmore: *n",
    good="notes: Formal.",
)
reported(YAML_FEATURE, by={"pipeline.reading"})

TOO_DEEP = Rule(
    code="V108",
    slug="nested-too-deep",
    severity=Severity.ERROR,
    title="Lists and mappings are nested too deeply",
    reason="No entry needs deep nesting, and a file nested thousands of levels deep is built to exhaust memory.",
    bad="meaning: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    good="meaning: Alimento de harina y agua.",
)
reported(TOO_DEEP, by={"pipeline.reading", "pipeline.reading.profiles"})

SCHEMA = Rule(
    code="V109",
    slug="schema",
    severity=Severity.ERROR,
    title="An entry does not follow its schema",
    reason="A missing or misspelled field leaves a word without a translation, or hides one from learners.",
    bad="- base_form: pan\n  part_of_speach: noun",
    good="- base_form: pan\n  part_of_speech: noun",
)
reported(SCHEMA, by={"pipeline.reading.conformity", "pipeline.intake.columns.kept"})

CSV_HEADER = Rule(
    code="V110",
    slug="csv-header",
    severity=Severity.ERROR,
    title="The columns of the CSV file are not the documented ones",
    reason="A misspelled column would be dropped, with everything in it.",
    bad="base_form,part_of_speech,priority,meaning,translaton,example",
    good="base_form,part_of_speech,priority,meaning,translation,example",
)
reported(CSV_HEADER, by={"pipeline.reading"})

CSV_ROW = Rule(
    code="V111",
    slug="csv-row",
    severity=Severity.ERROR,
    title="A row of the CSV file is malformed",
    reason="With an extra separator or an unclosed quote, every value after it ends up in the wrong column.",
    bad="pan,noun,41,Alimento de harina, agua y sal.,bread,Compro pan.",
    good='pan,noun,41,"Alimento de harina, agua y sal.",bread,Compro pan.',
)
reported(CSV_ROW, by={"pipeline.reading"})

UNEXPECTED_FILE = Rule(
    code="V112",
    slug="unexpected-file",
    severity=Severity.WARNING,
    title="A file or folder in the pack is not read",
    reason="A list with another file extension or in a misspelled folder looks finished, but learners never see it.",
    bad="a1/food.yml",
    good="A1/food.yaml",
)
reported(UNEXPECTED_FILE, by={"pipeline.stages.extract"})

TOML_SYNTAX = Rule(
    code="V114",
    slug="toml-syntax",
    severity=Severity.ERROR,
    title="The file is not valid TOML",
    reason="A file that cannot be parsed cannot be checked, and without its profile the language is unknown.",
    bad='articles = ["el", "la"',
    good='articles = ["el", "la"]',
)
reported(TOML_SYNTAX, by={"pipeline.reading.profiles"})
