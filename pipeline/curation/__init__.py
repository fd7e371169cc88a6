"""What curators do besides building: count, and (as the project grows) draft, inflect and fix."""
