"""Findings as people and machines read them: the same findings in every format."""
