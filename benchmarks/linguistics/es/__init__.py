"""Spanish linguistics against open data."""
