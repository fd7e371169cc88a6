"""From packs to what other people and programs work with: one module for each format, which `registry` lists."""
