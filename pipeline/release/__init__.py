"""What leaves the house: what changed since the last release, the files of a release, and the check of any of them."""
