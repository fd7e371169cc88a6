"""Adds a WN-LMF file to an empty database of wn's.

python -m benchmarks.speed.peers.into_wn FILE FOLDER
"""

import sys

import wn

wn.config.data_directory = sys.argv[2]
wn.add(sys.argv[1], progress_handler=None)
