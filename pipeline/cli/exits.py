"""Exit codes."""

CLEAN = 0
FINDINGS = 1
"""Errors in the packs."""
USAGE = 2
"""A wrong call."""
INTERNAL = 3
"""A fault of this program or of the machine."""
INTERRUPTED = 130
"""Ctrl-C."""
