"""How fast lists are brought in."""
