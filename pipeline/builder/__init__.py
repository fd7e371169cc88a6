"""From packs to a database in place: what is found, cached, worked on side by side, loaded, published."""
