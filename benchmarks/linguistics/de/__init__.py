"""German linguistics against open data."""
