"""The kinds of proposals that a language's rules make for what a curator wrote or has yet to write."""

from enum import Enum


class ProposalKind(Enum):
    """How the rules compare with the pack. Where both agree there is no proposal."""

    MISSING = "missing"
    """The pack has nothing; the rules know it."""
    UNKNOWN = "unknown"
    """The pack has nothing, and the rules cannot know it: a curator must write it."""
    DIFFERENT = "different"
    """The pack and the rules differ."""
    CONTRADICTED = "contradicted"
    """The pack and a published list differ; the rules agree with the pack, or do not know."""
    NEEDS_EXTRA = "needs an extra"
    """The rules need a package that is not installed."""
