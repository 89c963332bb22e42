"""Tests of the reference files."""
