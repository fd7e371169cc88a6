"""Report formats: the same findings in every format, for people and for programs."""
