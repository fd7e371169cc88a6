"""From packs to a published database: discover, cache, analyse in parallel, load, publish."""
