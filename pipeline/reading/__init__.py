"""From files to records: YAML and CSV, with the position of every value on request."""
