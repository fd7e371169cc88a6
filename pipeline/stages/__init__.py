"""The stages a pack goes through, one module each, in the order of `analyse.STAGES`."""
