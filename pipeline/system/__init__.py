"""The machine: files, TOML, the folders installed beside the code, the garbage collector."""
