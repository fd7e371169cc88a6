"""5xx: are the inflected forms possible ones?"""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import did_you_mean
from pipeline.rules.catalogue import checks

UNKNOWN_FORM_TYPE = Rule(
    code="V501",
    slug="unknown-form-type",
    severity=Severity.ERROR,
    title="The form type is not one the language has for this part of speech",
    reason="The app shows and looks up forms by their type; nobody would find this one.",
    bad="forms:\n  - {type: plurals, text: regímenes}",
    good="forms:\n  - {type: plural, text: regímenes}",
)


@checks(UNKNOWN_FORM_TYPE)
def unknown_form_type(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look each curated form's type up in the profile."""
    if not profile.known:
        return
    for word in lexicon.words:
        parts = {word.part_of_speech, *(meaning.part_of_speech for meaning in word.meanings)}
        allowed = [type_ for part in parts if part for type_ in profile.form_types_of(part)]
        for index, form in enumerate(word.curated_forms):
            if form.type not in allowed:
                yield Finding(
                    UNKNOWN_FORM_TYPE,
                    f"a {word.part_of_speech} has no form type “{form.type}” in {profile.name}",
                    word.place.at("forms", index, "type"),
                    word.base_form,
                    did_you_mean(form.type, allowed, f"It is one of: {', '.join(allowed)}"),
                )
