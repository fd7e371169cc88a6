"""Portuguese, as it is spoken in Portugal and spelled since the agreement of 1990."""
