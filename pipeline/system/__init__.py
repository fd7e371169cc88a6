"""The machine: files, the folders installed beside the code, the garbage collector."""
