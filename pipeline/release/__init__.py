"""Releases: the changes since the last one, the files that are shipped, and the checks of those files."""
