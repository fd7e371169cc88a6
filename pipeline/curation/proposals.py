"""What rules of a language can have to say of what a curator wrote, or has yet to write."""

from enum import Enum


class ProposalKind(Enum):
    """How what the rules know stands to what the pack has; where both agree there is no proposal."""

    MISSING = "missing"
    """The pack has nothing; the rules know it."""
    UNKNOWN = "unknown"
    """The pack has nothing, and rules cannot know it: a curator must write it."""
    DIFFERENT = "different"
    """The pack has something; the rules would write it otherwise."""
    NEEDS_EXTRA = "needs an extra"
    """The rules need a package that is not installed, and say nothing."""
