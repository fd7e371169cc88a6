"""One module for each format, named as `--format` names it; its `FORMAT` says what it is (`export.registry`)."""
