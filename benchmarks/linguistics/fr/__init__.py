"""French linguistics against open data."""
