"""Features of cells that the paradigms of several languages name."""

MASCULINE, FEMININE = "Gender=Masc", "Gender=Fem"
SINGULAR, PLURAL = "Number=Sing", "Number=Plur"
