"""Tests of upgrades of learners' databases."""
