"""Intake: items that channels delivered become reports."""
