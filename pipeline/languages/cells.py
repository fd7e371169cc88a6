"""Features of cells that are used in the paradigms of several languages."""

MASCULINE, FEMININE = "Gender=Masc", "Gender=Fem"
SINGULAR, PLURAL = "Number=Sing", "Number=Plur"
