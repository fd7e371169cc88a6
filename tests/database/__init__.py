"""Tests of the database layer, on real files."""
