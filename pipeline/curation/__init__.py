"""What curators do besides building: count, draft, inflect, pronounce and fix."""
