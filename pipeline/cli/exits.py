"""Exit codes."""

CLEAN = 0
FINDINGS = 1
"""Errors in the packs, or something else that a person has to decide."""
USAGE = 2
"""A usage error."""
INTERNAL = 3
"""An error of this program or the machine."""
UNPROVEN = 4
"""A database is sound, but not proven to be what its sources make, byte for byte."""
INTERRUPTED = 130
"""Ctrl-C."""
