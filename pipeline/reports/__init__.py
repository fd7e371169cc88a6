"""Pages that people look at: what the commands compute, for a browser."""
