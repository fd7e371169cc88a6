"""Assessments: tests of what somebody knows."""

ASSESSMENTS = "assessments"
"""The folder of a pack with its assessments, one file each."""
