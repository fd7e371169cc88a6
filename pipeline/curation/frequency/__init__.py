"""Count how often lemmas occur in a corpus of any size: block by block, here or on Dask."""
